using Yitong.Rules.Language;

namespace Yitong.Rules.Binding;

/// <summary>Tells codes that a lookup meets and has no value for, unless a condition keeps them out.</summary>
internal static class BindingGaps
{
    public static void Check(RuleCard card, DateOnly asOf, IReadOnlyList<BoundCondition> conditions, FaultList faults)
    {
        var formulas = card.Conditions.Select(condition => condition.Test);
        if (card.Amount is { } amount) formulas = formulas.Append(amount.Formula);
        foreach (var keyed in formulas.SelectMany(formula => formula.All).OfType<Keyed>())
        {
            var without = Enumerable.Range(0, keyed.EntryOf.Count)
                .Where(place => keyed.EntryOf[place] < 0 || keyed.Parameter.Entries[keyed.EntryOf[place]].On(asOf) is null)
                .Where(place => IsLetIn(keyed.By.Index, place, conditions)).ToList();
            if (without.Count > 0)
                faults.Add(keyed.At, "rule.code-without-value", ("name", keyed.Parameter.Name), ("day", asOf),
                    ("codes", string.Join(Keywords.NameSeparator, without.Select(place => keyed.By.List!.Codes[place].Name))));
        }
    }

    private static bool IsLetIn(int fact, int place, IReadOnlyList<BoundCondition> conditions) => conditions
        .SelectMany(condition => condition.Test is AllOf all ? all.Tests : [condition.Test])
        .OfType<Within>().Where(within => within.Fact == fact).All(within => within.Among.Has(place));
}
