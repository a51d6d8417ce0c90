using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Casework;

public sealed class SupplyGapsTests
{
    private const string Phone = "contact-phone";
    private static readonly string First = Story.Submitted("M009").Now.Materials.Keys.Min()!;

    [Fact]
    public void Is_refused_at_every_gap_where_nothing_changed_and_no_reason_stands()
    {
        var story = Asked();
        var empty = story.Applicant(new SupplyGaps()).Refusal!;
        Assert.Equal("case.gaps-still-open", empty.Code);
        Assert.Equal([(First, "material.gap-unchanged"), (Phone, "material.gap-unchanged")], empty.Fields.Select(f => (f.Field, f.Code)));
        Assert.Null(story.Member().Supplement!.SuppliedOn);
    }

    [Fact]
    public void The_same_file_and_the_same_answer_again_are_no_change()
    {
        var story = Asked();
        var same = new SupplyGaps(
            Answers: new Dictionary<string, string?> { [Phone] = story.Now.Answers[Phone] }, Copies: [Story.Copy(First)]);
        Assert.Equal([First, Phone], story.Applicant(same).Refusal!.Fields.Select(fault => fault.Field));
    }

    [Fact]
    public void A_reason_stands_in_for_a_change_and_is_kept_for_the_office()
    {
        var story = Asked();
        Assert.True(story.Applicant(new SupplyGaps(
            Copies: [Story.Mended(First)], Reasons: Reasons(Phone, " 号码就是这个，晚上能打通。 "))).IsGranted);
        Assert.Equal(MemberState.Received, story.Member().State);
        Assert.Equal("号码就是这个，晚上能打通。", story.Member().GapReasons[Phone]);
        Assert.True(GapChanges.HasChanged(story.Now, story.Member(), First));
        Assert.False(GapChanges.HasChanged(story.Now, story.Member(), Phone));
    }

    [Theory]
    [InlineData("   ", "material.gap-unchanged")]
    [InlineData("\u0007", "words.control-character")]
    public void A_reason_that_nobody_can_read_is_none(string reason, string code)
    {
        var story = Asked();
        var refused = story.Applicant(new SupplyGaps(Copies: [Story.Mended(First)], Reasons: Reasons(Phone, reason))).Refusal!;
        Assert.Equal([(Phone, code)], refused.Fields.Select(fault => (fault.Field, fault.Code)));
    }

    [Fact]
    public void What_came_by_itself_after_the_request_counts()
    {
        var story = Asked();
        story.Applicant(new HandOverMaterial(Story.Mended(First)));
        story.Applicant(new GiveAnswers(new Dictionary<string, string?> { [Phone] = "13900000001" }));
        Assert.True(story.Applicant(new SupplyGaps()).IsGranted);
    }

    private static Story Asked()
    {
        var story = Story.Submitted("M009", "2026-09-28");
        Assert.True(story.Office(new RequestSupplement(
            null, [new(First, "缺少签字页", "清单"), new(Phone, "打不通", "清单")])).IsGranted);
        return story;
    }

    private static Dictionary<string, string?> Reasons(string key, string reason) => new() { [key] = reason };
}

public sealed class PromisesTests
{
    [Fact]
    public void A_promise_is_owed_until_it_is_kept()
    {
        var (story, material) = Promised();
        var promise = Assert.Single(Promises.Of(story.Now, Story.Catalogue));
        Assert.Equal((material, "M009", false), (promise.Material.Key, Assert.Single(promise.Matters), promise.IsAwaited));
        Assert.NotNull(promise.Clock);
        Assert.True(story.Applicant(new HandOverMaterial(Story.Copy(material))).IsGranted);
        Assert.Empty(Promises.Of(story.Now, Story.Catalogue));
    }

    [Fact]
    public void The_applicant_is_told_when_the_office_waits_for_nothing_else()
    {
        var (story, material) = Promised();
        story.ExamineAll();
        Assert.Equal("case.material-still-promised", story.Office(new DecideCase(null, true, "准予")).Refusal!.Code);
        Assert.True(Assert.Single(Promises.Of(story.Now, Story.Catalogue)).IsAwaited);
        Assert.Contains("promised", ApplicantActs.Open(story.Now, story.Facts(Story.Resident, true)));
        story.Applicant(new HandOverMaterial(Story.Copy(material)));
        Assert.DoesNotContain("promised", ApplicantActs.Open(story.Now, story.Facts(Story.Resident, true)));
        Assert.True(story.Office(new DecideCase(null, true, "准予")).IsGranted);
    }

    [Fact]
    public void Nothing_is_owed_in_a_draft_or_after_a_decision()
    {
        var (story, _) = Promised();
        story.ExamineAll(null, false);
        Assert.True(story.Office(new DecideCase(null, false, "不符合条件")).IsGranted);
        Assert.Empty(Promises.Of(story.Now, Story.Catalogue));
        Assert.Empty(Promises.Of(Story.Draft("M009").Now, Story.Catalogue));
    }

    [Fact]
    public void A_debt_is_among_what_the_applicant_must_do_and_leaves_with_its_payment()
    {
        var (story, material) = Promised();
        Assert.Contains(Rows(story), row => row.Viewer == Story.Wang && row.Until is null);
        var before = story.Now;
        story.Applicant(new HandOverMaterial(Story.Copy(material)));
        Assert.Contains(CaseProjection.Changes(before, story.Now), change => change is { IsDelete: true, Row: AttentionRow });
        Assert.Empty(Rows(story));
    }

    private static IEnumerable<AttentionRow> Rows(Story story) =>
        CaseProjection.Changes(null, story.Now).Where(change => !change.IsDelete).Select(change => change.Row).OfType<AttentionRow>();

    private static (Story Story, string Material) Promised()
    {
        var story = Story.Draft("M009", "2026-09-21");
        story.FillIn();
        var material = CaseForm.Materials(story.Now, Story.Catalogue).First(each => each.Necessity == Necessity.MayFollow).Key;
        Assert.True(story.Applicant(new HandOverMaterial(new(material, "", null, "", 0))).IsGranted);
        Assert.True(story.Applicant(new SubmitCase()).IsGranted);
        Assert.True(story.Office(new AcceptCase()).IsGranted);
        return (story, material);
    }
}
