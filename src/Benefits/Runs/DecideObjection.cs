using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>The agency decides an objection to a line: upheld, and the line is not paid; or not, and it goes on.</summary>
/// <param name="Objection">The objection.</param>
/// <param name="IsUpheld">Whether it is right.</param>
/// <param name="Answer">The answer to who objected.</param>
[Act("decide-objection", Unclear = CancelRun.NoWords)]
public sealed record DecideObjection(
    Guid Objection, [Ask(Name = "upheld")] bool? IsUpheld,
    [Ask(IsLong = true, Most = 1_000, Missing = CancelRun.NoWords, Unreadable = CancelRun.NoWords)] string? Answer)
    : ICommand<BenefitRun, RunEvent>
{
    /// <inheritdoc/>
    public Refusal? NotNow(BenefitRun now, Facts facts) => Budget.NotFor(facts.By, now.Office) is { } no ? no
        : !now.Objections.TryGetValue(Objection, out var objection) ? new("run.no-such-objection", RefusalKind.NotFound)
        : objection.IsUpheld is not null ? new("run.objection-decided-already")
        : null;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<RunEvent>> Decide(BenefitRun now, Facts facts) =>
        new RunEvent[] { new ObjectionDecided(Objection, IsUpheld!.Value, Answer!) };
}
