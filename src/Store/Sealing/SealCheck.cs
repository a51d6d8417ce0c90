using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>Holds an append-only table to the seals that the journal's events carry.</summary>
internal static class SealCheck
{
    /// <summary>Reads the whole table once, chunk by chunk.</summary>
    /// <returns>How many rows were read, and a sentence for each fault.</returns>
    public static async Task<(long Rows, List<string> Faults)> VerifyAsync(
        Database store, Type rowType, Dictionary<(Guid Stream, int Chunk), RowsSeal> seals, CancellationToken cancellation)
    {
        await using var db = store.Rows.Open();
        return await VerifyAsync(db, rowType, seals, cancellation);
    }

    /// <summary>As above, as a context's transaction sees the table.</summary>
    public static async Task<(long Rows, List<string> Faults)> VerifyAsync(
        YitongDb db, Type rowType, Dictionary<(Guid Stream, int Chunk), RowsSeal> seals, CancellationToken cancellation)
    {
        var all = (IQueryable<SealedRow>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!
            .MakeGenericMethod(rowType).Invoke(db, null)!;
        var table = db.Model.FindEntityType(rowType)!.GetTableName();
        var (left, faults, count) = (new Dictionary<(Guid, int), RowsSeal>(seals), new List<string>(), 0L);
        var (chunk, rows, hash) = ((Guid.Empty, 0), 0, new RowsHash(rowType));
        void Finish()
        {
            if (rows > 0)
                if (!left.Remove(chunk, out var seal))
                    faults.Add($"{table}: no event seals chunk {chunk.Item2} of {chunk.Item1}.");
                else if (seal.Count != rows || seal.Hash != hash.End())
                    faults.Add($"{table}: chunk {chunk.Item2} of {chunk.Item1} is not what its event sealed.");
            (rows, hash) = (0, new(rowType));
        }
        await foreach (var row in all.OrderBy(row => row.Stream).ThenBy(row => row.Chunk).ThenBy(row => row.Line)
            .AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (chunk != (row.Stream, row.Chunk))
                Finish();
            chunk = (row.Stream, row.Chunk);
            hash.Add(row);
            rows++;
            count++;
        }
        Finish();
        faults.AddRange(left.Select(each => $"{table}: chunk {each.Key.Item2} of {each.Key.Item1} is missing."));
        return (count, faults);
    }
}

/// <summary>The seals that a journal's events carry, table by table.</summary>
internal sealed class SealsFound
{
    private readonly Dictionary<Type, Dictionary<(Guid Stream, int Chunk), RowsSeal>> byType = [];

    /// <summary>Those of a journal for some append-only row types, up to a position.</summary>
    public static async Task<SealsFound> ReadAsync(
        Journal journal, IEnumerable<StreamKind> kinds, IReadOnlyCollection<Type> types, long upTo,
        CancellationToken cancellation)
    {
        var found = new SealsFound();
        var byEvent = kinds.Where(kind => kind.SealedTypes.Any(types.Contains))
            .SelectMany(kind => kind.EventNames.Select(name => (name, kind))).ToDictionary();
        if (byEvent.Count == 0) return found;
        await foreach (var recorded in journal.ReadAllAsync(0, cancellation))
            if (recorded.Position > upTo) break;
            else if (byEvent.TryGetValue(recorded.Type, out var kind) && kind.SealOf(recorded) is var (type, seal))
                found.Add(type, recorded.Stream, seal);
        return found;
    }

    public void Add(Type rowType, Guid stream, RowsSeal seal)
    {
        if (!byType.TryGetValue(rowType, out var seals))
            byType.Add(rowType, seals = []);
        seals.Add((stream, seal.Chunk), seal);
    }

    public Dictionary<(Guid Stream, int Chunk), RowsSeal> Of(Type rowType) => byType.GetValueOrDefault(rowType) ?? [];
}
