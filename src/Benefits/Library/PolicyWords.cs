
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>Says cards, findings and facts in the language of the pack.</summary>
internal sealed class PolicyWords(Texts texts, CityCatalogue city)
{
    /// <summary>The rules' own words.</summary>
    public RuleSaying Saying { get; } = new(texts.Find, city.Facts);

    /// <summary>Each condition with what it asks on a day, line by line.</summary>
    public IReadOnlyList<(CardCondition Condition, IReadOnlyList<SaidLine> Lines)> Conditions(RuleCard card, DateOnly day)
    {
        var parts = Parts(card, day);
        return [.. card.Conditions.Select((condition, at) => (condition, (IReadOnlyList<SaidLine>)[.. parts[at].Skip(1)]))];
    }

    /// <summary>How the amount is computed on a day, line by line; empty when there is none.</summary>
    public IReadOnlyList<SaidLine> Amount(RuleCard card, DateOnly day) =>
        card.Amount is null ? [] : Parts(card, day)[card.Conditions.Count];

    /// <summary>The reasons of a condition as a tree: what is so, what was asked, the gap.</summary>
    public T Reasons<T>(ConditionFinding condition, Func<Reason, string, IReadOnlyList<T>, T> make)
    {
        // The lines stand in the order of the tree, each before its parts.
        var lines = new Queue<SaidLine>(Saying.Reasons(condition));
        return Next(condition.Reason);

        T Next(Reason reason)
        {
            var says = lines.Dequeue().Text;
            return make(reason, says, [.. reason.Of.Select(Next)]);
        }
    }

    /// <summary>Who knows a fact: the evidence and the agency that holds it; null when no office does.</summary>
    public string? SupplierOf(Fact fact) => fact.Source is { } source && city.EvidenceTypes.TryGetValue(source, out var evidence)
        ? texts.Say("fact.supplier", ("evidence", evidence.Name), ("agency", city.AgencyName(evidence.Holder))) : null;

    // The conditions come first, one line not set in for each; then the amount.
    private List<List<SaidLine>> Parts(RuleCard card, DateOnly day)
    {
        var parts = new List<List<SaidLine>>();
        foreach (var line in Saying.Of(card, day))
            if (line.Depth == 0) parts.Add([line]);
            else parts[^1].Add(line);
        return parts;
    }
}
