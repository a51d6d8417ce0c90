using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>One clock of a member that an office is judged by now.</summary>
/// <param name="Key"><c>notice</c>, <c>limit</c>, <c>delivery</c> or <c>step:…</c>.</param>
/// <param name="Office">The agency that owes.</param>
/// <param name="Clock">The ledger.</param>
internal sealed record ArmedClock(string Key, string Office, LegalClock Clock)
{
    /// <summary>The clocks of a member that can ring: that of its state, and those of its open steps.</summary>
    public static IEnumerable<ArmedClock> Of(Member member)
    {
        if (member.Running is { } running) yield return new(KeyOf(member.State), member.Agency, running);
        if (member.State != MemberState.Accepted) yield break;
        foreach (var step in member.Steps.Where(step => step.IsOpen && step.Clock is not null))
            yield return new("step:" + step.Key, step.Agency, step.Clock!);
    }

    /// <summary>The next warning and its day; null when it will not ring as things stand.</summary>
    public (WarningLevel Level, DateOnly Day)? Next(Member member, WorkCalendar calendar)
    {
        if (!Clock.IsRunning || IsGiven(member, WarningLevel.Red)) return null;
        var (yellow, red) = Clock.Warning(calendar);
        if (yellow is { } before && before < red && !IsGiven(member, WarningLevel.Yellow)) return (WarningLevel.Yellow, before);
        return red is { } after ? (WarningLevel.Red, after) : null;
    }

    private bool IsGiven(Member member, WarningLevel level) =>
        member.Clocks.Warnings.Any(warning => warning.Clock == Key && warning.Level == level);

    private static string KeyOf(MemberState state) => state switch
    {
        MemberState.Received => "notice",
        MemberState.Accepted => "limit",
        _ => "delivery",
    };
}
