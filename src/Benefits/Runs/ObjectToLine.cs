using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>Somebody objects to a line of a public notice (异议), while it lasts: this line stops.</summary>
/// <param name="Chunk">The line's chunk.</param>
/// <param name="Line">Its place there.</param>
/// <param name="Reason">Why.</param>
[Act("object-to-line", Unclear = Empty)]
public sealed record ObjectToLine(
    [Ask] int? Chunk, [Ask] int? Line,
    [Ask(IsLong = true, Most = 1_000, Missing = ObjectToLine.Empty, Unreadable = ObjectToLine.Empty)] string? Reason)
    : ICommand<BenefitRun, RunEvent, RunFacts>
{
    private const string Empty = "run.objection-empty";

    /// <inheritdoc/>
    public Refusal? NotNow(BenefitRun now, RunFacts facts) =>
        now.NoticeFrom is null || facts.Today < now.NoticeFrom || facts.Today > now.NoticeUntil || now.Signers.Length > 0
            || now.State == RunState.Cancelled ? new("run.no-notice")
        : !facts.HasLine ? new("run.no-such-line", RefusalKind.NotFound)
        : now.Objections.Values.Any(each => (each.Chunk, each.Line, each.By) == (Chunk, Line, facts.By.Id))
            ? new("run.objected-already")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, RunFacts facts)
    {
        var limit = facts.Of<BenefitLimits>().LineObjection;
        return new RunEvent[]
        {
            new LineObjected(facts.Act.Id, Chunk!.Value, Line!.Value, facts.By.Id, Reason!, limit.Limit, limit.Law),
        };
    }
}
