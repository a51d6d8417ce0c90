using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Casework;

public sealed class CaseGateTests
{
    // 食品经营许可 asks for the licence of the company; its office examines and decides.
    private const string FoodLicence = "M009";
    private const string Licence = "business-licence";

    private static readonly string Company = UnifiedCreditCode.Make("91210204MYD000001").Text;
    private static readonly string Founder = Number(1);
    private static readonly string Stranger = Number(2);
    private static readonly CaseParties Parties = new(Company, Founder, "210202");

    [Fact]
    public void The_engine_fetches_for_a_draft_what_its_material_declares_of_the_subject()
    {
        var ask = Asked(Story.Draft(FoodLicence), Actor.Engine);
        Assert.Equal((Company, Licence, FoodLicence), (ask.Subject, ask.Requirement, ask.Matter));
        Assert.Equal(EvidenceRelation.Subject, ask.Facts.Relation);
        Assert.Equal(Library.Licence.Usual, ask.Facts.Asked);
        Assert.Equal(GateRule.Allowed, Verdict(ask).Rule);
    }

    [Fact]
    public void Somebody_else_than_the_parties_is_not_looked_at() =>
        Assert.Equal(GateRule.NoRelation, Verdict(Asked(Story.Draft(FoodLicence), Actor.Engine, Wanted() with { Subject = Number(3) })).Rule);

    [Fact]
    public void The_applicant_is_not_looked_at_where_the_material_means_the_subject() =>
        Assert.Equal((GateRule.NoRelation, EvidenceRelation.Applicant), VerdictOf(Wanted() with { Subject = Founder }));

    [Fact]
    public void Items_that_the_resource_has_not_are_denied_as_unknown() =>
        Assert.Equal(GateRule.UnknownItem, VerdictOf(Wanted() with { Items = ["name", "no-such"] }).Rule);

    [Fact]
    public void Items_that_the_material_does_not_declare_are_denied() =>
        Assert.Equal(GateRule.NotDeclared, VerdictOf(Wanted() with { Items = ["name", "capital"] }).Rule);

    [Fact]
    public void An_official_sees_nothing_for_a_draft_and_nothing_after_the_decision()
    {
        Assert.Equal(GateRule.NotNeeded, Verdict(Asked(Story.Draft(FoodLicence), Office(Story.Draft(FoodLicence)))).Rule);
        var decided = Story.Decided(FoodLicence);
        Assert.Equal(GateRule.NotNeeded, Verdict(Asked(decided, Office(decided))).Rule);
    }

    [Fact]
    public void Only_the_office_that_holds_the_step_sees_it()
    {
        var submitted = Story.Submitted(FoodLicence);
        Assert.Equal(GateRule.Allowed, Verdict(Asked(submitted, Office(submitted))).Rule);
        Assert.Equal(GateRule.NoTask, Verdict(Asked(submitted, new("spy", ActorRole.Official, "rsj"))).Rule);
        Assert.Equal(GateRule.NoTask, Verdict(Asked(submitted, new("watch", ActorRole.Supervisor))).Rule);
    }

    [Fact]
    public void A_step_of_another_agency_is_open_to_that_agency_and_not_to_the_one_that_decides_later()
    {
        var story = Story.Accepted("M033");
        story.Office(new ExamineStep(null, "site-survey", true, null));
        var other = story.Member().Steps.First(step => step.IsOpen && step.Agency != story.Member().Agency);
        var material = Story.Catalogue.Edition("M033", story.Member().Edition).Materials.FirstOrDefault(each => each.EvidenceType == "yyzz");
        Assert.SkipWhen(material is null, "This matter fetches nothing of a company.");
        var wanted = Wanted() with { Material = material!.Key };
        Assert.Equal(GateRule.Allowed, Verdict(Asked(story, new("o", ActorRole.Official, other.Agency), wanted)).Rule);
    }

    [Fact]
    public void A_stranger_holds_no_task_and_the_station_where_it_was_lodged_does()
    {
        var story = Story.Draft(FoodLicence);
        Assert.Equal(GateRule.NoTask, Verdict(Asked(story, new(Story.Li.ToString(), ActorRole.Resident))).Rule);
        var lodged = story.Now with { Lodging = new(Channel.Station, "ST0001", "clerk") };
        Assert.Equal(GateRule.Allowed, Verdict(Asked(lodged, new("clerk", ActorRole.Clerk, "ST0001"))).Rule);
        Assert.Equal(GateRule.NoTask, Verdict(Asked(lodged, new("clerk", ActorRole.Clerk, "ST0002"))).Rule);
    }

    [Fact]
    public void Withdrawing_ends_the_grant()
    {
        var story = Story.Submitted(FoodLicence);
        Assert.True(story.Applicant(new WithdrawCase(null, null)).IsGranted);
        Assert.Equal(GateRule.CaseClosed, Verdict(Asked(story, Actor.Engine)).Rule);
    }

    [Fact]
    public void Evidence_that_only_a_person_has_is_the_applicants_when_the_subject_is_a_company()
    {
        var ask = Asked(Story.Draft("M074"), Actor.Engine, Wanted() with { Material = "real-name-record" });
        Assert.Equal((Founder, EvidenceRelation.Applicant, true), (ask.Subject, ask.Facts.Relation, ask.Facts.IsRelationDeclared));
    }

    [Fact]
    public void A_child_is_the_one_that_earlier_evidence_of_the_subject_names()
    {
        var parties = new CaseParties(Founder, Founder, "210202");
        var material = new Material("m", "m", Necessity.Required, MaterialSupply.City, "sfz", "", null) { Of = EvidenceRelation.Child };
        var without = Story.Draft("M057").Now;
        Assert.Equal("evidence.relation-not-proven", EvidenceSubject.Of(without, material, Wanted(), parties, Library.All).Refusal!.Code);
        var with = without with { Evidence = Holding(Held(EvidenceRelation.Subject, "child", Stranger)) };
        Assert.Equal(new EvidenceSubject(Stranger, EvidenceHolder.Person, EvidenceRelation.Child, true), EvidenceSubject.Of(with, material, Wanted(), parties, Library.All).Value);
        var ofAnother = without with { Evidence = Holding(Held(EvidenceRelation.Spouse, "child", Stranger)) };
        Assert.False(EvidenceSubject.Of(ofAnother, material, Wanted(), parties, Library.All).IsGranted);
    }

    [Fact]
    public void A_code_that_cannot_be_is_bad_input() =>
        Assert.Equal("party.code-not-valid", Ask(Story.Draft(FoodLicence).Now, Actor.Engine, Wanted() with { Subject = "123" }).Refusal!.Code);

    [Fact]
    public void A_material_that_nobody_supplies_cannot_be_asked_for()
    {
        var story = Story.Draft(FoodLicence);
        var none = CaseGate.Ask(Guid.NewGuid(), story.Now, Wanted(), Parties, Library.With(Library.Identity), story.Facts(Actor.Engine, false));
        Assert.Equal("evidence.no-provider", none.Refusal!.Code);
        Assert.Equal("evidence.no-type", Ask(story.Now, Actor.Engine, Wanted() with { Material = "equipment-layout" }).Refusal!.Code);
        Assert.Equal("material.not-asked", Ask(story.Now, Actor.Engine, Wanted() with { Material = "nothing" }).Refusal!.Code);
    }

    [Fact]
    public void Important_data_reaches_no_public_page()
    {
        Assert.Equal(GradeOfData.Personal, Asked(Story.Draft(FoodLicence), Story.Resident, Wanted() with { Channel = EvidenceChannel.Portal }).Facts.ChannelCarries);
        Assert.Equal(GradeOfData.General, Asked(Story.Draft(FoodLicence), Actor.Engine, Wanted() with { Channel = "pigeon" }).Facts.ChannelCarries);
    }

    private static HeldEvidence Held(EvidenceRelation of, string item, string value) =>
        new("hkb", EvidenceLevel.A, new(2026, 9, 21))
        {
            Of = of, Resource = Library.Household.Code,
            Values = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(item, value),
        };

    private static CaseEvidence Holding(HeldEvidence held) => CaseEvidence.None.After(new EvidenceObtained(held));

    private static AskEvidence Wanted() => new(null, null, Licence, Channel: EvidenceChannel.Engine);

    private static Actor Office(Story story) => new("official", ActorRole.Official, story.Member().Agency);

    private static (GateRule Rule, EvidenceRelation Relation) VerdictOf(AskEvidence wanted)
    {
        var ask = Asked(Story.Draft(FoodLicence), Actor.Engine, wanted);
        return (Verdict(ask).Rule, ask.Facts.Relation);
    }

    private static GateVerdict Verdict(EvidenceAsk ask) => Gate.Decide(ask.Facts with
    {
        Existing = ask.Resource.All, Sharing = ask.Resource.Sharing, Grade = ask.Resource.Grade, Agreed = ask.Resource.All,
    });

    private static EvidenceAsk Asked(Story story, Actor by, AskEvidence? wanted = null) => Asked(story.Now, by, wanted);

    private static EvidenceAsk Asked(Case current, Actor by, AskEvidence? wanted = null)
    {
        var ask = Ask(current, by, wanted ?? Wanted());
        return ask.IsGranted ? ask.Value : throw new InvalidOperationException(ask.Refusal!.Code);
    }

    private static Outcome<EvidenceAsk> Ask(Case current, Actor by, AskEvidence wanted) => CaseGate.Ask(
        Guid.CreateVersion7(), current, wanted, Parties, Library.All,
        Story.FactsOn(new(2026, 9, 21), by, by.Id == Story.Wang.ToString()));

    private static string Number(int serial) =>
        CitizenNumber.Make(DivisionCode.TryParse("210202", out var code) ? code : default, new(1990, 1, 1), serial).Text;
}
