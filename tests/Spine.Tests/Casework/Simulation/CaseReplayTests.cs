using System.Text.Json;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Spine.Tests.Casework.Simulation;

public sealed class CaseReplayTests
{
    private static readonly Type[] Compared =
        [typeof(CaseRow), typeof(DutyRow), typeof(MetDutyRow), typeof(FeedRow), typeof(AttentionRow), typeof(FinishedRow), typeof(RatingRow)];

    [Fact]
    public async Task The_same_acts_leave_the_same_rows_on_both_databases_and_the_journal_rebuilds_them()
    {
        var seed = SimulationTests.Setting("YITONG_SEED") ?? 11;
        await using var sqlite = await City.OpenAsync("sqlite", "2026-09-21");
        await using var postgres = await City.OpenAsync("postgres", "2026-09-21");
        var twins = new Twins([sqlite, postgres], new(seed));
        await twins.SettleAsync();
        for (var step = 0; step < (SimulationTests.Setting("YITONG_STEPS") ?? Extent.Of(250, 500)); step++) await twins.StepAsync(step);
        await sqlite.Feed.CatchUpAsync(sqlite.Store, 0);
        await postgres.Feed.CatchUpAsync(postgres.Store, 0);
        foreach (var type in Compared)
            Assert.Equal(await RowsAsync(sqlite, type), await RowsAsync(postgres, type));
        foreach (var city in new[] { sqlite, postgres })
        {
            StreamKind[] kinds = [CaseDesk.Kind(city.Pack), PartyHistory.Kind];
            var report = await Replay.VerifyAsync(city.Store, Modules.Tables, kinds);
            Assert.True(report.IsSound, $"YITONG_SEED={seed}: {string.Join('\n', report.Differences)}");
            Assert.True(report.Rows > 20);
        }
    }

    /// <summary>All rows of a table as texts, with case numbers in the place of ids, which differ between cities.</summary>
    private static async Task<List<string>> RowsAsync(City city, Type type)
    {
        var numbers = (await city.RowsAsync<CaseRow>()).ToDictionary(row => row.Id, row => row.Number);
        await using var db = city.Store.Rows.Open();
        var set = (IQueryable<object>)db.GetType().GetMethod("Set", 1, [])!.MakeGenericMethod(type).Invoke(db, null)!;
        var texts = set.AsEnumerable().Select(row => JsonSerializer.Serialize(row, type)).ToList();
        return [.. texts
            .Select(text => numbers.Aggregate(text, (said, each) => said.Replace(each.Key.ToString(), each.Value, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Cities in which the same people do the same things.</summary>
    private sealed class Twins(City[] cities, Random random)
    {
        private readonly RandomActs acts = new(random, Story.Catalogue, Story.Limits);
        private readonly List<Guid[]> cases = [];

        public async Task SettleAsync()
        {
            foreach (var city in cities)
            {
                foreach (var person in new[] { RandomActs.Person, RandomActs.Company, RandomActs.Shop, RandomActs.Agent, RandomActs.Stranger })
                    await city.KnownAsync(person);
                await city.MandateAsync(RandomActs.Company, RandomActs.Agent);
                await city.MandateAsync(RandomActs.Shop, RandomActs.Agent);
            }
        }

        public async Task StepAsync(int step)
        {
            if (step % 25 == 24)
                foreach (var city in cities)
                {
                    city.Clock.Advance(TimeSpan.FromDays(1));
                    await city.SweepAsync();
                }
            if (cases.Count < 8 || random.Next(20) == 0) await OpenAsync();
            else await ActAsync(cases[random.Next(cases.Count)]);
        }

        private async Task OpenAsync()
        {
            var (by, command) = acts.Open();
            var opened = new List<Outcome<Case>>();
            foreach (var city in cities) opened.Add(await city.Desk.OpenAsync(by, command));
            Assert.Single(opened.Select(each => each.Refusal?.Code).Distinct());
            if (!opened[0].IsGranted) return;
            Assert.Single(opened.Select(each => each.Value.Number).Distinct());
            acts.Opened(opened[0].Value.Code);
            cases.Add([.. opened.Select(each => each.Value.Id)]);
        }

        private async Task ActAsync(Guid[] ids)
        {
            var seen = (await cities[0].Desk.SeeAsync(ids[0], Actor.Engine)).Value;
            var (by, command) = acts.Next(seen, cities[0].Today);
            var done = new List<Outcome<Case>>();
            for (var i = 0; i < cities.Length; i++) done.Add(await cities[i].Desk.DoAsync(ids[i], by, command));
            Assert.Single(done.Select(each => each.Refusal?.Code).Distinct());
        }
    }
}
