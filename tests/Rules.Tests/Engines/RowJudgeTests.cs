namespace Yitong.Rules.Tests.Engines;

public sealed class RowJudgeTests
{
    private readonly World world = new(3, rows: 200, rules: 60);

    [Fact]
    public void Every_condition_is_found_as_it_is_defined()
    {
        var judge = new RowJudge(world.Rules);
        var (findings, values) = (judge.NewFindings(), new FactValue[world.Facts.Facts.Count]);
        for (var row = 0; row < world.Register.Count; row++)
        {
            world.Register.Read(row, values);
            judge.Judge(values, findings);
            for (var rule = 0; rule < world.Rules.Count; rule++)
            {
                var conditions = findings.Conditions[judge.ConditionsOf(rule)];
                for (var at = 0; at < conditions.Length; at++)
                    Assert.Equal(Reckoning.Judge(world.Rules[rule].Conditions[at].Test, values), conditions[at]);
            }
        }
    }

    [Fact]
    public void Judging_a_subject_allocates_nothing()
    {
        var judge = new RowJudge(world.Rules);
        var (findings, values) = (judge.NewFindings(), new FactValue[world.Facts.Facts.Count]);
        world.Register.Read(0, values);
        judge.Judge(values, findings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var row = 0; row < world.Register.Count; row++)
        {
            world.Register.Read(row, values);
            judge.Judge(values, findings);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(15, 10, 20, 0, 0)]
    [InlineData(7, 10, 20, 3, 1)]
    [InlineData(26, 10, 20, -6, 1)]
    public void A_missed_number_says_how_far_the_nearest_bound_is(long value, long least, long most, long gap, long over) =>
        Assert.Equal(new Gap(gap, over), GapOf(new Within(2, Intervals.Between(least, most)), 2, FactValue.Of(value)));

    [Fact]
    public void Of_several_intervals_the_nearest_counts() =>
        Assert.Equal(new Gap(-2, 1), GapOf(new Within(2, Intervals.Union([(1, 10), (20, 30)])), 2, FactValue.Of(12)));

    [Fact]
    public void A_missed_ratio_says_so_as_a_fraction() =>
        Assert.Equal(new Gap(-1, 200), GapOf(new RatioAgainst(6, Relation.AtMost, 11, 200), 6, FactValue.Ratio(6, 100)).Reduced());

    [Fact]
    public void A_missed_balance_says_what_its_left_side_lacks() => Assert.Equal(new Gap(4, 1), GapOf(
        new Balance(new NumberOf(2), Relation.Greater, new Constant(9), []), 2, FactValue.Of(6)));

    [Fact]
    public void Codes_have_no_distance() =>
        Assert.Equal(default, GapOf(new Within(9, Intervals.Of([0, 1])), 9, FactValue.Of(3)));

    private Gap GapOf(Test test, int fact, FactValue value)
    {
        var judge = new RowJudge([new("R", "1", world.Facts, default, [new("c", test)], null)]);
        var (findings, values) = (judge.NewFindings(), new FactValue[world.Facts.Facts.Count]);
        values[fact] = value;
        judge.Judge(values, findings);
        return findings.Gaps[0];
    }
}

internal static class GapExtensions
{
    public static Gap Reduced(this Gap gap)
    {
        var common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(gap.Number, gap.Over);
        return new(gap.Number / common, gap.Over / common);
    }
}
