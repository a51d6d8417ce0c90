using System.Text.Json;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Spine.Tests.Packs;
using Yitong.Store;

namespace Yitong.Spine.Tests.Casework.Simulation;

/// <summary>A case that lives through a simulation, with its events and rows, checked after each act.</summary>
internal sealed class SimulatedCase
{
    private readonly Guid id;
    private readonly CaseFacts facts;
    private readonly List<CaseEvent> events = [];
    private readonly Dictionary<string, string> rows = [];

    private SimulatedCase(Guid id, CaseFacts facts) => (this.id, this.facts) = (id, facts);

    public Case Now { get; private set; } = null!;

    public IReadOnlyList<CaseEvent> Events => events;

    /// <summary>What offices owe, as the incremental projection left them.</summary>
    public Dictionary<(string Matter, string Slot), DutyRow> Work { get; } = [];

    /// <summary>Opens a case; null when it is refused.</summary>
    public static (SimulatedCase? Case, Refusal? Refusal) Open(
        Guid id, OpenCase command, CaseFacts facts)
    {
        var opened = command.TryOn(null, facts with { Stream = id });
        if (opened.Refusal is { } refusal) return (null, refusal);
        var simulated = new SimulatedCase(id, facts);
        simulated.Happen(opened.Value);
        return (simulated, null);
    }

    /// <summary>Does one thing; whatever comes of it, the invariants hold afterwards.</summary>
    public Refusal? Do(CaseCommand command, CaseFacts facts)
    {
        var before = Now;
        var text = Text(before);
        var outcome = command.TryOn(before, facts);
        Assert.Equal(text, Text(Now));
        if (outcome.Refusal is { } refusal) return refusal;
        if (outcome.Value.Count > 0) Happen(outcome.Value);
        return null;
    }

    private void Happen(IReadOnlyList<CaseEvent> happened)
    {
        var before = Now;
        foreach (var each in happened)
        {
            events.Add(each);
            Now = CaseFold.Apply(id, Now, each);
        }
        foreach (var change in ChangesFrom(before)) Write(rows, Work, change);
        Invariants.Hold(this);
        Assert.Equal(Text(Now), Text(Again()));
        Dictionary<string, string> scratch = [];
        foreach (var change in ChangesFrom(null)) Write(scratch, null, change);
        Assert.Equal(Sorted(scratch), Sorted(rows));
    }

    // What was met is history: it does not follow from the case as it stands.
    private IEnumerable<RowChange> ChangesFrom(Case? before)
    {
        var at = new DateTimeOffset(facts.Today, new(9, 0), Pack.Dalian.City.UtcOffset);
        var happening = new Happening(id, events.Count, Act.Of(at, Actor.Engine, "test"));
        return CaseDesk.Kind(Pack.Dalian).Changes(before, Now, happening).Where(change => change.Row is not MetDutyRow);
    }

    /// <summary>The case folded anew from its events as the journal keeps them.</summary>
    private Case Again()
    {
        Case? again = null;
        foreach (var each in events)
        {
            var (type, json) = CaseEventNames.Types.Write(each);
            Assert.DoesNotContain('\uFFFD', json);
            var recorded = new RecordedEvent(0, id, 0, type, json, null!);
            again = CaseFold.Apply(id, again, CaseEventNames.Types.Read(recorded));
        }
        return again!;
    }

    private static void Write(
        Dictionary<string, string> rows, Dictionary<(string, string), DutyRow>? works, RowChange change)
    {
        var key = change.Row switch
        {
            DutyRow work => $"work {work.Part} {work.Slot}",
            FeedRow feed => $"feed {feed.Viewer}",
            AttentionRow attention => $"attention {attention.Viewer}",
            var row => row.GetType().Name,
        };
        if (change.IsDelete) rows.Remove(key);
        else rows[key] = JsonSerializer.Serialize(change.Row, change.Row.GetType());
        if (works is null || change.Row is not DutyRow { } changed) return;
        if (change.IsDelete) works.Remove((changed.Part, changed.Slot));
        else works[(changed.Part, changed.Slot)] = changed;
    }

    private static string[] Sorted(Dictionary<string, string> rows) =>
        [.. rows.Select(row => $"{row.Key}: {row.Value}").Order(StringComparer.Ordinal)];

    private static string Text(Case current) => JsonSerializer.Serialize(current with
    {
        Answers = current.Answers.Clear(),
        Materials = current.Materials.Clear(),
    }) + JsonSerializer.Serialize(current.Answers.OrderBy(each => each.Key, StringComparer.Ordinal))
        + JsonSerializer.Serialize(current.Materials.OrderBy(each => each.Key, StringComparer.Ordinal));
}
