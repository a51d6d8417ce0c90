using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Bench;

/// <summary>Submitted cases of one matter in a journal, and the sweep that rings their clocks.</summary>
internal sealed class Workload : IDisposable
{
    private const string Matter = "M009";
    private const int AtOnce = 2_000;
    private readonly Database database;
    private readonly CityCatalogue catalogue;
    private readonly CaseLimits limits;
    private readonly CaseNumbers numbers;
    private readonly SetClock clock = new();
    private readonly ClockSweep sweep;
    private readonly StreamKind<Case, CaseEvent> kind;
    private int submitted;

    public Workload(Database database, CityPack pack)
    {
        this.database = database;
        catalogue = pack.Catalogue();
        limits = pack.Section<CaseLimits>();
        kind = CaseDesk.Kind(pack);
        numbers = new(database.Rows, pack);
        var parties = new PartyRegister(database.Rows, new(database.Journal, PartyHistory.Kind));
        var desk = CaseDesk.Of(database.Journal, pack, parties, numbers, clock, new(pack, KnownFacts.None));
        sweep = new(desk, database.Rows, catalogue, clock);
    }

    /// <summary>Rows of clocks that are armed and ring only next year.</summary>
    public static IEnumerable<DutyRow> Armed(int from, int to) => Enumerable.Range(from, to - from).Select(i => new DutyRow
    {
        Stream = new(9, 0, 0, BitConverter.GetBytes((long)i)),
        Part = Matter,
        Slot = "member",
        Office = $"office{i % 40}",
        Kind = "examine",
        Number = string.Create(CultureInfo.InvariantCulture, $"{i:D21}"),
        Party = "某公司",
        Since = new(2026, 9, 1),
        Due = new DateOnly(2027, 1, 4).AddDays(i % 300),
        Urgency = new DateOnly(2027, 1, 4).AddDays(i % 300).DayNumber,
        YellowOn = new DateOnly(2027, 1, 1).AddDays(i % 300),
        RedOn = new DateOnly(2027, 1, 5).AddDays(i % 300),
        NextWarningOn = new DateOnly(2027, 1, 1).AddDays(i % 300),
        RingsItself = true,
        Calendar = "bench",
    });

    public Task<int> SweepAsync(DateOnly day)
    {
        clock.Now = new(day, new(1, 0), TimeSpan.Zero);
        return sweep.SweepAsync(day);
    }

    /// <summary>Cases that were opened and submitted, each received on its day.</summary>
    public async Task SubmitAsync(int cases, Func<int, DateOnly> receivedOn)
    {
        foreach (var chunk in Enumerable.Range(0, cases).Chunk(AtOnce))
        {
            var results = await Task.WhenAll(chunk.Select(i => database.Journal.CommitAsync(Submission(receivedOn(i)))));
            if (results.Any(result => result is not Committed)) throw new InvalidOperationException("A case was not written.");
        }
    }

    /// <summary>Every warning came once, nothing is due any more. Says how many there were.</summary>
    public async Task<int> CheckAsync(int? ringsOfEach)
    {
        var rings = new HashSet<(Guid, string, WarningLevel)>();
        await foreach (var recorded in database.Journal.ReadAllAsync())
            if (recorded.Type == "case.office-warned"
                && kind.Events.Read(recorded) is OfficeWarned warned
                && !rings.Add((recorded.Stream, warned.Clock, warned.Rung)))
                throw new InvalidOperationException($"{warned.Clock} {warned.Rung} rang twice.");
        var rung = rings.CountBy(ring => ring.Item1).ToList();
        if (rung.Count != submitted || ringsOfEach is { } each && rung.Any(count => count.Value != each))
            throw new InvalidOperationException($"{rung.Count} of {submitted} cases rang, {rings.Count} warnings in all.");
        var today = DateOnly.FromDateTime(clock.Now.UtcDateTime);
        await using var db = database.Rows.Open();
        return await db.Set<DutyRow>().AnyAsync(row => row.NextWarningOn <= today)
            ? throw new InvalidOperationException("Something is still due.") : rings.Count;
    }

    private Change Submission(DateOnly day)
    {
        var id = new Guid(10, 0, 0, BitConverter.GetBytes((long)++submitted));
        var by = new Subject(id, "某公司", true);
        var edition = catalogue.Matter(Matter)!.On(day)!;
        var member = new OpenedMember(Matter, edition.From, edition.Agency, []);
        var number = string.Create(CultureInfo.InvariantCulture, $"1{submitted:D20}");
        CaseEvent[] events =
        [
            new CaseOpened(number, CaseKind.Matter, Matter, by, new(id, by.Name), Lodging.Online, [member], day),
            new CaseSubmitted([member], null, day),
            new MemberReceived(Matter, limits.Notice.Limit, limits.Notice.Law, day),
        ];
        var at = new DateTimeOffset(day, new(1, 0), TimeSpan.Zero);
        var act = new Act(Guid.CreateVersion7(at), at, new(id.ToString(), ActorRole.Resident), "submit-case");
        Case? state = null;
        foreach (var happened in events) state = CaseFold.Apply(id, state, happened);
        return new(id, 0, act, [.. events.Select(kind.Events.Write)], kind.Changes(null, state!, new(id, events.Length, act)));
    }

    public void Dispose()
    {
        sweep.Dispose();
        numbers.Dispose();
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
