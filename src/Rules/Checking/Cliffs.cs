using Yitong.Kernel;
using Yitong.Rules.Binding;

namespace Yitong.Rules.Checking;

/// <summary>
/// Looks for cliffs at every value of a count or an amount of money at which a condition or the amount itself turns: one employee
/// more, one yuan more.
/// </summary>
internal static class Cliffs
{
    private const int MostCuts = 100;
    private const long Yuan = 100;

    public static IEnumerable<RuleNotice> Of(BoundRule rule, Test whole, FactValue[] sample)
    {
        if (rule.Amount is not { } amount) yield break;
        var picks = PicksIn(amount.Fen).DistinctBy(Canonical.Key).ToList();
        var turns = Search.LeavesOf(whole).Concat(picks.SelectMany(pick => Search.LeavesOf(pick.If))).DistinctBy(Canonical.Key);
        foreach (var (fact, cut) in Cuts(turns, rule.Facts).Take(MostCuts))
            if (At(rule, whole, fact, cut, sample) is { } cliff) yield return cliff;
        // A least or a greatest of two does not jump where they meet; any other choice may.
        if (picks.Exists(pick => Search.LeavesOf(pick.If).Any(leaf => leaf is Balance) && !IsMeeting(pick)))
            yield return new(NoticeKind.UndecidedCliff, rule.Rule);
    }

    private static IEnumerable<(Fact Fact, long Cut)> Cuts(IEnumerable<Test> turns, FactBook facts) =>
        from same in turns.OfType<Within>().GroupBy(within => within.Fact)
        let fact = facts.Facts[same.Key]
        where fact.Kind is FactKind.Whole or FactKind.Money
        orderby fact.Index
        from cut in same.SelectMany(within => within.Among.Parts)
            .SelectMany(part => new[] { part.Least, part.Most + 1 }).Distinct().Order()
        where cut > fact.Least && cut <= fact.Most
        select (fact, cut);

    private static RuleNotice? At(BoundRule rule, Test whole, Fact fact, long cut, FactValue[] sample)
    {
        var step = fact.Kind == FactKind.Money ? Yuan : 1;
        var (from, to) = (Math.Max(fact.Least, cut - step), cut);
        // Somebody who meets the conditions on one side of the cut, or on the other.
        if ((Meeting(rule, whole, fact, to, sample) ?? Meeting(rule, whole, fact, from, sample)) is not { } row) return null;
        if (Paid(rule, row, fact, from) is not { } before || Paid(rule, row, fact, to) is not { } after) return null;
        var beside = Math.Max(Beside(rule, row, fact, from - step, before), Beside(rule, row, fact, to + step, after));
        if (Math.Abs(after - before) <= Math.Max(beside, Yuan)) return null;
        return new(NoticeKind.Cliff, rule.Rule, Cliff: new(fact, from, to, new(before), new(after)),
            Example: Sample.FactsOf(whole).Concat(Search.FactsOf(rule.Amount!.Fen)).Distinct().Where(each => each != fact.Index)
                .Order().ToDictionary(each => each, each => row[each]));
    }

    private static FactValue[]? Meeting(BoundRule rule, Test whole, Fact fact, long value, FactValue[] sample)
    {
        var start = sample.ToArray();
        start[fact.Index] = FactValue.Of(value);
        return Search.Yes(Normal.All([whole, new Within(fact.Index, Intervals.Between(value, value))]), rule.Facts, start).Row;
    }

    private static long Beside(BoundRule rule, FactValue[] row, Fact fact, long value, long next) =>
        value >= fact.Least && value <= fact.Most && Paid(rule, row, fact, value) is { } paid ? Math.Abs(next - paid) : 0;

    /// <summary>What a subject gets: nothing where the rule does not hold; null when it is unknown.</summary>
    private static long? Paid(BoundRule rule, FactValue[] row, Fact fact, long value)
    {
        var before = row[fact.Index];
        row[fact.Index] = FactValue.Of(value);
        var truth = rule.Conditions.Select(condition => Reckoning.Judge(condition.Test, row)).DefaultIfEmpty(Truth.Yes).Min();
        long? paid = truth == Truth.No ? 0 : truth == Truth.Yes && Reckoning.TryReckon(rule.Amount!, row, out var fen) ? fen
            : null;
        row[fact.Index] = before;
        return paid;
    }

    private static IEnumerable<Pick> PicksIn(Computed computed) => computed switch
    {
        Sum sum => [.. PicksIn(sum.Left), .. PicksIn(sum.Right)],
        Difference difference => [.. PicksIn(difference.Left), .. PicksIn(difference.Right)],
        Product product => [.. PicksIn(product.Left), .. PicksIn(product.Right)],
        Quotient quotient => [.. PicksIn(quotient.Of), .. PicksIn(quotient.By)],
        Pick pick => [pick, .. PicksIn(pick.Then), .. PicksIn(pick.Otherwise)],
        _ => [],
    };

    /// <summary>Whether what is picked is the same where its comparison turns, as with a least or a greatest.</summary>
    private static bool IsMeeting(Pick pick)
    {
        if (pick.If is not Balance balance) return false;
        var (difference, gap) = (PolyOf(pick.Then) - PolyOf(pick.Otherwise), PolyOf(balance.Left) - PolyOf(balance.Right));
        if (difference.CommonDivisor is not { IsZero: false } one
            || gap.CommonDivisor is not { IsZero: false } other) return false;
        var (a, b) = (difference.DividedBy(one), gap.DividedBy(other));
        return a.Equals(b) || a.Equals(Poly.Of(-1) * b);
    }

    private static Poly PolyOf(Computed computed) => computed switch
    {
        Constant constant => Poly.Of(constant.Value),
        Sum sum => PolyOf(sum.Left) + PolyOf(sum.Right),
        Difference difference => PolyOf(difference.Left) - PolyOf(difference.Right),
        Product product => PolyOf(product.Left) * PolyOf(product.Right),
        _ => Poly.Of(computed),
    };
}
