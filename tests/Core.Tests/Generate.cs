using CsCheck;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

/// <summary>Random days, limits and texts for property tests.</summary>
internal static class Generate
{
    internal static Gen<DateOnly> CoveredDay =>
        Gen.Int[NaiveClock.First.DayNumber, NaiveClock.Horizon.DayNumber].Select(DateOnly.FromDayNumber);

    internal static Gen<DateOnly> AnyDay => Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);

    internal static Gen<TimeLimit> Limit => Gen.OneOf(
        Gen.Int[1, 60].Select(TimeLimit.WorkingDays),
        Gen.Int[1, 90].Select(TimeLimit.CalendarDays),
        Gen.Int[1, 90].Select(amount => new TimeLimit(amount, TimeUnit.CalendarDaysRolled)),
        Gen.Int[1, 6].Select(amount => new TimeLimit(amount, TimeUnit.Months)),
        Gen.Int[1, 3].Select(amount => new TimeLimit(amount, TimeUnit.Years)),
        Gen.Const(TimeLimit.Immediate));

    /// <summary>Anything at all: digits, letters, full-width, lone surrogates, controls, marks.</summary>
    internal static Gen<string> HostileText => Gen.OneOf(
        Gen.String,
        Gen.Char.Array[0, 40].Select(letters => new string(letters)),
        Gen.Char["0123456789Xx０９ＸＡ ,.，．元万亿千百¥￥-－\u3000\u200B\uD800\uDFFF\0é"].Array[0, 40]
            .Select(letters => new string(letters)));
}
