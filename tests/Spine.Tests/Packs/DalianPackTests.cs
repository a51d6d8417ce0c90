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
        Assert.Equal((90, 30, 50, 41, 12), (City.Matters.Count, City.Journeys.Count, City.Agencies.Count, City.Stations.Count, City.Halls.Count));
        Assert.Equal((10, 7, 60, 152), (City.Districts.Count, City.PilotZones.Count, City.EvidenceTypes.Count, reading.Counts["township"]));
        Assert.Equal(274, City.Matters.Values.Sum(matter => matter.Editions[^1].Materials.Count));
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
        Assert.Equal(["resident", "agent", "clerk", "official", "official2", "supervisor"], Pack.Dalian.Personas.Select(p => p.Id));
}
