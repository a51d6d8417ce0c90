using Yitong.Rules.Language;

namespace Yitong.Rules.Binding;

/// <summary>Joins and negates tests into the one form that equal conditions share.</summary>
internal static class Normal
{
    /// <summary>All of several: flat, without repetition, one test for each fact where one will do, in one order.</summary>
    public static Test All(IEnumerable<Test> tests) => Join(tests, every: true);

    /// <summary>Any of several.</summary>
    public static Test Any(IEnumerable<Test> tests) => Join(tests, every: false);

    /// <summary>The opposite, carried down to where it costs nothing.</summary>
    public static Test Not(Test test, FactBook facts) => test switch
    {
        Always always => new Always(always.Truth switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Unknown }),
        Within within => within with { Among = within.Among.Complement(facts.Facts[within.Fact].Least,
            facts.Facts[within.Fact].Most) },
        RatioAgainst ratio => ratio with { Relation = ratio.Relation.Opposite() },
        Balance { Relation: Relation.Equal or Relation.NotEqual } balance =>
            balance with { Relation = balance.Relation.Opposite() },
        // Not more is at least the other way round.
        Balance balance => balance with
        {
            Left = balance.Right, Right = balance.Left, Relation = balance.Relation.Opposite().Mirrored(),
        },
        AllOf all => Any(all.Tests.Select(each => Not(each, facts))),
        AnyOf any => All(any.Tests.Select(each => Not(each, facts))),
        NotSo not => not.Of,
        _ => new NotSo(test),
    };

    private static Test Join(IEnumerable<Test> tests, bool every)
    {
        var flat = tests.SelectMany(test => Flat(test, every)).ToList();
        var (neutral, final) = every ? (Truth.Yes, Truth.No) : (Truth.No, Truth.Yes);
        if (flat.Exists(test => test is Always always && always.Truth == final)) return new Always(final);
        var joined = flat.OfType<Within>().GroupBy(within => within.Fact)
            .Select(same => (Test)new Within(same.Key, Together(same.Select(within => within.Among), every)))
            .Concat(flat.Where(test => test is not Within && test != new Always(neutral)))
            .DistinctBy(Canonical.Key).OrderBy(Canonical.Key, StringComparer.Ordinal).ToList();
        return joined switch
        {
            [] => new Always(neutral),
            [var one] => one,
            _ when every => new AllOf(joined),
            _ => new AnyOf(joined),
        };
    }

    private static IReadOnlyList<Test> Flat(Test test, bool every) => test switch
    {
        AllOf all when every => all.Tests,
        AnyOf any when !every => any.Tests,
        _ => [test],
    };

    private static Intervals Together(IEnumerable<Intervals> some, bool every) =>
        every ? some.Aggregate(Intervals.Intersect) : Intervals.Union(some.SelectMany(each => each.Parts));
}
