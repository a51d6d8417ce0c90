using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;

namespace Yitong.Spine.Tests.Casework;

public sealed class DecideByRuleTests
{
    private static DecideByRule Found(Truth answer, string matter = "M009") => new(
        matter, new("R-X", "2026-01-01", new(2026, 9, 21), "1", answer, [new("条件", answer, "现为 12 人,要求不少于 10 人", "第一条")]), "条件:符合");

    [Fact]
    public void A_yes_accepts_examines_and_grants_at_once_in_the_engines_name()
    {
        var story = Story.Submitted("M009");
        Assert.True(story.Engine(Found(Truth.Yes)).IsGranted);
        var member = story.Member();
        Assert.Equal(MemberState.Decided, member.State);
        Assert.Equal((true, "条件:符合"), (member.Decision!.IsGranted, member.Decision.Reasons));
        Assert.All(member.Steps, step => Assert.True(step.IsPassed));
        Assert.Equal("R-X", member.Finding!.Rule);
        Assert.True(member.Clocks.Promised!.IsStopped);
    }

    [Theory]
    [InlineData(Truth.No)]
    [InlineData(Truth.Unknown)]
    public void A_no_or_unknown_decides_nothing_and_lies_beside_the_case(Truth answer)
    {
        var story = Story.Submitted("M009");
        Assert.True(story.Engine(Found(answer)).IsGranted);
        Assert.Equal(MemberState.Received, story.Member().State);
        Assert.Equal(answer, story.Member().Finding!.Answer);
        Assert.False(story.Member().Clocks.Notice!.IsStopped);
    }

    [Fact]
    public void A_promised_material_leaves_the_decision_to_an_official()
    {
        var code = Story.Catalogue.Matters.Values.First(matter => matter.Editions[^1].Materials
            .Any(material => material is { Supply: MaterialSupply.Applicant, Necessity: Necessity.MayFollow })).Code;
        var story = Story.Draft(code);
        story.FillIn();
        var promised = story.Now.Materials.Keys.First(key => CaseForm.Materials(story.Now, Story.Catalogue)
            .Any(material => material.Key == key && material.Necessity == Necessity.MayFollow));
        Assert.True(story.Applicant(new HandOverMaterial(new(promised, "", null, "", 0))).IsGranted);
        Assert.True(story.Applicant(new SubmitCase()).IsGranted);
        Assert.True(story.Engine(Found(Truth.Yes, code)).IsGranted);
        Assert.Equal(MemberState.Received, story.Member().State);
    }

    [Fact]
    public void Is_asked_once_for_each_receipt()
    {
        var story = Story.Submitted("M009");
        story.Engine(Found(Truth.No));
        Assert.Equal("case.already-judged", story.Engine(Found(Truth.Yes)).Refusal!.Code);
        story.Office(new RequestSupplement(null, [new(story.Now.Materials.Keys.First(), "看不清", "清单")], null));
        Assert.True(story.Applicant(new SupplyGaps(Copies: [Story.Mended(story.Now.Materials.Keys.First())])).IsGranted);
        Assert.Null(story.Member().Finding);
        Assert.True(story.Engine(Found(Truth.Yes)).IsGranted);
        Assert.Equal(MemberState.Decided, story.Member().State);
    }

    [Fact]
    public void Only_the_engine_may_do_it()
    {
        var story = Story.Submitted("M009");
        Assert.Equal("case.engine-only", story.Office(Found(Truth.Yes)).Refusal!.Code);
        Assert.Equal("case.engine-only", story.Applicant(Found(Truth.Yes)).Refusal!.Code);
    }

    [Fact]
    public void Nothing_is_decided_twice()
    {
        var story = Story.Decided("M009");
        Assert.Equal("case.already-decided", story.Engine(Found(Truth.Yes)).Refusal!.Code);
    }
}
