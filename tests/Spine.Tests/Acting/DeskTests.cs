using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Spine.Tests.Packs;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Acting;

/// <summary>What the desk does around a decision. Each runs on both databases.</summary>
public abstract class DeskTests(string kind) : IAsyncLifetime
{
    private static readonly Actor By = new("r1", ActorRole.Resident);
    private readonly FakeTimeProvider clock = new(new(2026, 11, 2, 2, 0, 0, TimeSpan.Zero));
    private Database store = null!;
    private Desk<Counter, CounterEvent, MeterFacts> desk = null!;
    private Guid meters;

    public async ValueTask InitializeAsync()
    {
        store = await Stores.OpenAsync(kind);
        desk = Desk(0);
        meters = (await desk.BeginAsync(By, new BeginCounter("meters"))).Value.Id;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    // Its first facts are as old as those of somebody who looked before all others acted.
    private Desk<Counter, CounterEvent, MeterFacts> Desk(int blind) => new(
        new(store.Journal, Counters.Kind), new Meters(store.Rows) { Blind = blind }, Pack.Dalian, clock);

    private Task<List<ReadingRow>> ReadingsAsync() => store.Rows.ReadAsync(
        (IQueryable<ReadingRow> all) => all.OrderBy(row => row.Chunk)).ContinueWith(read => read.Result.ToList());

    [Fact]
    public async Task Rows_that_an_event_seals_stand_with_it_whoever_acts_at_the_same_time()
    {
        var done = await Task.WhenAll(Enumerable.Range(1, 30).Select(month => month % 3 == 0
            ? desk.DoAsync(meters, By, new Tick()) : desk.DoAsync(meters, By, new ReadMeter(month))));
        Assert.All(done, each => Assert.True(each.IsGranted));
        Assert.Equal(20, (await ReadingsAsync()).Select(row => row.Chunk).Distinct().Count());
        Assert.Empty((await Replay.VerifyAsync(store, [new CounterTables()], [Counters.Kind])).Differences);
    }

    [Fact]
    public async Task What_the_tables_hold_already_is_decided_once_more_on_new_facts()
    {
        await desk.DoAsync(meters, By, new ReadMeter(11));
        Assert.Equal("reading.taken", (await Desk(blind: 1).DoAsync(meters, By, new ReadMeter(11))).Refusal?.Code);
        Assert.Equal("store.rows-taken", (await Desk(blind: 99).DoAsync(meters, By, new ReadMeter(11))).Refusal?.Code);
        Assert.Equal("counter.name-taken", (await Desk(blind: 1).BeginAsync(By, new BeginCounter("meters"))).Refusal?.Code);
        await Assert.ThrowsAsync<RowsRefusedException>(() => Desk(blind: 99).BeginAsync(By, new BeginCounter("meters")));
        Assert.Single(await ReadingsAsync());
    }

    [Fact]
    public async Task Each_act_tells_the_version_after_it_and_what_an_older_one_wants_is_refused_at_once()
    {
        var (_, version) = await desk.LoadAsync(meters);
        var caller = new Caller(By) { Seen = version };
        var first = (await desk.ActAsync(meters, caller, new ReadMeter(1))).Value;
        Assert.Equal((version + 2, 1), (first.Version, first.State.Total));
        Assert.True((await desk.ActAsync(meters, caller with { Seen = first.Version }, new ReadMeter(2))).IsGranted);
        Assert.Equal("store.stale", (await desk.ActAsync(meters, caller, new ReadMeter(3))).Refusal?.Code);
        Assert.Equal("store.stale", (await desk.ActAsync(meters, caller, new Tick())).Refusal?.Code);
    }

    [Fact]
    public async Task The_same_request_seals_its_rows_once()
    {
        var caller = new Caller(By) { Key = new("r1", "k", "h") };
        await desk.DoAsync(meters, caller with { }, new ReadMeter(1));
        Assert.Equal(1, (await desk.DoAsync(meters, caller with { }, new ReadMeter(1))).Value.Total);
        Assert.Single(await ReadingsAsync());
    }

    [Fact]
    public async Task A_key_that_stands_for_an_act_on_another_kind_of_thing_is_that_of_another_request()
    {
        var key = new IdempotencyKey("r1", "k", "h");
        await desk.DoAsync(meters, new Caller(By) { Key = key }, new Tick());
        var notes = new Streams<Note, NoteEvent>(
            store.Journal, new((Note? _, NoteEvent _, in Happening _) => new(), (_, _) => [], []));
        var again = await notes.ActAsync(
            Guid.CreateVersion7(), Act.Of(clock.GetUtcNow(), By, "note"), 0, key, _ => new NoteEvent[] { new NoteWritten() });
        Assert.Equal("store.key-reused", again.Refusal?.Code);
    }

    internal sealed record MeterFacts : Facts
    {
        public MeterFacts(Facts known)
            : base(known)
        {
        }

        public bool IsTaken { get; init; }
    }

    private sealed class Meters(Rows rows) : IFactsFor<MeterFacts>
    {
        public int Blind { get; set; }

        public async ValueTask<MeterFacts> GatherAsync(Facts known, object command, CancellationToken cancellation)
        {
            if (Blind-- > 0) return new(known);
            await using var db = rows.Open();
            return new(known)
            {
                IsTaken = command switch
                {
                    ReadMeter read => await db.Set<ReadingRow>().AnyAsync(row => row.Month == read.Month, cancellation),
                    BeginCounter begin => await db.Set<CounterRow>().AnyAsync(row => row.Name == begin.Name, cancellation),
                    _ => false,
                },
            };
        }
    }

    [Act("begin-counter")]
    private sealed record BeginCounter(string Name) : IBeginning<Counter, CounterEvent, MeterFacts>
    {
        public Outcome<IReadOnlyList<CounterEvent>> Decide(MeterFacts facts) => facts.IsTaken
            ? new Refusal("counter.name-taken") : new CounterEvent[] { new CounterBegun(Name, facts.Act.At) };
    }

    [Act("tick")]
    private sealed record Tick : ICommand<Counter, CounterEvent>
    {
        public Refusal? NotNow(Counter now, Facts facts) => null;

        public Outcome<IReadOnlyList<CounterEvent>> Decide(Counter now, Facts facts) => new CounterEvent[] { new Counted(1) };
    }

    [Act("read-meter")]
    private sealed record ReadMeter(int Month) : ISealing<Counter, CounterEvent, MeterFacts>
    {
        public Refusal? NotNow(Counter now, MeterFacts facts) => facts.IsTaken ? new("reading.taken") : null;

        public BulkRows RowsOf(Counter now, MeterFacts facts) => Counters.Readings(now.Id, now.Total + 1, Month, 1, 1);

        public Outcome<IReadOnlyList<CounterEvent>> Decide(Counter now, MeterFacts facts, RowsSeal? seal) =>
            new CounterEvent[] { new ReadingsTaken(seal!), new Counted(1) };
    }

    private sealed record Note;

    private abstract record NoteEvent;

    [Event("note.written")]
    private sealed record NoteWritten : NoteEvent;
}

public sealed class DeskSqliteTests() : DeskTests("sqlite");

public sealed class DeskPostgresTests() : DeskTests("postgres");
