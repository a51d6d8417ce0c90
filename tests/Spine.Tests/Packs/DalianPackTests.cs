using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Packs;

public sealed class DalianPackTests
{
    private static readonly CityCatalogue City = Pack.Dalian.Catalogue();

    [Fact]
    public void Loads_without_a_fault_and_holds_the_whole_source()
    {
        var reading = Pack.Read(Path.Combine(Pack.Folder, "dalian"));
        Assert.Empty(reading.Faults);
        Assert.Equal((91, 30, 50, 41, 12), (City.Matters.Count, City.Journeys.Count, City.Agencies.Count, City.Stations.Count, City.Halls.Count));
        Assert.Equal((10, 7, 60, 152), (City.Districts.Count, City.PilotZones.Count, City.EvidenceTypes.Count, reading.Counts["township"]));
        Assert.Equal(277, City.Matters.Values.Sum(matter => matter.Editions[^1].Materials.Count));
    }

    [Fact]
    public void A_matter_has_the_edition_that_is_in_force_on_the_day()
    {
        var matter = City.Matters["M009"];
        Assert.Null(matter.On(new(2023, 12, 31)));
        Assert.Equal(TimeLimit.WorkingDays(8), matter.On(new(2026, 6, 30))!.Promised);
        Assert.Equal(TimeLimit.WorkingDays(5), matter.On(new(2026, 7, 1))!.Promised);
        Assert.Equal(matter.Editions[0].Materials, matter.Editions[1].Materials);
    }

    [Fact]
    public void The_same_persona_names_stand_for_every_kind_of_person() =>
        Assert.Equal(["resident", "agent", "clerk", "official", "official2", "supervisor", "finance", "finance2", "data", "customs"], Pack.Dalian.Personas.Select(p => p.Id));

    [Fact]
    public void A_matter_asks_three_to_ten_questions() =>
        Assert.All(City.Matters.Values.Select(matter => matter.Editions[^1]), edition => Assert.InRange(edition.Form.Count, 3, 10));

    [Fact]
    public void Materials_of_the_same_name_are_one_material_wherever_they_are_asked_for()
    {
        var names = City.Matters.Values.SelectMany(matter => matter.Editions[^1].Materials)
            .Where(material => material.Supply != MaterialSupply.Generated).GroupBy(material => material.Name);
        Assert.All(names, name => Assert.Single(name.Select(material => material.Key).Distinct()));
    }

    [Fact]
    public void A_journey_asks_nobody_for_a_credit_code_that_it_is_about_to_give()
    {
        var founding = City.Journeys.Values.Where(journey => journey.Members.Any(member => City.Matters[member.Matter].Editions[^1].FoundsSubject));
        var questions = founding.SelectMany(journey => journey.Members)
            .SelectMany(member => City.Matters[member.Matter].Editions[^1].Form).Where(question => question.Key == "credit-code");
        Assert.All(questions, question => Assert.True(question.IsOptional));
    }

    [Theory]
    [InlineData("M009", ClockStart.Acceptance, null)]
    [InlineData("M012", ClockStart.Acceptance, 10)]
    [InlineData("M001", ClockStart.Acceptance, 3)]
    [InlineData("M084", ClockStart.Receipt, null)]
    public void A_limit_in_law_runs_from_its_day_and_is_extended_as_its_article_says(string code, ClockStart from, int? more)
    {
        var statutory = City.Matters[code].On(new(2026, 9, 1))!.Statutory!;
        Assert.Equal((from, more), (statutory.RunsFrom, statutory.Extension?.Amount));
        Assert.NotEmpty(statutory.Law);
    }

    [Fact]
    public void A_duty_of_the_citizen_is_no_limit_of_the_agency()
    {
        var edition = City.Matters["M055"].On(new(2026, 9, 1))!;
        Assert.Null(edition.Statutory);
        Assert.Equal(new TimeLimit(1, TimeUnit.Months), edition.Duty!.Limit);
    }

    [Fact]
    public void What_is_invented_is_never_the_citys_own_word()
    {
        Assert.False(City.Matters["M009"].Editions[0].Provenance.IsVerified);
        Assert.All(City.Reported, figure => Assert.True(figure.Provenance.IsVerified));
    }
}
