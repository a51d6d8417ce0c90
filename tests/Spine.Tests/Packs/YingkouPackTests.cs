using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Packs;

public sealed class YingkouPackTests
{
    private static readonly CityCatalogue City = Pack.Yingkou.Catalogue();

    [Fact]
    public void A_second_city_loads_with_the_same_reader()
    {
        Assert.Equal(("210800", "营口市"), (Pack.Yingkou.City.Code, Pack.Yingkou.City.Name));
        Assert.Equal((8, 2, 5, 3, 1), (City.Matters.Count, City.Journeys.Count, City.Agencies.Count, City.Stations.Count, City.Halls.Count));
        Assert.Empty(City.Agencies.Keys.Intersect(Pack.Dalian.Catalogue().Agencies.Keys));
    }

    [Fact]
    public void It_promises_and_demands_what_it_wants()
    {
        Assert.Equal(TimeLimit.WorkingDays(7), City.Matters["YK03"].Editions[^1].Promised);
        Assert.Equal(30, Pack.Yingkou.City.JourneyStandard!.Limit.Amount);
    }

    [Theory]
    [InlineData("我要开个饭馆", "J1")]
    [InlineData("社保卡丢了", "YK06")]
    [InlineData("营口办居住证", "YK07")]
    [InlineData("护照", null)]
    public void Its_search_knows_its_own_matters_only(string query, string? code) =>
        Assert.Equal(code, City.Search.Find(query).Select(hit => hit.Code).FirstOrDefault());

    [Fact]
    public void Both_cities_share_calendar_and_periods()
    {
        Assert.Equal(Pack.Dalian.Catalogue().Calendar.Version, City.Calendar.Version);
        Assert.Equal(55, City.Periods.Count);
    }
}
