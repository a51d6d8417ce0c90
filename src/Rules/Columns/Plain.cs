namespace Yitong.Rules.Columns;

/// <summary>Brings tests that mean the same into the same form, so that they are computed once.</summary>
internal static class Plain
{
    public static Test Form(Test test) => test switch
    {
        HasCodes { Marked: 0 } none => new Within(none.Fact,
            none.All ? Intervals.Between(long.MinValue, long.MaxValue) : Intervals.None),
        NotSo not => Opposite(not.Of),
        AllOf all => Joined([.. all.Tests.Select(Form).SelectMany(part => part is AllOf same ? same.Tests : [part])], true),
        AnyOf any => Joined([.. any.Tests.Select(Form).SelectMany(part => part is AnyOf same ? same.Tests : [part])], false),
        _ => test,
    };

    // De Morgan's laws hold in Kleene's logic.
    private static Test Opposite(Test test) => test switch
    {
        Always always => new Always(Truth.Yes - always.Truth + Truth.No),
        Within within => within with { Among = Outside(within.Among) },
        RatioAgainst ratio => ratio with { Relation = Opposite(ratio.Relation) },
        Balance balance => balance with { Relation = Opposite(balance.Relation) },
        NotSo not => Form(not.Of),
        HasCodes { Marked: 0 } => Opposite(Form(test)),
        AllOf all => Form(new AnyOf([.. all.Tests.Select(part => new NotSo(part))])),
        AnyOf any => Form(new AllOf([.. any.Tests.Select(part => new NotSo(part))])),
        _ => new NotSo(Form(test)),
    };

    private static Test Joined(IReadOnlyList<Test> parts, bool all) => parts.Count switch
    {
        0 => new Always(all ? Truth.Yes : Truth.No),
        1 => parts[0],
        _ => all ? new AllOf(parts) : new AnyOf(parts),
    };

    private static Relation Opposite(Relation relation) => relation switch
    {
        Relation.Equal => Relation.NotEqual,
        Relation.NotEqual => Relation.Equal,
        Relation.Less => Relation.AtLeast,
        Relation.AtMost => Relation.Greater,
        Relation.Greater => Relation.AtMost,
        _ => Relation.Less,
    };

    private static Intervals Outside(Intervals among)
    {
        var outside = new List<(long, long)>();
        var next = long.MinValue;
        foreach (var (least, most) in among.Parts)
        {
            if (least > next) outside.Add((next, least - 1));
            if (most == long.MaxValue) return Intervals.Union(outside);
            next = most + 1;
        }
        outside.Add((next, long.MaxValue));
        return Intervals.Union(outside);
    }
}
