using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Demo.Population;
using Yitong.Rules;

namespace Yitong.Programmes.Tests.Simulating;

public sealed class SimulationTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly FactBook Facts = Pack.Dalian.Facts();
    private static readonly Register Companies = new City(Facts, 7, Day).Register(SubjectKind.Company, 3_000);
    private static readonly EditionShelf Shelf = new(Facts, Pack.Dalian.Catalogue().Calendar,
        Pack.Dalian.Catalogue().Agencies.Keys.ToHashSet(), Pack.Dalian.Policies().Documents);

    [Theory]
    [InlineData("P020")]
    [InlineData("P022")]
    [InlineData("P026")]
    [InlineData("P038")]
    public void Says_of_a_city_what_the_judge_says_of_each_subject(string id)
    {
        var card = Pack.Dalian.Policies().Policies[id].On(Day)!.Card;
        var simulation = Of(card, card);
        var findings = Findings(card);
        var near = findings.Where(finding => finding.Conditions.Count(each => each.Truth == Truth.No) == 1
            && finding.Conditions.All(each => each.Truth != Truth.Unknown)).ToList();
        Assert.Equal(findings.Count(finding => finding.Truth == Truth.Yes), simulation.Matched);
        Assert.Equal(findings.Count(finding => finding.Truth == Truth.Unknown), simulation.Unknown);
        Assert.Equal(findings.Where(finding => finding.Truth == Truth.Yes).Sum(finding => finding.Amount?.Fen ?? 0), (long)simulation.Fen);
        Assert.Equal(near.Count, simulation.Near);
        Assert.Equal(
            near.GroupBy(finding => finding.Conditions.Single(each => each.Truth == Truth.No).Name).ToDictionary(same => same.Key, same => same.LongCount()),
            simulation.NearBy.ToDictionary(each => each.Condition, each => each.Count));
        Assert.Equal((0, 0), (simulation.Before!.Gained, simulation.Before.Lost));
        Assert.Equal(simulation.Matched, simulation.ByDistrict.Sum(share => share.Matched));
        Assert.Equal(simulation.Fen, simulation.BySize.Aggregate(Int128.Zero, (sum, share) => sum + share.Fen));
    }

    [Fact]
    public void Whoever_gains_or_loses_is_counted_against_the_edition_in_force()
    {
        var before = Pack.Dalian.Policies().Policies["P026"].On(Day)!;
        var text = before.Text.Replace("暂免人数: { 2023-01-01: 30 }", "暂免人数: { 2023-01-01: 20 }", StringComparison.Ordinal)
            .Replace("从业人数: 25", "从业人数: 15", StringComparison.Ordinal);
        var after = EditionReader.Read(text, "draft", Shelf).Edition!;
        var simulation = Of(after.Card, before.Card);
        var (then, now) = (Findings(before.Card), Findings(after.Card));
        Assert.Equal(then.Zip(now).Count(each => each is { First.Truth: Truth.Yes, Second.Truth: not Truth.Yes }), simulation.Before!.Lost);
        Assert.True(simulation.Before.Lost > 0);
        Assert.Equal(0, simulation.Before.Gained);
        Assert.Equal(simulation.Before.Lost, simulation.ByDistrict.Sum(share => share.Lost));
    }

    private static Simulation Of(RuleCard card, RuleCard before) =>
        Simulation.Of(card, before, Companies, Day, Pack.Dalian.Catalogue().Calendar).Simulation!;

    private static List<Finding> Findings(RuleCard card) =>
        [.. Enumerable.Range(0, Companies.Count).Select(row =>
            Judge.Of(card, Day, fact => Companies[row, fact.Index], Pack.Dalian.Catalogue().Calendar))];
}
