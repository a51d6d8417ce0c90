using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Benefits;

/// <summary>
/// The subject says that a fact is not so, or that a missing one is known (异议); it goes to the agency that holds it.
/// Whoever calls has made sure that the actor may.
/// </summary>
/// <param name="Fact">Id of the fact.</param>
/// <param name="Said">What is so.</param>
[Act("dispute-fact", Unclear = Empty)]
internal sealed record DisputeFact(
    [Ask(Missing = DisputeFact.Empty)] string? Fact,
    [Ask(IsLong = true, Most = 1_000, Missing = DisputeFact.Empty, Unreadable = DisputeFact.Empty)] string? Said)
    : ICommand<SubjectFile, BenefitFileEvent>
{
    private const string Empty = "dispute.empty";

    public Refusal? NotNow(SubjectFile now, Facts facts) =>
        !facts.Catalogue.Facts.TryFind(Fact ?? "", out var fact) ? Unknown(Fact ?? "")
        : HolderOf(facts) is null ? new("dispute.nobody")
        : now.Disputes.Any(dispute => dispute.Fact == fact.Id && dispute.State == DisputeState.Open)
            ? new("dispute.open-already")
        : null;

    public Outcome<IReadOnlyList<BenefitFileEvent>> Decide(SubjectFile now, Facts facts)
    {
        var limit = facts.Of<BenefitLimits>().Dispute;
        return new BenefitFileEvent[]
        {
            new FactDisputed(
                Fact!, now.Facts.GetValueOrDefault(Fact!)?.Value ?? "", Said!.Trim(), HolderOf(facts)!, limit.Limit, limit.Law),
        };
    }

    /// <summary>There is no such fact.</summary>
    internal static Refusal Unknown(string fact) => new Refusal("fact.unknown", RefusalKind.NotFound).With("fact", fact);

    private string? HolderOf(Facts facts) => facts.Catalogue.Facts.TryFind(Fact!, out var fact) && fact.Source is { } source
        ? facts.Catalogue.EvidenceTypes.GetValueOrDefault(source)?.Holder : null;
}
