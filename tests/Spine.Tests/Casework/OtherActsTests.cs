using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Parties;

namespace Yitong.Spine.Tests.Casework;

public sealed class OtherActsTests
{
    [Fact]
    public void A_transfer_goes_to_the_competent_body_and_the_clock_runs_on()
    {
        var story = Story.Accepted("M009", "2026-09-21");
        var clock = story.Member().Clocks.Promised;
        Assert.True(story.Office(new TransferCase(null, "rsj", "不属本机关")).IsGranted);
        Assert.Equal("rsj", story.Member().Agency);
        Assert.Equal(clock, story.Member().Clocks.Promised);
        Assert.Equal("case.other-office", story.Office(new DecideCase(null, true, "好"), "scjg").Refusal!.Code);
    }

    [Fact]
    public void A_reopened_case_starts_its_clocks_anew()
    {
        var story = Story.Decided("M009", on: "2026-09-21");
        story.On("2026-10-12").Office(new ReopenCase(null, "适用条款有误", "行政复议决定"));
        Assert.Equal(MemberState.Accepted, story.Member().State);
        Assert.Equal(Story.Day("2026-10-12"), story.Member().Clocks.Promised!.StartedOn);
        Assert.Null(story.Member().Decision);
    }

    [Fact]
    public void Withdrawing_after_the_decision_is_refused() =>
        Assert.Equal("case.already-decided", Story.Decided("M009").Applicant(new WithdrawCase()).Refusal!.Code);

    [Fact]
    public void A_withdrawn_case_has_no_work_left()
    {
        var story = Story.Accepted("M009");
        Assert.True(story.Applicant(new WithdrawCase(null, "不办了")).IsGranted);
        Assert.Equal(CaseStage.Withdrawn, story.Now.Stage);
        Assert.Equal("case.already-withdrawn", story.Office(new DecideCase(null, true, "好")).Refusal!.Code);
    }

    [Fact]
    public void A_case_is_rated_once_and_only_when_finished()
    {
        var story = Story.Decided("M009");
        Assert.Equal("rating.not-finished", story.Applicant(new RateCase(5)).Refusal!.Code);
        story.Office(new DeliverResult(null, DeliveryMethod.Online));
        Assert.True(story.Applicant(new RateCase(1, "太慢")).IsGranted);
        Assert.NotNull(story.Now.Rating!.AnswerDue);
        Assert.Equal("rating.only-once", story.Applicant(new RateCase(5)).Refusal!.Code);
        Assert.True(story.Office(new AnswerRating("已改进")).IsGranted);
    }

    [Fact]
    public void A_rating_is_told_all_that_is_wrong_with_it_at_once()
    {
        var story = Story.Decided("M009");
        story.Office(new DeliverResult(null, DeliveryMethod.Online));
        var refused = story.Applicant(new RateCase(6, new string('好', 501))).Refusal!;
        Assert.Equal("rating.stars", refused.Code);
        Assert.Equal(["rating.stars", "rating.comment-too-long"], refused.Fields.Select(fault => fault.Code));
    }

    [Theory]
    [InlineData("M006", PartyKind.Person, null)]
    [InlineData("M006", PartyKind.SelfEmployed, null)]
    [InlineData("M006", PartyKind.Company, "case.not-for-companies")]
    [InlineData("M036", PartyKind.Company, null)]
    [InlineData("M036", PartyKind.SelfEmployed, "case.not-for-companies")]
    [InlineData("M036", PartyKind.Person, "case.not-for-persons")]
    [InlineData("M009", PartyKind.SelfEmployed, null)]
    [InlineData("M001", PartyKind.Person, null)]
    [InlineData("Y01", PartyKind.Person, null)]
    [InlineData("Y09", PartyKind.Person, "case.not-for-persons")]
    [InlineData("Y22", PartyKind.Company, "case.not-for-companies")]
    public void A_matter_is_for_whom_its_guide_says_and_what_founds_a_business_for_a_person_too(
        string code, PartyKind kind, string? refusal)
    {
        var facts = Story.FactsOn(new(2026, 9, 21), Story.Resident, true) with { Number = "1", SubjectKind = kind };
        var open = Story.OpenOf(code) with
        {
            Subject = new(Story.Wang, "王海燕", kind != PartyKind.Person), Applicant = new(Story.Wang, "王海燕"),
        };
        Assert.Equal(refusal, open.TryOn(null, facts).Refusal?.Code);
    }

    [Fact]
    public void A_clerk_lodges_for_a_resident_and_hands_the_result_over_whoever_decided()
    {
        var facts = Story.Draft("M009").Facts(new("clerk", ActorRole.Clerk, "ST0001"), false) with { Number = "1" };
        var open = Story.OpenOf("M058") with { Subject = new(Story.Wang, "王海燕", false), Applicant = new(Story.Wang, "王海燕") };
        var opened = (CaseOpened)open.TryOn(null, facts).Value[0];
        Assert.Equal(new Lodging(Channel.Station, "ST0001", "clerk"), opened.Lodging);
    }

    [Fact]
    public void Without_a_mandate_nobody_opens_a_case_for_another()
    {
        var facts = Story.Draft("M009").Facts(new(Story.Li.ToString(), ActorRole.Resident), false);
        var open = Story.OpenOf("M009") with { Subject = new(Story.Wang, "王海燕", false), Applicant = new(Story.Li, "李明") };
        Assert.Equal("case.no-mandate", open.TryOn(null, facts).Refusal!.Code);
    }
}
