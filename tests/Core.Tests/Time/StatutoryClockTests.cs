using System.Globalization;
using System.Text;
using Yitong.Kernel;
using static Yitong.Core.Tests.Clocks;

namespace Yitong.Core.Tests;

public sealed class StatutoryClockTests
{
    /// <summary>
    /// Plain days; before New Year, Spring Festival, Labour Day and Golden Week; a leap day; one that
    /// crosses the horizon.
    /// </summary>
    private static readonly DateOnly[] Starts =
    [
        Day("2022-12-29"), Day("2024-02-29"), Day("2025-01-24"), Day("2025-04-30"),
        Day("2026-03-02"), Day("2026-09-28"), Day("2026-09-30"), Day("2026-11-23"),
    ];

    private static WorkCalendar Calendar => NationalPack.Calendar;

    [Fact]
    public void There_are_55_each_with_its_own_name_and_law()
    {
        Assert.Equal(55, NationalPack.StatutoryClocks.Count);
        Assert.Distinct(NationalPack.StatutoryClocks.Select(clock => clock.Id));
        Assert.Distinct(NationalPack.StatutoryClocks.Select(clock => clock.Code));
        Assert.All(NationalPack.StatutoryClocks, clock => Assert.Matches("^[a-z]+(-[a-z]+)*$", clock.Id));
        Assert.DoesNotContain(NationalPack.StatutoryClocks, clock => clock.Title.Trim() == "" || clock.Law.Trim() == "");
        Assert.All(NationalPack.StatutoryClocks, clock => Assert.Equal("law", clock.Provenance));
    }

    [Fact]
    public void Each_has_either_a_limit_or_a_rule()
    {
        Assert.All(NationalPack.StatutoryClocks, clock => Assert.True(clock.Limit is null != clock.Rule is null, clock.Id));
        Assert.Equal(
            [("cf-days", "unit-rule"), ("cf-pub", "amount"), ("xk-stop", "stop-ground")],
            from clock in NationalPack.StatutoryClocks
            where clock.Rule is not null
            orderby clock.Code
            select (clock.Code, clock.Rule!));
    }

    [Fact]
    public void One_whose_article_nobody_recorded_is_not_called_verified() =>
        Assert.All(NationalPack.StatutoryClocks, clock => Assert.Equal(clock.Article is not null, clock.IsVerified));

    [Fact]
    public void An_extension_is_in_the_unit_of_its_limit() =>
        Assert.All(
            NationalPack.StatutoryClocks.Where(clock => clock.Extension is not null),
            clock => Assert.Equal(clock.Limit!.Value.Unit, clock.Extension!.Value.Unit));

    [Fact]
    public void Two_are_counted_backwards() =>
        Assert.Equal(
            ["zb-clarify", "zb-object"],
            NationalPack.StatutoryClocks.Where(clock => clock.IsBackward).Select(clock => clock.Code).Order());

    [Fact]
    public void Each_gives_the_day_that_counting_by_hand_gives()
    {
        foreach (var (clock, limit, isBackward) in All())
            Assert.All(Starts, start => Assert.Equal(
                isBackward ? new Deadline.On(NaiveClock.Before(limit, start)) : NaiveClock.Due(limit, start, []),
                Last(limit, isBackward, start)));
    }

    [Fact]
    public void Each_with_an_extension_gives_the_day_of_the_longer_count()
    {
        foreach (var clock in NationalPack.StatutoryClocks.Where(clock => clock.Extension is not null))
            Assert.All(Starts, start =>
            {
                var (limit, by) = (clock.Limit!.Value, clock.Extension!.Value);
                var plain = LegalClock.Start(limit, start, clock.Law).Value;
                var longer = limit with { Amount = limit.Amount + by.Amount };
                Assert.Equal(
                    NaiveClock.Due(longer, start, []),
                    plain.Extend(start, by, "负责人", "理由", by, Calendar).Value.Due(Calendar));
            });
    }

    [Fact]
    public void The_table_of_all_due_days_is_the_one_committed()
    {
        var path = Path.Combine(NationalPack.Root, "tests", "Core.Tests", "Time", "clocks-55.txt");
        var table = Table();
        if (Environment.GetEnvironmentVariable("YITONG_ACCEPT") == "1") File.WriteAllText(path, table);
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), table);
    }

    private static IEnumerable<(StatutoryClock Clock, TimeLimit Limit, bool IsBackward)> All() =>
        from clock in NationalPack.StatutoryClocks
        from period in Periods(clock)
        select (clock, period.Limit, period.IsBackward);

    private static IEnumerable<(string Title, TimeLimit Limit, bool IsBackward)> Periods(StatutoryClock clock) =>
        clock.Limit is { } limit ? clock.Further.Prepend((clock.Title, limit, clock.IsBackward)) : clock.Further;

    private static Deadline Last(TimeLimit limit, bool isBackward, DateOnly start) =>
        isBackward ? limit.Before(start, Calendar) : limit.From(start, Calendar);

    private static string Table()
    {
        StringBuilder table = new();
        foreach (var clock in NationalPack.StatutoryClocks.OrderBy(clock => clock.Code, StringComparer.Ordinal))
        {
            table.Append(CultureInfo.InvariantCulture, $"{clock.Code}  {clock.Id}  {clock.Law}{clock.Article}\n");
            if (clock.Rule is not null) table.Append(CultureInfo.InvariantCulture, $"  {clock.Title}  rule: {clock.Rule}\n");
            foreach (var (title, limit, isBackward) in Periods(clock))
            {
                table.Append(CultureInfo.InvariantCulture, $"  {title}  {limit.Amount} {limit.Unit.Code}\n");
                var direction = isBackward ? "before" : "from";
                foreach (var start in Starts)
                    table.Append(
                        CultureInfo.InvariantCulture,
                        $"    {direction} {start:ddd yyyy-MM-dd}  {Say(Last(limit, isBackward, start))}\n");
            }
        }
        return table.ToString();
    }

    private static string Say(Deadline deadline) => deadline switch
    {
        Deadline.On on => on.Day.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture),
        Deadline.BeyondHorizon beyond => $"beyond {beyond.Horizon:yyyy-MM-dd}, {beyond.UnitsLeftAtHorizon} left",
        _ => deadline.ToString(),
    };
}
