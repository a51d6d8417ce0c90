using System.Collections.Immutable;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;

namespace Yitong.Spine.Tests.Casework;

public sealed class KeptAnswersTests
{
    private const string Asked = "start-capital";

    [Theory]
    [InlineData("20万元", "20000000", "20万元")]
    [InlineData("１,234.56", "123456", "1,234.56元")]
    [InlineData("0", "0", "0元")]
    public void An_amount_is_kept_as_fen_and_shown_as_people_write_it(string typed, string kept, string shown)
    {
        var story = Answered(typed);
        Assert.Equal(kept, story.Now.Answers[Asked]);
        Assert.Equal(shown, story.Now.ShownAnswerTo(Question));
        Assert.Equal(shown, story.Now.ShownAnswers(Story.Catalogue)[Asked]);
    }

    [Fact]
    public void What_is_shown_may_be_sent_again_and_changes_nothing()
    {
        var story = Answered("1,234.56元");
        var before = story.Now.Version;
        Assert.True(story.Applicant(Give(story.Now.ShownAnswerTo(Question))).IsGranted);
        Assert.Equal(before, story.Now.Version);
    }

    [Fact]
    public void A_case_of_before_holds_the_amount_as_it_was_shown()
    {
        var story = Story.Draft("M006");
        var before = CaseFold.Apply(story.Now.Id, story.Now, new AnswersGiven(
            new Dictionary<string, string?> { [Asked] = "20万元" }.ToImmutableDictionary()));
        Assert.Equal("20000000", before.AnswerTo(Question));
        Assert.Equal("20万元", before.ShownAnswerTo(Question));
        Assert.Empty(Give("200000").TryOn(before, story.Facts(Story.Resident, true)).Value);
    }

    [Fact]
    public void Digits_that_are_no_amount_are_shown_as_they_are()
    {
        var phone = new Question("phone", "电话", AnswerKind.Phone, [], null, false, null);
        Assert.Equal("13800000000", KeptAnswers.Shown(phone, "13800000000"));
        Assert.Equal("很多", KeptAnswers.Shown(Question, "很多"));
    }

    [Fact]
    public void Where_one_question_is_asked_at_a_time_it_must_be_answered_and_elsewhere_it_may_wait()
    {
        var story = Story.Draft("M009");
        story.FillIn();
        var asked = CaseForm.Questions(story.Now, Story.Catalogue).First(question => !question.IsOptional).Key;
        var empty = new Dictionary<string, string?> { [asked] = " " };
        var refusal = story.Applicant(new GiveAnswers(empty, null, true)).Refusal!;
        Assert.Equal(("case.answers-not-valid", "answer.missing"), (refusal.Code, refusal.Fields[0].Code));
        Assert.True(story.Applicant(new GiveAnswers(empty)).IsGranted);
        Assert.DoesNotContain(asked, story.Now.Answers.Keys);
    }

    private static Question Question =>
        CaseForm.Questions(Story.Draft("M006").Now, Story.Catalogue).First(question => question.Key == Asked);

    private static Story Answered(string typed)
    {
        var story = Story.Draft("M006");
        Assert.True(story.Applicant(Give(typed)).IsGranted);
        return story;
    }

    private static GiveAnswers Give(string? typed) => new(new Dictionary<string, string?> { [Asked] = typed });
}
