using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Packs;

namespace Yitong.Spine.Tests.Packs;

public sealed class EvidencePackTests
{
    private static readonly CityCatalogue City = Pack.Dalian.Catalogue();
    private static readonly EvidenceLibrary Library = Pack.Dalian.Evidence();
    private static readonly DateOnly Today = new(2026, 9, 1);

    [Fact]
    public void Every_type_of_evidence_of_the_city_has_a_provider()
    {
        var supplied = Library.Resources.Values.Select(resource => resource.Type).ToHashSet();
        Assert.Equal(City.EvidenceTypes.Keys.Order(), supplied.Order());
    }

    [Fact]
    public void Every_fetchable_material_of_every_matter_resolves_for_all_its_subjects()
    {
        var asked = from matter in City.Matters.Values
                    let edition = matter.On(Today)
                    from material in edition.Materials
                    where material.Supply == MaterialSupply.City
                    from subject in SupplyChecks.SubjectsOf(edition)
                    select (matter.Code, material, subject);
        Assert.NotEmpty(asked);
        Assert.All(asked, each => Assert.True(Library.Supplies(each.material, each.Code, each.subject, Today), $"{each}"));
    }

    [Fact]
    public void Property_is_asked_after_by_its_holder_whoever_that_is()
    {
        Assert.Equal("zrzyj-title", Library.Resolve("bdc", EvidenceHolder.Person)?.Code);
        Assert.Equal("zrzyj-title-of-company", Library.Resolve("bdc", EvidenceHolder.Company)?.Code);
    }

    [Fact]
    public void A_companys_matter_that_asks_for_an_identity_asks_for_the_applicants()
    {
        var material = City.Matters["M018"].On(Today)!.Materials.Single(each => each.EvidenceType == "sfz");
        Assert.Equal(("gaj-identity", EvidenceRelation.Applicant), Named(Library.Provider(material, EvidenceHolder.Company)));
        var licence = City.Matters["M018"].On(Today)!.Materials.Single(each => each.EvidenceType == "yyzz");
        Assert.Equal(("scjg-licence", EvidenceRelation.Subject), Named(Library.Provider(licence, EvidenceHolder.Company)));
    }

    [Fact]
    public void What_is_sensitive_is_shared_with_the_matters_that_need_it_only()
    {
        var household = Library.Resources["gaj-household"];
        Assert.NotEqual(0UL, Library.Agreed(household, "M061", EvidenceLibrary.CaseHandling, Today));
        Assert.Equal(0UL, Library.Agreed(household, "M009", EvidenceLibrary.CaseHandling, Today));
        Assert.Equal(0UL, Library.Agreed(household, "M061", "supervision", Today));
    }

    [Fact]
    public void A_look_that_the_law_withholds_says_so_by_its_purpose() =>
        Assert.Equal(["investigation"], Library.Purposes.Values.Where(each => each.WithheldDays > 0).Select(each => each.Code));

    [Theory]
    [InlineData("evidence-resources/city.yaml", "    type: sfz\n", "    type: hkb\n", "evidence.no-provider")]
    [InlineData("evidence-agreements/agreements.yaml", "until: 2030-12-31", "until: 2024-01-31", "evidence.no-agreement")]
    [InlineData("evidence-agreements/agreements.yaml", "from: 2024-01-01", "from: 2029-01-01", "evidence.no-agreement")]
    [InlineData("evidence-agreements/agreements.yaml", "[case-handling, recheck", "[recheck", "evidence.no-agreement")]
    [InlineData("evidence-resources/city.yaml", "sharing: conditional", "sharing: none", "evidence.not-shared")]
    [InlineData("matters/YK08.yaml", "        evidenceType: sfz\n", "        evidenceType: sfz\n        items: [blood-group]\n",
        "evidence.no-such-items")]
    public void A_material_that_nobody_supplies_is_a_fault_at_its_line(string file, string before, string after, string code)
    {
        using var pack = new SpoiltPack().With($"yingkou/{file}", before, after);
        var faults = pack.Read().Faults;
        Assert.Contains(faults, fault => fault.Code == code && fault.Line > 1 && fault.File.Contains("matters/YK"));
    }

    [Theory]
    [InlineData("evidence.bdc.address", "evidence.bdcc.address", "evidence.prefill-no-resource")]
    [InlineData("evidence.bdc.address", "evidence.bdc", "evidence.prefill-no-resource")]
    [InlineData("evidence.bdc.address", "evidence.bdc.adress", "evidence.prefill-no-item")]
    public void A_question_that_no_evidence_can_fill_is_a_fault_at_its_line(string before, string after, string code)
    {
        using var pack = new SpoiltPack("dalian").With("common/forms/property.yaml", before, after);
        var fault = Assert.Single(pack.Read().Faults, fault => fault.Code == code);
        Assert.Equal(("common/forms/property.yaml", 8), (fault.File, fault.Line));
        Assert.NotEmpty(fault.Remedy);
    }

    [Theory]
    [InlineData("        kind: day\n", "        kind: instant\n", "value.not-a-choice")]
    [InlineData("          of: birth-day\n", "          of: blood-group\n", "resource.no-such-item")]
    [InlineData("    ground: ", "    # ground: ", "resource.no-ground")]
    [InlineData("      - code: name\n", "      - code: number\n", "resource.item-twice")]
    [InlineData("    provider: police\n", "    provider: polce\n", "reference.dangling")]
    public void A_resource_that_is_wrong_is_a_fault_at_its_line(string before, string after, string code)
    {
        using var pack = new SpoiltPack().With("yingkou/evidence-resources/city.yaml", before, after);
        Assert.Contains(pack.Read().Faults, fault => fault.Code == code && fault.Line > 1);
    }

    private static (string, EvidenceRelation) Named(EvidenceProvider? provider) => (provider!.Value.Resource.Code, provider.Value.Of);
}
