using Yitong.Catalogue;
using Yitong.Catalogue.Savings;
using Yitong.Spine.Tests.Packs;

namespace Yitong.Spine.Tests.Catalogue;

public sealed class ComputedSavingsTests
{
    private static readonly CityCatalogue City = Pack.Dalian.Catalogue();
    private static readonly DateOnly Day = new(2026, 9, 1);

    [Fact]
    public void Closing_a_company_by_hand()
    {
        // 税务注销 20 and 10, 注销登记 3 and 1, 社保 15 calendar = 11 and 0, 海关 3 and 1 working days in law and promised.
        var savings = Of("Y10");
        Assert.Equal(["M075", "M004", "M036", "M077"], savings.Members);
        Assert.Equal(new Saving(37, 12), savings.Time);
        Assert.Equal(new Saving(20, 11), savings.Steps);     // four times five; 申请, 受理, 送达 once and four times two
        Assert.Equal(new Saving(5, 3), savings.Materials);   // three forms become one; 决议 and 清算报告 stay
        Assert.Equal(new Saving(0, 0), savings.Trips);
        Assert.Null(savings.Trips.Ratio);
    }

    [Fact]
    public void Retiring_by_hand()
    {
        var savings = Of("Y22");
        Assert.Equal(new Saving(33, 8), savings.Time);       // 20 + 10 + 3; then 7 + 1
        Assert.Equal(new Saving(15, 9), savings.Steps);
        Assert.Equal(new Saving(5, 4), savings.Materials);   // two forms become one; three are brought
        Assert.True(savings.IsIllustrative);
    }

    [Fact]
    public void Opening_a_restaurant_by_hand()
    {
        var savings = Of("Y02");
        Assert.DoesNotContain("M020", savings.Members);      // 现场检查 excludes 承诺, which comes first
        Assert.Equal(new Saving(64, 12), savings.Time);      // 3+10+1+10+20+20; then 0 + 5 + 7
        Assert.Equal(new Saving(30, 15), savings.Steps);
        Assert.Equal(new Saving(15, 10), savings.Materials); // six forms become one; nine are brought
        Assert.Equal(new Saving(3, 2), savings.Trips);       // 排水 and 烟草 are visited together
        Assert.Equal(52m / 64, savings.Time.Ratio);
    }

    [Fact]
    public void An_earlier_day_counts_the_editions_of_that_day() =>
        Assert.Equal(15, ComputedSavings.Of(City, City.Journeys["Y02"], new(2026, 6, 30), Pack.Dalian.City.JourneyStandard!).Time.Bundled);

    [Fact]
    public void No_journey_costs_more_than_its_members()
    {
        foreach (var savings in City.Journeys.Keys.Select(Of))
            foreach (var saving in new[] { savings.Steps, savings.Time, savings.Materials, savings.Trips })
                Assert.True(saving.Saved >= 0, savings.Journey);
    }

    [Fact]
    public void The_two_averages_are_kept_apart()
    {
        var averages = SavingAverages.Of([new(10, 5), new(90, 0), new(0, 0)]);
        Assert.Equal(0.75m, averages.MeanOfRatios);
        Assert.Equal(0.95m, averages.RatioOfTotals);
        Assert.Equal(new SavingAverages(null, null), SavingAverages.Of([new(0, 0)]));
    }

    private static JourneySavings Of(string code) =>
        ComputedSavings.Of(City, City.Journeys[code], Day, Pack.Dalian.City.JourneyStandard!);
}
