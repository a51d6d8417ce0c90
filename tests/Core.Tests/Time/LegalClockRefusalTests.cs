using System.Text.RegularExpressions;
using Yitong.Kernel;
using static Yitong.Core.Tests.Clocks;

namespace Yitong.Core.Tests;

public sealed class LegalClockRefusalTests
{
    private static readonly TimeLimit TenDays = TimeLimit.WorkingDays(10);
    private static readonly LegalClock Running = Started(20, "2026-03-02");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void Without_a_written_notice_the_clock_is_not_suspended(string? notice)
    {
        var refused = Running.Suspend(Day("2026-03-09"), "专家评审", notice!, TenDays);
        Assert.Equal("clock.notice-missing", refused.Refusal?.Code);
        Assert.Equal(On("2026-03-30"), Running.Due(NationalPack.Calendar));
    }

    [Fact]
    public void Without_an_announced_length_the_clock_is_not_suspended()
    {
        IsRefused("clock.length-missing", Running.Suspend(Day("2026-03-09"), "专家评审", "7号", null));
        IsRefused("clock.length-missing", Running.Suspend(Day("2026-03-09"), "专家评审", "7号", TimeLimit.WorkingDays(0)));
        IsRefused("clock.length-missing", Running.Suspend(Day("2026-03-09"), "专家评审", "7号", TimeLimit.Immediate));
    }

    [Fact]
    public void Without_a_ground_the_clock_is_not_suspended() =>
        IsRefused("clock.ground-missing", Running.Suspend(Day("2026-03-09"), " ", "7号", TenDays));

    [Fact]
    public void A_suspended_clock_is_not_suspended_again()
    {
        var refused = Running.Suspended("2026-03-09").Suspend(Day("2026-03-10"), "检验", "8号", TenDays);
        Assert.Equal(("clock.already-suspended", "2026-03-09"), (refused.Refusal?.Code, refused.Refusal?.Args["since"]));
    }

    [Fact]
    public void A_running_clock_is_not_resumed()
    {
        IsRefused("clock.not-suspended", Running.Resume(Day("2026-03-09")));
        IsRefused("clock.not-suspended", Running.Paused("2026-03-09", "2026-03-10").Resume(Day("2026-03-11")));
    }

    [Fact]
    public void Nothing_is_written_before_the_line_above()
    {
        IsRefused("clock.before-start", Running.Suspend(Day("2026-03-01"), "检验", "8号", TenDays));
        IsRefused("clock.before-start", Running.Suspended("2026-03-09").Resume(Day("2026-03-08")));
        IsRefused("clock.before-start", Running.Stop(Day("2026-03-01")));
    }

    [Fact]
    public void A_stopped_clock_takes_no_line()
    {
        var stopped = Running.Stop(Day("2026-03-09")).Value;
        IsRefused("clock.stopped", stopped.Suspend(Day("2026-03-10"), "检验", "8号", TenDays));
        IsRefused("clock.stopped", stopped.Resume(Day("2026-03-10")));
        IsRefused("clock.stopped", Extend(stopped));
        IsRefused("clock.stopped", stopped.Stop(Day("2026-03-10")));
    }

    [Fact]
    public void A_suspended_clock_can_be_stopped_as_when_the_applicant_withdraws() =>
        Assert.True(Running.Suspended("2026-03-09").Stop(Day("2026-03-10")).Value is { IsStopped: true, IsSuspended: false });

    [Fact]
    public void It_is_extended_once_only() =>
        IsRefused("clock.already-extended", Extend(Running.Extended("2026-03-10", 5)));

    [Fact]
    public void It_is_not_extended_without_approval() => IsRefused("clock.approval-missing", Extend(Running, approvedBy: ""));

    [Fact]
    public void It_is_not_extended_without_a_reason() => IsRefused("clock.reason-missing", Extend(Running, reason: " "));

    [Fact]
    public void It_is_not_extended_beyond_what_the_article_permits()
    {
        var refusal = Extend(Running, by: 11).Refusal;
        Assert.Equal(("clock.extension-too-long", "11", "10"), (refusal?.Code, refusal?.Args["by"], refusal?.Args["permitted"]));
        Assert.Equal(Article, refusal?.Law);
        TimeLimit longest = new(TimeLimit.MaxAmount, TimeUnit.WorkingDays);
        IsRefused(
            "clock.extension-too-long",
            Running.Extend(Day("2026-03-10"), longest, "局长", "理由", longest, NationalPack.Calendar));
    }

    [Fact]
    public void It_is_not_extended_when_the_article_gives_no_extension()
    {
        var refused = Running.Extend(Day("2026-03-10"), TenDays, "局长", "理由", null, NationalPack.Calendar);
        Assert.Equal(("clock.extension-not-lawful", Article), (refused.Refusal?.Code, refused.Refusal?.Law));
    }

    [Fact]
    public void It_is_not_extended_in_another_unit()
    {
        var days = TimeLimit.CalendarDays(5);
        IsRefused("clock.extension-unit", Running.Extend(Day("2026-03-10"), days, "局长", "理由", days, NationalPack.Calendar));
        IsRefused(
            "clock.extension-unit", Running.Extend(Day("2026-03-10"), TenDays, "局长", "理由", days, NationalPack.Calendar));
    }

    [Fact]
    public void It_is_not_extended_by_nothing_or_less()
    {
        IsRefused("clock.length-missing", Extend(Running, by: 0));
        IsRefused("clock.length-missing", Extend(Running, by: -4));
    }

    [Fact]
    public void It_is_not_extended_after_it_has_run_out()
    {
        Assert.True(Extend(Running, on: "2026-03-30").IsGranted);
        var refusal = Extend(Running, on: "2026-03-31").Refusal;
        Assert.Equal(("clock.extension-too-late", "2026-03-30"), (refusal?.Code, refusal?.Args["due"]));
    }

    [Fact]
    public void It_does_not_start_with_a_budget_out_of_range()
    {
        TimeLimit[] budgets =
            [new(0, TimeUnit.WorkingDays), new(-1, TimeUnit.Months), new(5, TimeUnit.Immediate), new(5, (TimeUnit)77)];
        foreach (var budget in budgets)
            IsRefused("clock.length-missing", LegalClock.Start(budget, Day("2026-03-02")));
    }

    [Fact]
    public void A_line_of_no_known_kind_is_refused() =>
        IsRefused("clock.entry-unknown", Running.Append(new((ClockEntryKind)99, Day("2026-03-09"))));

    [Fact]
    public void Every_refusal_has_a_sentence_in_the_pack_with_the_values_it_needs()
    {
        var sentences = File.ReadAllLines(Path.Combine(NationalPack.Root, "packs", "common", "texts", "clock.yaml"));
        var code = string.Concat(
            Directory.GetFiles(Path.Combine(NationalPack.Root, "src", "Kernel", "Time"), "*.cs").Select(File.ReadAllText));
        var codes = Regex.Matches(code, "\"(clock\\.[a-z-]+)\"").Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(15, codes.Count);
        Assert.All(codes, refused =>
            Assert.Contains(sentences, line => line.StartsWith($"refusals.{refused}: ", StringComparison.Ordinal)));
    }

    private static Outcome<LegalClock> Extend(
        LegalClock clock, int by = 5, string approvedBy = "局长", string reason = "需要核对外地档案",
        string on = "2026-03-10") =>
        clock.Extend(Day(on), TimeLimit.WorkingDays(by), approvedBy, reason, TenDays, NationalPack.Calendar);

    private static void IsRefused(string code, Outcome<LegalClock> outcome) => Assert.Equal(code, outcome.Refusal?.Code);
}
