using Yitong.Cases;
using Yitong.Catalogue;

namespace Yitong.Spine.Tests.Casework;

public sealed class JourneyCaseTests
{
    [Fact]
    public void One_form_asks_each_question_once()
    {
        var questions = CaseForm.Questions(Story.Draft("Y02").Now, Story.Catalogue);
        Assert.Equal(questions.Count, questions.Select(question => question.Key).Distinct().Count());
        Assert.True(questions.Count < Story.Catalogue.Journeys["Y02"].Members
            .Sum(member => Story.Catalogue.Matter(member.Matter)!.On(new(2026, 9, 21))!.Form.Count));
    }

    [Fact]
    public void Members_start_when_all_that_they_need_is_granted()
    {
        var story = Story.Submitted("Y02");
        Assert.Equal(["M006"], InState(story, MemberState.Received));
        Grant(story, "M006");
        Assert.Contains("M009", InState(story, MemberState.Received));
        Assert.DoesNotContain("M019", InState(story, MemberState.Received));
    }

    [Fact]
    public void A_supplement_in_one_member_does_not_stop_the_others()
    {
        var story = Story.Submitted("Y02");
        Grant(story, "M006");
        var asked = story.Office(new RequestSupplement("M009", [FirstGap(story, "M009")]), story.Member("M009").Agency);
        Assert.True(asked.IsGranted, asked.Refusal?.Code);
        Assert.True(story.Office(new AcceptCase("M021"), story.Member("M021").Agency).IsGranted);
        Assert.Equal(CaseStage.SupplementRequested, story.Now.Stage);
    }

    [Fact]
    public void A_denied_member_blocks_those_that_need_it_and_no_others()
    {
        var story = Story.Submitted("Y02");
        Grant(story, "M006");
        story.Office(new AcceptCase("M009"), story.Member("M009").Agency);
        story.ExamineAll("M009", false);
        story.Office(new DecideCase("M009", false, "不符合"), story.Member("M009").Agency);
        Assert.Equal(MemberState.Blocked, story.Member("M026").State);
        Assert.Equal(MemberState.Received, story.Member("M021").State);
    }

    [Fact]
    public void Situational_answers_take_members_out_and_hand_their_needs_on()
    {
        var story = Story.Draft("Y02");
        var smoke = Story.Catalogue.Journeys["Y02"].Members.First(member => member.Matter == "M025").When!;
        var no = Story.Catalogue.Journeys["Y02"].Questions.First(q => q.Key == smoke.Question).Options
            .First(option => !smoke.Options.Contains(option));
        story.Applicant(new GiveAnswers(new Dictionary<string, string?> { [smoke.Question] = no }));
        story.FillIn();
        story.Applicant(new SubmitCase());
        Assert.DoesNotContain(story.Now.Members, member => member.Matter == "M025");
    }

    [Fact]
    public void The_whole_has_its_clock_that_stops_when_all_members_are_finished()
    {
        var story = Story.Submitted("Y16");
        Assert.True(story.Now.Whole!.IsRunning);
        foreach (var member in story.Now.Members)
        {
            Grant(story, member.Matter);
            story.Office(new DeliverResult(member.Matter, DeliveryMethod.Online), member.Agency);
        }
        Assert.True(story.Now.Whole!.IsStopped);
        Assert.Equal(CaseStage.Concluded, story.Now.Stage);
    }

    [Fact]
    public void Two_offices_on_two_members_do_not_make_each_other_stale()
    {
        var story = Story.Submitted("Y16");
        var seen = story.Now.Version;
        foreach (var member in story.Now.Members)
            Assert.True(story.Office(new AcceptCase(member.Matter, seen), member.Agency).IsGranted);
    }

    [Fact]
    public void A_withdrawal_of_the_whole_leaves_what_was_decided_to_be_delivered()
    {
        var story = Story.Submitted("Y02");
        Grant(story, "M006");
        Assert.True(story.Applicant(new WithdrawCase()).IsGranted);
        Assert.Equal(MemberState.Decided, story.Member("M006").State);
        Assert.Equal(CaseStage.Decided, story.Now.Stage);
        story.Office(new DeliverResult("M006", DeliveryMethod.Online), story.Member("M006").Agency);
        Assert.Equal(CaseStage.Concluded, story.Now.Stage);
    }

    [Fact]
    public void A_blocked_member_waits_again_when_what_had_failed_is_reopened()
    {
        var story = Story.Submitted("Y02");
        var agency = story.Member("M006").Agency;
        story.Office(new RefuseAcceptance("M006", "不属于本部门", "规定"), agency);
        Assert.NotEmpty(InState(story, MemberState.Blocked));
        Assert.True(story.Office(new ReopenCase("M006", "复议决定撤销", "复议〔2026〕1号"), agency).IsGranted);
        Assert.Empty(InState(story, MemberState.Blocked));
        story.ExamineAll("M006");
        story.Office(new DecideCase("M006", true, "符合"), agency);
        Assert.Contains("M009", InState(story, MemberState.Received));
    }

    private static SupplementGap FirstGap(Story story, string matter) => new(
        Story.Catalogue.Edition(matter, story.Member(matter).Edition).Materials[0].Key, "看不清", "规定");

    private static void Grant(Story story, string matter)
    {
        var agency = story.Member(matter).Agency;
        Assert.True(story.Office(new AcceptCase(matter), agency).IsGranted);
        story.ExamineAll(matter);
        var decided = story.Office(new DecideCase(matter, true, "符合"), agency);
        Assert.True(decided.IsGranted, decided.Refusal?.Code);
    }

    private static IEnumerable<string> InState(Story story, MemberState state) =>
        story.Now.Members.Where(member => member.State == state).Select(member => member.Matter);
}
