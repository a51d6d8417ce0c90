
namespace Yitong.Store;

/// <summary>What a comparison found.</summary>
/// <param name="Events">Events read.</param>
/// <param name="Rows">Rows compared.</param>
/// <param name="Differences">One sentence for each fault, the first hundred; empty when all is well.</param>
internal sealed record ReplayReport(long Events, long Rows, IReadOnlyList<string> Differences)
{
    /// <summary>Whether the tables are what the journal says.</summary>
    public bool IsSound => Differences.Count == 0;
}

/// <summary>
/// Proves the tables from the journal: the events are folded anew, their rows written into a fresh SQLite database by
/// the same code, and both compared table by table. Append-only rows are read where they stand and held to the seals in the
/// events. States of all streams are in memory meanwhile.
/// </summary>
internal static class Replay
{
    private const int Window = 500;
    private const int DifferenceLimit = 100;

    /// <summary>Replays the journal of a store, which may be in use, and compares the tables of these kinds.</summary>
    /// <param name="store">The store to prove.</param>
    /// <param name="models">The tables, as given when it was opened.</param>
    /// <param name="kinds">The kinds of streams; every event must belong to one.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ReplayReport> VerifyAsync(
        Database store, IEnumerable<IRowModel> models, IReadOnlyList<StreamKind> kinds,
        CancellationToken cancellation = default)
    {
        var options = new StoreOptions { Connection = "sqlite::memory:" };
        await using var rebuilt = await Database.OpenAsync(options, models, cancellation);
        var (faults, seals) = (new List<string>(), new SealsFound());
        var events = await RebuildAsync(store.Journal, rebuilt.Journal, kinds, faults, seals, cancellation);
        var report = await CompareAsync(
            rebuilt, store, [.. kinds.SelectMany(kind => kind.RowTypes).Distinct()], cancellation);
        var sealedRows = 0L;
        foreach (var type in kinds.SelectMany(kind => kind.SealedTypes).Distinct())
        {
            var (rows, broken) = await SealCheck.VerifyAsync(store, type, seals.Of(type), cancellation);
            sealedRows += rows;
            faults.AddRange(broken);
        }
        return new(events, report.Rows + sealedRows, [.. faults.Concat(report.Differences).Take(DifferenceLimit)]);
    }

    /// <summary>Compares the tables of two stores, row by row and column by column.</summary>
    public static async Task<ReplayReport> CompareAsync(
        Database expected, Database actual, IReadOnlyList<Type> rowTypes, CancellationToken cancellation = default)
    {
        var (count, differences) = (0L, new List<string>());
        foreach (var type in rowTypes)
        {
            var (wanted, table) = await DigestsAsync(expected.Rows, type, cancellation);
            var (found, _) = await DigestsAsync(actual.Rows, type, cancellation);
            count += wanted.Count;
            foreach (var (key, digest) in wanted)
                if (!found.Remove(key, out var present))
                    differences.Add($"{table}: the row {key} is missing.");
                else if (present != digest)
                    differences.Add($"{table}: the row {key} differs.");
            differences.AddRange(found.Keys.Select(key => $"{table}: the row {key} should not be there."));
        }
        return new(0, count, [.. differences.Take(DifferenceLimit)]);
    }

    /// <summary>All rows of some tables as texts: for comparing a store with itself at another time.</summary>
    internal static async Task<IReadOnlyList<string>> TextsAsync(
        Rows rows, IEnumerable<Type> rowTypes, CancellationToken cancellation = default)
    {
        var texts = new List<string>();
        foreach (var type in rowTypes)
        {
            var (digests, table) = await DigestsAsync(rows, type, cancellation);
            texts.AddRange(digests.Select(each => $"{table} {each.Key} {each.Value:x}"));
        }
        return texts;
    }

    private static async Task<long> RebuildAsync(
        Journal from, Journal to, IReadOnlyList<StreamKind> kinds, List<string> faults, SealsFound seals,
        CancellationToken cancellation)
    {
        var projections = kinds.Select(kind => kind.Replay()).ToList();
        var (act, window, streams) = (new List<RecordedEvent>(), new List<Task<CommitResult>>(), new HashSet<Guid>());
        async Task FinishAsync()
        {
            if (act is [])
                return;
            if (window.Count == Window || !streams.Add(act[0].Stream))
                await DrainAsync(window, streams, act[0].Stream, faults);
            window.Add(to.CommitAsync(Change(act, projections, seals), cancellation));
            act.Clear();
        }
        var position = 0L;
        await foreach (var (recorded, _, _) in from.ReadCommittedAsync(0, cancellation))
        {
            if (recorded.Position != ++position)
                faults.Add($"journal: position {recorded.Position} follows {position - 1}.");
            position = recorded.Position;
            if (act is [var first, ..] && (first.Stream != recorded.Stream || first.Act.Id != recorded.Act.Id))
                await FinishAsync();
            act.Add(recorded);
        }
        await FinishAsync();
        await DrainAsync(window, streams, Guid.Empty, faults);
        return position;
    }

    private static async Task DrainAsync(
        List<Task<CommitResult>> window, HashSet<Guid> streams, Guid next, List<string> faults)
    {
        foreach (var result in await Task.WhenAll(window))
            if (result is Stale stale)
                faults.Add($"journal: a stream's version does not follow {stale.Actual}.");
        window.Clear();
        streams.Clear();
        streams.Add(next);
    }

    private static Change Change(List<RecordedEvent> act, List<IReplaying> projections, SealsFound seals)
    {
        return new(act[0].Stream, act[0].Version - 1, act[0].Act,
            [.. act.Select(recorded => new NewEvent(recorded.Type, recorded.Json))], Rows(act, projections, seals));
    }

    private static IReadOnlyList<RowChange> Rows(List<RecordedEvent> act, List<IReplaying> projections, SealsFound seals)
    {
        if (act[0].IsErased || act[0].Type == RecordedEvent.ErasedType)
            return []; // What was erased leaves no rows.
        return projections.Find(projection => projection.Has(act[0].Type))?.Apply(act, seals)
            ?? throw new InvalidOperationException($"The event '{act[0].Type}' belongs to no kind of stream given.");
    }

    private static async Task<(Dictionary<string, UInt128> Digests, string Table)> DigestsAsync(
        Rows rows, Type type, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var reading = RowDigests.Of(db, type);
        var digests = new Dictionary<string, UInt128>(StringComparer.Ordinal);
        await foreach (var (key, digest) in reading.ReadAsync(db, cancellation)) digests.Add(key, digest);
        return (digests, reading.Table);
    }
}

/// <summary>Folds a journal's acts on one kind of stream in their order.</summary>
internal interface IReplaying
{
    bool Has(string eventType);

    IReadOnlyList<RowChange> Apply(IReadOnlyList<RecordedEvent> act, SealsFound seals);
}
