using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// The city takes facts of a subject over (数据入档); what the subject now matches or matches no more is told in the same act.
/// </summary>
/// <param name="Code">Citizen number or credit code.</param>
/// <param name="Kind">Company or person.</param>
/// <param name="Supplied">The facts.</param>
[Act("supply-facts")]
public sealed record SupplyFacts(string Code, SubjectKind Kind, IReadOnlyList<SuppliedFact> Supplied)
    : IBeginning<SubjectFile, BenefitFileEvent, BenefitFileFacts>
{
    /// <inheritdoc/>
    public string About => SubjectFile.AboutOf(Code);

    /// <inheritdoc/>
    public Refusal? NotNow(BenefitFileFacts facts) =>
        Supplied.Select(each => FaultOf(each, Kind, facts)).FirstOrDefault(fault => fault is not null);

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<BenefitFileEvent>> Decide(BenefitFileFacts facts) =>
        Outcome.Of(JudgeFile.With(null, new(Code, Kind, [.. Supplied.Where(each => each.Held is not null)]), facts));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<BenefitFileEvent>> Again(SubjectFile now, BenefitFileFacts facts)
    {
        var changed = Supplied.Where(each => now.Facts.GetValueOrDefault(each.Fact) != each.Held).ToImmutableArray();
        return changed.IsEmpty ? Array.Empty<BenefitFileEvent>()
            : Outcome.Of(JudgeFile.With(now, new(Code, Kind, changed), facts));
    }

    /// <summary>Why a fact cannot stand in a file; null when it can.</summary>
    internal static Refusal? FaultOf(SuppliedFact supplied, SubjectKind kind, BenefitFileFacts facts) =>
        !facts.Catalogue.Facts.TryFind(supplied.Fact, out var fact) ? DisputeFact.Unknown(supplied.Fact)
        : fact.Subject != kind ? new Refusal("fact.other-subject", RefusalKind.NotValid).With("fact", fact.Name)
        : supplied.Held is { } held && FactText.Read(fact, held.Value) is null
            ? new Refusal("fact.not-a-value", RefusalKind.NotValid).With("fact", fact.Name).With("value", held.Value) : null;
}
