using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;

namespace Yitong.Spine.Tests.Casework;

public sealed class HandOverMaterialTests
{
    private const string OfTheCity = "premises-documents";

    [Fact]
    public void What_the_city_supplies_cannot_be_promised()
    {
        var story = Story.Draft("M006");
        Assert.Equal(MaterialLabel.Held, CaseLabels.Of(story.Now, Of(story, OfTheCity)));
        Assert.Equal("material.no-commitment", story.Applicant(Promise(OfTheCity)).Refusal!.Code);
    }

    [Fact]
    public void What_the_city_supplied_is_not_asked_for_again_after_submission()
    {
        var story = Story.Submitted("M006");
        Assert.Equal("case.already-submitted", story.Applicant(new HandOverMaterial(Story.Copy(OfTheCity))).Refusal!.Code);
        Assert.Equal("case.already-submitted", story.Applicant(Promise(OfTheCity)).Refusal!.Code);
    }

    [Fact]
    public void After_submission_a_promise_can_be_kept_and_none_be_made()
    {
        var story = Story.Draft("M009");
        story.FillIn();
        var later = CaseForm.Materials(story.Now, Story.Catalogue).First(each => each.Necessity == Necessity.MayFollow).Key;
        Assert.True(story.Applicant(Promise(later)).IsGranted);
        Assert.True(story.Applicant(new SubmitCase()).IsGranted);
        Assert.True(story.Applicant(new HandOverMaterial(Story.Copy(later))).IsGranted);
        Assert.Equal("case.already-submitted", story.Applicant(Promise(later)).Refusal!.Code);
        Assert.Empty(Promises.Of(story.Now, Story.Catalogue));
    }

    [Fact]
    public void To_begin_a_case_again_is_offered_last() => Assert.Equal(typeof(ReopenCase), MemberActs.All[^1].Command);

    private static Material Of(Story story, string key) =>
        CaseForm.Materials(story.Now, Story.Catalogue).Single(material => material.Key == key);

    private static HandOverMaterial Promise(string key) => new(new(key, "", null, "", 0));
}
