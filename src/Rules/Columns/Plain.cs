using Yitong.Rules.Language;

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
        Within within => within with { Among = within.Among.Complement(long.MinValue, long.MaxValue) },
        RatioAgainst ratio => ratio with { Relation = ratio.Relation.Opposite() },
        Balance balance => balance with { Relation = balance.Relation.Opposite() },
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
}
