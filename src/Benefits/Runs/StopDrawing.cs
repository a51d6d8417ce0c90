using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// Writes down that a line which cannot stand has stopped the drawing of a list, so that the agency learns of it: it mends what
/// the register says and has the list drawn on, or cancels the run.
/// </summary>
/// <param name="Why">What the line was refused for.</param>
[Act("stop-drawing")]
internal sealed record StopDrawing(Refusal Why) : ICommand<BenefitRun, RunEvent>
{
    public Refusal? NotNow(BenefitRun now, Facts facts) => now.NotDrawnBy(facts.By);

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) =>
        new RunEvent[] { new DrawingStopped(new(Why.Code, Why.Args.ToImmutableDictionary())) };
}

/// <summary>Has a list that a line had stopped drawn on, from where it stands.</summary>
[Act("draw-on")]
internal sealed record DrawOn : ICommand<BenefitRun, RunEvent>
{
    public Refusal? NotNow(BenefitRun now, Facts facts) => now.NotDrawnBy(facts.By)
        ?? (now.StoppedBy is null || now.Terms.Edition == RunTerms.HandedIn ? new("run.not-stopped") : null);

    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) => new RunEvent[] { new DrawingResumed() };
}
