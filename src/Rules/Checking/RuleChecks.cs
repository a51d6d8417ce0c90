using Yitong.Rules.Binding;
using Yitong.Rules.Checking;

namespace Yitong.Rules;

/// <summary>
/// Looks at bound rules for what their authors may not have meant. Exact where conditions are intervals and sets on facts; where
/// facts are compared with facts it may say undecided, and never guesses.
/// </summary>
public static class RuleChecks
{
    /// <summary>Looks at one rule.</summary>
    public static IReadOnlyList<RuleNotice> Of(BoundRule rule)
    {
        var (tests, sample) = (rule.Conditions.Select(condition => condition.Test).ToList(), Sample.Of(rule));
        var whole = Normal.All(tests);
        var (found, _) = Search.Yes(whole, rule.Facts, sample);
        if (found == Found.None) return [new(NoticeKind.NeverTrue, rule.Rule)];
        var notices = new List<RuleNotice>();
        if (found == Found.Undecided) notices.Add(new(NoticeKind.UndecidedTrue, rule.Rule));
        if (Search.Yes(Normal.Not(whole, rule.Facts), rule.Facts, sample).Found == Found.None)
            notices.Add(new(NoticeKind.AlwaysTrue, rule.Rule));
        else
            for (var i = 0; i < tests.Count; i++) Needed(rule, tests, i, sample, notices);
        notices.AddRange(Cliffs.Of(rule, whole, sample));
        return notices;
    }

    /// <summary>
    /// Looks at two rules for the same kind of subject on the same day: the same, one within the other, overlapping, or (no
    /// notice) apart.
    /// </summary>
    /// <exception cref="ArgumentException">They speak of different fact books.</exception>
    public static RuleNotice? Between(BoundRule one, BoundRule other)
    {
        if (one.Facts != other.Facts) throw new ArgumentException("Two rules of different fact books cannot be compared.");
        var sample = Sample.Of(one);
        Test first = Normal.All(one.Conditions.Select(condition => condition.Test)),
            second = Normal.All(other.Conditions.Select(condition => condition.Test));
        var (both, row) = Search.Yes(Normal.All([first, second]), one.Facts, sample);
        if (both == Found.None) return null;
        if (both == Found.Undecided) return new(NoticeKind.UndecidedOverlap, one.Rule, other.Rule);
        var example = Example(row!, first, second);
        var onlyFirst = Search.Yes(Normal.All([first, Normal.Not(second, one.Facts)]), one.Facts, sample).Found;
        var onlySecond = Search.Yes(Normal.All([second, Normal.Not(first, one.Facts)]), one.Facts, sample).Found;
        return (onlyFirst, onlySecond) switch
        {
            (Found.None, Found.None) => new(NoticeKind.Same, one.Rule, other.Rule, Example: example),
            (Found.None, _) => new(NoticeKind.Implies, one.Rule, other.Rule, Example: example),
            (_, Found.None) => new(NoticeKind.Implies, other.Rule, one.Rule, Example: example),
            _ => new(NoticeKind.Overlap, one.Rule, other.Rule, Example: example),
        };
    }

    private static void Needed(BoundRule rule, List<Test> tests, int at, FactValue[] sample, List<RuleNotice> notices)
    {
        var others = tests.Where((_, place) => place != at).Append(Normal.Not(tests[at], rule.Facts));
        var found = Search.Yes(Normal.All(others), rule.Facts, sample).Found;
        if (found == Found.None) notices.Add(new(NoticeKind.DeadCondition, rule.Rule, Condition: rule.Conditions[at].Name));
        if (found == Found.Undecided) notices.Add(new(NoticeKind.UndecidedCondition, rule.Rule,
            Condition: rule.Conditions[at].Name));
    }

    private static Dictionary<int, FactValue> Example(FactValue[] row, params Test[] tests) =>
        tests.SelectMany(Sample.FactsOf).Distinct().Order().ToDictionary(fact => fact, fact => row[fact]);
}
