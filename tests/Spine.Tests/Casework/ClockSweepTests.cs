using Yitong.Acting;
using Yitong.Cases;
using Yitong.Packs;
using Yitong.Spine.Tests.Packs;

namespace Yitong.Spine.Tests.Casework;

public sealed class ClockSweepTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Warns_each_rung_once_and_then_accepts_by_law(string kind)
    {
        await using var city = await City.OpenAsync(kind, "2026-09-07");
        var submitted = await city.SubmittedAsync("M009", await city.PersonAsync());
        Assert.Equal(0, await city.On("2026-09-10").SweepAsync());
        Assert.Equal(1, await city.On("2026-09-11").SweepAsync());
        Assert.Equal(0, await city.On("2026-09-14").SweepAsync());
        Assert.Equal([("notice", WarningLevel.Yellow)], await WarningsAsync(city, submitted));
        Assert.Equal(1, await city.On("2026-09-15").SweepAsync());
        var events = await city.EventsAsync(submitted);
        Assert.True(events.OfType<MemberAccepted>().Single().IsBySilence);
        Assert.Equal([("notice", WarningLevel.Yellow), ("notice", WarningLevel.Red)], await WarningsAsync(city, submitted, "notice"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Two_sweepers_at_once_ring_each_clock_once(string kind)
    {
        await using var city = await City.OpenAsync(kind, "2026-09-07");
        await using var other = await city.AnotherNodeAsync();
        var wang = await city.PersonAsync();
        var cases = new List<Case>();
        for (var i = 0; i < 12; i++) cases.Add(await city.SubmittedAsync("M009", wang));
        city.On("2026-09-15");
        await Task.WhenAll(city.SweepAsync(), other.SweepAsync());
        await Task.WhenAll(city.SweepAsync(), other.SweepAsync());
        foreach (var each in cases)
        {
            var events = await city.EventsAsync(each);
            Assert.Single(events.OfType<MemberAccepted>());
            var given = events.OfType<OfficeWarned>().Select(warned => (warned.Clock, warned.Rung)).ToList();
            Assert.Equal(given.Distinct(), given);
        }
        Assert.Equal(0, await city.SweepAsync());
    }

    [Fact]
    public async Task After_a_month_down_every_rung_comes_once_and_in_order()
    {
        await using var city = await City.OpenAsync(on: "2026-09-21");
        var accepted = await city.AcceptedAsync("M009", await city.PersonAsync());
        await city.On("2026-10-26").SweepAsync();
        var given = await WarningsAsync(city, accepted);
        Assert.Equal([("limit", WarningLevel.Yellow), ("limit", WarningLevel.Red)], given.Where(each => each.Clock == "limit"));
        Assert.Equal(given.Distinct(), given);
        Assert.Equal(0, await city.SweepAsync());
        var row = (await city.RowsAsync<DutyRow>()).Single(row => row.Slot == "member");
        Assert.Null(row.NextWarningOn);
    }

    [Fact]
    public async Task All_members_of_a_journey_ring_in_one_sweep()
    {
        await using var city = await City.OpenAsync(on: "2026-09-07");
        var journey = await city.SubmittedAsync("Y02", await city.PersonAsync());
        var first = City.Official(journey.Find("M006")!.Agency);
        journey = await city.DoAsync(journey, first, new AcceptCase("M006"));
        foreach (var step in journey.Find("M006")!.Steps)
            await city.DoAsync(journey, City.Official(step.Agency), new ExamineStep("M006", step.Key, true, null));
        journey = await city.DoAsync(journey, first, new DecideCase("M006", true, null));
        await city.DoAsync(journey, first, new DeliverResult("M006", DeliveryMethod.Online));
        var received = journey.Members.Count(member => member.State == MemberState.Received);
        Assert.True(received > 1);
        Assert.Equal(received, await city.On("2026-09-11").SweepAsync());
        Assert.Equal(received, (await city.EventsAsync(journey)).OfType<OfficeWarned>().Count());
    }

    [Fact]
    public async Task A_stopped_clock_does_not_ring_until_it_runs_again()
    {
        await using var city = await City.OpenAsync(on: "2026-09-21");
        var accepted = await city.AcceptedAsync("M006", await city.PersonAsync());
        var suspended = await city.Desk.DoAsync(accepted.Id, City.Office(accepted), new SuspendClock(
            null, "检测", "通知〔2026〕2号", Yitong.Kernel.TimeLimit.WorkingDays(5)));
        Assert.True(suspended.IsGranted, suspended.Refusal?.Code);
        Assert.Equal(0, await city.On("2026-11-20").SweepAsync());
        await city.DoAsync(accepted, City.Office(accepted), new ResumeClock());
        Assert.NotNull((await city.RowsAsync<DutyRow>()).Single(row => row.Slot == "member").NextWarningOn);
    }

    [Fact]
    public async Task A_new_calendar_moves_what_was_shown_openly()
    {
        await using var city = await City.OpenAsync(on: "2026-09-21");
        var submitted = await city.SubmittedAsync("M009", await city.PersonAsync());
        var shown = Assert.Single(await city.RowsAsync<DutyRow>());
        await using var renewed = await city.AnotherNodeAsync(Changed.Pack);
        Assert.NotEqual(city.Catalogue.Calendar.Version, renewed.Catalogue.Calendar.Version);
        Assert.Equal(1, await renewed.Sweep.RecomputeAsync());
        Assert.Equal(0, await renewed.Sweep.RecomputeAsync());
        var moved = (await renewed.EventsAsync(submitted)).OfType<DeadlineRecomputed>().Single();
        var row = Assert.Single(await renewed.RowsAsync<DutyRow>());
        Assert.Equal((shown.Due, row.Due), (moved.Shown, moved.Now));
        Assert.Equal(shown.Due!.Value.AddDays(1), row.Due);
        Assert.Equal(renewed.Catalogue.Calendar.Version, row.Calendar);
        Assert.Equal(row.Calendar, moved.CalendarVersion);
    }

    [Fact]
    public async Task A_new_calendar_moves_the_day_for_answering_a_bad_rating_too()
    {
        await using var city = await City.OpenAsync(on: "2026-09-21");
        var wang = await city.PersonAsync();
        var decided = await city.DecidedAsync("M009", wang);
        var delivered = await city.DoAsync(decided, City.Office(decided), new DeliverResult(null, DeliveryMethod.Post));
        await city.DoAsync(delivered, City.Resident(wang), new RateCase(1, "太慢"));
        var shown = Assert.Single(await city.RowsAsync<DutyRow>());
        await using var renewed = await city.AnotherNodeAsync(Changed.Pack);
        Assert.Equal(1, await renewed.Sweep.RecomputeAsync());
        Assert.Equal(shown.Due!.Value.AddDays(1), Assert.Single(await city.RowsAsync<DutyRow>()).Due);
    }

    [Fact]
    public async Task A_case_whose_edition_left_the_pack_does_not_keep_the_others_waiting()
    {
        await using var city = await City.OpenAsync(on: "2026-09-07");
        var lost = await city.SubmittedAsync("M024", await city.PersonAsync());
        var other = await city.SubmittedAsync("M009", await city.PersonAsync());
        await using var renewed = await city.AnotherNodeAsync(Changed.WithoutEdition);
        Assert.Equal(1, await renewed.On("2026-09-15").SweepAsync());
        Assert.Contains(await renewed.EventsAsync(other), happened => happened is MemberAccepted { IsBySilence: true });
        Assert.DoesNotContain(await renewed.EventsAsync(lost), happened => happened is MemberAccepted);
    }

    private static async Task<List<(string Clock, WarningLevel Rung)>> WarningsAsync(City city, Case current, string? clock = null) =>
        [.. (await city.EventsAsync(current)).OfType<OfficeWarned>()
            .Where(warned => clock is null || warned.Clock == clock)
            .Select(warned => (warned.Clock, warned.Rung))];

    /// <summary>The pack of Dalian, changed in one place.</summary>
    internal static class Changed
    {
        private static readonly Lazy<CityPack> DayOff = new(() => Load("common/calendars/2026.yaml", text => text
            .Replace("off:\n", "off:\n  - { day: 2026-09-22, name: 台风 }\n", StringComparison.Ordinal)
            .Replace("workingDays: 248", "workingDays: 247", StringComparison.Ordinal)));

        private static readonly Lazy<CityPack> LaterEdition = new(() => Load("dalian/matters/M024.yaml", text => text
            .Replace("from: 2024-01-01", "from: 2025-01-01", StringComparison.Ordinal)));

        /// <summary>One more day off: Tuesday 22 September 2026.</summary>
        public static CityPack Pack => DayOff.Value;

        /// <summary>The edition of M024 begins later, so the one that cases were opened under is gone.</summary>
        public static CityPack WithoutEdition => LaterEdition.Value;

        private static CityPack Load(string place, Func<string, string> change)
        {
            var folder = Directory.CreateTempSubdirectory("yitong-pack-");
            try
            {
                foreach (var file in Directory.EnumerateFiles(Packs.Pack.Folder, "*.yaml", SearchOption.AllDirectories))
                {
                    var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Packs.Pack.Folder, file));
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    File.Copy(file, copy);
                }
                var changed = Path.Combine(folder.FullName, place);
                File.WriteAllText(changed, change(File.ReadAllText(changed)));
                var reading = Packs.Pack.Read(Path.Combine(folder.FullName, "dalian"));
                return reading.Pack ?? throw new InvalidOperationException(string.Join('\n', reading.Faults));
            }
            finally
            {
                folder.Delete(true);
            }
        }
    }
}
