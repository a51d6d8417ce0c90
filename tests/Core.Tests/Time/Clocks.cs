using System.Globalization;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

/// <summary>Builds clocks in the words of the law.</summary>
internal static class Clocks
{
    internal const string Article = "行政许可法 第四十二条";

    internal static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static Deadline On(string day) => new Deadline.On(Day(day));

    internal static LegalClock Started(int workingDays, string on) =>
        LegalClock.Start(TimeLimit.WorkingDays(workingDays), Day(on), Article).Value;

    internal static LegalClock Suspended(this LegalClock clock, string on, int days = 10) =>
        clock.Suspend(Day(on), "专家评审", "大市监告〔2026〕7号", TimeLimit.WorkingDays(days)).Value;

    internal static LegalClock Paused(this LegalClock clock, string from, string to) =>
        clock.Suspended(from).Resume(Day(to)).Value;

    internal static LegalClock Extended(this LegalClock clock, string on, int workingDays) =>
        clock.Extend(
            Day(on), TimeLimit.WorkingDays(workingDays), "局长", "需要核对外地档案", TimeLimit.WorkingDays(10),
            NationalPack.Calendar).Value;
}
