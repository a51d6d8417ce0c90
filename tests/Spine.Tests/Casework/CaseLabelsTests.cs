using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Spine.Tests.Packs;

namespace Yitong.Spine.Tests.Casework;

public sealed class CaseLabelsTests
{
    private static readonly Material City = new("m", "m", Necessity.Required, MaterialSupply.City, "yyzz", "", null);

    [Fact]
    public void What_was_fetched_is_held_and_what_was_not_tried_too()
    {
        var draft = Story.Draft("M009").Now;
        Assert.Equal(MaterialLabel.Held, CaseLabels.Of(draft, City));
        Assert.Equal(MaterialLabel.Held, CaseLabels.Of(
            draft with { Evidence = draft.Evidence.After(new EvidenceObtained(new("m", EvidenceLevel.D, draft.OpenedOn))) }, City));
    }

    [Theory]
    [InlineData(Necessity.Required, false, MaterialLabel.Bring, true)]
    [InlineData(Necessity.MayFollow, false, MaterialLabel.Later, true)]
    [InlineData(Necessity.Optional, false, MaterialLabel.Optional, false)]
    [InlineData(Necessity.Required, true, MaterialLabel.Later, false)]
    public void What_could_not_be_had_is_to_be_brought_unless_the_source_is_only_away(
        Necessity necessity, bool isAway, MaterialLabel label, bool isAsked)
    {
        var draft = Story.Draft("M009").Now;
        var missed = new MissedEvidence("m", "x", isAway ? DateTimeOffset.UnixEpoch : null, 1, null, draft.OpenedOn);
        draft = draft with { Evidence = draft.Evidence.After(new EvidenceNotObtained(missed)) };
        Assert.Equal(label, CaseLabels.Of(draft, City with { Necessity = necessity }));
        Assert.Equal(isAsked, CaseLabels.IsAsked(draft, City with { Necessity = necessity }));
    }

    [Fact]
    public void Every_question_that_a_source_answers_names_an_item_of_the_city()
    {
        var library = Pack.Dalian.Evidence();
        var sourced = Story.Catalogue.Matters.Values.SelectMany(matter => matter.Editions).SelectMany(edition => edition.Form)
            .Where(SourcedAnswer.IsSourced).Select(question => question.Prefill!.Split('.')).ToList();
        Assert.NotEmpty(sourced);
        Assert.All(sourced, parts => Assert.Contains(library.Resources.Values, resource => resource.Type == parts[1] && resource.Find(parts[2]) is not null));
    }

    [Fact]
    public void A_doubted_value_stays_beside_the_applicants_and_the_case_goes_on()
    {
        var story = Story.Draft("M009");
        var held = new HeldEvidence("business-licence", EvidenceLevel.A, story.Today) { Resource = "scjg-licence" };
        var sourced = new SourcedAnswer(held, "address", "旧地址");
        Assert.Equal("answer.same-as-source", story.Applicant(new DoubtEvidence("business-address", "旧地址", sourced)).Refusal!.Fields[0].Code);
        Assert.True(story.Applicant(new DoubtEvidence("business-address", "新地址", sourced)).IsGranted);
        Assert.Equal("新地址", story.Now.Answers["business-address"]);
        Assert.Equal(("旧地址", "新地址"), (story.Now.Evidence.Doubts["business-address"].Sourced, story.Now.Evidence.Doubts["business-address"].Given));
        Assert.Equal("case.not-found", story.Stranger(new DoubtEvidence("business-address", "别处", sourced)).Refusal!.Code);
    }

    [Fact]
    public void A_declaration_is_taken_only_where_every_matter_offers_commitment_and_the_source_had_nothing()
    {
        var story = Story.Draft("M009");
        var offers = Story.Catalogue.Edition("M009", story.Member().Edition).OffersCommitment;
        Assert.Equal("material.no-declaration", story.Applicant(new DeclareMaterial("business-licence")).Refusal!.Code);
        story.Engine(new RecordEvidence([], [new("business-licence", "NoRecord", null, 1, null, story.Today)]));
        Assert.Equal(offers, story.Applicant(new DeclareMaterial("business-licence")).IsGranted);
        Assert.Equal("material.not-asked", story.Applicant(new DeclareMaterial("nothing")).Refusal!.Code);
    }
}
