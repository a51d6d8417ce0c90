using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Yitong.Store;

/// <summary>What a comparison of rows with the journal found.</summary>
/// <param name="Events">Events that were folded anew.</param>
/// <param name="Rows">Rows that should be there.</param>
/// <param name="Passed">Tables that were passed over, for their follower had not yet come to the journal's end.</param>
/// <param name="Faults">A sentence for each row that differs, the first hundred; empty when all is well.</param>
public sealed record RowsReport(long Events, long Rows, IReadOnlyList<string> Passed, IReadOnlyList<string> Faults)
{
    /// <summary>Whether all rows are what the journal says.</summary>
    public bool IsSound => Faults.Count == 0;
}

/// <summary>
/// Holds all derived rows against the journal, while servers work: the tables are read as they stand at one moment, the events up
/// to that moment are folded anew into a database that is thrown away, and both are compared row by row. Whoever writes into the
/// tables past the journal is found. It takes as long as a rebuild, and disk as for the tables.
/// </summary>
/// <param name="store">The store to hold.</param>
/// <param name="models">The tables, as given when it was opened.</param>
/// <param name="kinds">All kinds of streams.</param>
/// <param name="fillers">All followers that fill tables.</param>
public sealed class RowsAudit(
    Database store, IReadOnlyList<IRowModel> models, IReadOnlyList<StreamKind> kinds, IReadOnlyList<RowFollower> fillers)
{
    private const int MostFaults = 100;
    private const int RowsAtOnce = 20_000;

    /// <summary>Compares everything once.</summary>
    /// <param name="progress">Told now and then, on whichever thread.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<RowsReport> RunAsync(
        Action<RebuildProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var found = new SetOfRows();
        var (head, behind, faults) = await ReadAsync(found, cancellation);
        await using var anew = Provider.Of(new() { Connection = "sqlite::memory:" }, models);
        await anew.PrepareAsync(cancellation);
        var scope = await FoldAsync(anew, head, progress, cancellation);
        var left = scope.Tables.Where(table => !behind.Contains(table.RowType)).ToList();
        var rows = await CompareAsync(anew, left, found, faults, cancellation);
        var passed = scope.Tables.Where(table => behind.Contains(table.RowType)).Select(table => table.Name).ToHashSet();
        faults.AddRange(found.Left(MostFaults + passed.Count).Where(each => !passed.Contains(each.Table))
            .Select(each => $"{each.Table}: the row {Shown(each.Key)} should not be there."));
        return new(head, rows, [.. passed.Order(StringComparer.Ordinal)], [.. faults.Take(MostFaults)]);
    }

    // All that stands in the tables at one moment, how far the journal is then, and which tables are not yet that far.
    private async Task<(long Head, HashSet<Type> Behind, List<string> Faults)> ReadAsync(
        SetOfRows found, CancellationToken cancellation)
    {
        await using var db = store.Rows.Open();
        await using var moment = await BeginAsync(db, cancellation);
        var head = await db.Set<JournalHeadRow>().Select(row => row.Position).SingleAsync(cancellation);
        var behind = new HashSet<Type>();
        foreach (var follower in fillers)
            if (!await IsUpToAsync(db, follower, cancellation)) behind.UnionWith(follower.RowTypes);
        foreach (var table in TableShape.Of(db).Where(table => table.IsDerived && !behind.Contains(table.RowType)))
            await foreach (var (key, digest) in RowDigests.Of(db, table.RowType, isAudit: true).ReadAsync(db, cancellation))
                found.Add(table.Name, key, digest);
        return (head, behind, await SealFaultsAsync(db, head, cancellation));
    }

    private static async Task<IDbContextTransaction> BeginAsync(YitongDb db, CancellationToken cancellation)
    {
        if (!db.Database.IsSqlite()) return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        // One that only reads keeps nobody from writing.
        var reading = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(reading, cancellation))!;
    }

    private static async Task<bool> IsUpToAsync(YitongDb db, RowFollower follower, CancellationToken cancellation)
    {
        var position = await db.Set<CheckpointRow>().Where(row => row.Follower == follower.Name).Select(row => row.Position)
            .SingleOrDefaultAsync(cancellation);
        return !await db.Set<ParkedRow>().AnyAsync(row => row.Follower == follower.Name, cancellation)
            && !await db.Set<JournalRow>().AnyAsync(
                row => row.Position > position && follower.Events.Contains(row.Type), cancellation);
    }

    private async Task<List<string>> SealFaultsAsync(YitongDb db, long head, CancellationToken cancellation)
    {
        var types = TableShape.Of(db).Where(table => table.IsSealed).Select(table => table.RowType).ToList();
        var (found, faults) = (
            await SealsFound.ReadAsync(store.Journal, kinds, types, head, cancellation), new List<string>());
        foreach (var type in types) faults.AddRange((await SealCheck.VerifyAsync(db, type, found.Of(type), cancellation)).Faults);
        return faults;
    }

    private async Task<RebuildScope> FoldAsync(
        Provider anew, long head, Action<RebuildProgress>? progress, CancellationToken cancellation)
    {
        await using var db = anew.Open();
        await SchemaSetup.BringUpAsync(db, cancellation);
        var all = TableShape.Of(db);
        var scope = RebuildScope.Of(
            all, all.Where(table => table.IsDerived).Select(table => table.Name).ToHashSet(), kinds, fillers);
        await SchemaSetup.MakeAnewAsync(db, scope.Tables, isIndexed: false, cancellation);
        var tables = RowTable.Of(db.Model);
        using var writer = anew.CreateWriter(tables);
        var fill = new RebuildFill(store.Journal, writer, scope, tables, RowsAtOnce, head);
        await fill.RunAsync(0, position => progress?.Invoke(new(position, head, fill.Rows)), cancellation);
        foreach (var text in scope.Tables.SelectMany(table => table.Index)) await SchemaSetup.RunAsync(db, text, cancellation);
        foreach (var follower in scope.Followers) await FollowAsync(anew, follower, head, cancellation);
        return scope;
    }

    private async Task FollowAsync(Provider anew, RowFollower follower, long head, CancellationToken cancellation)
    {
        var events = new List<RecordedEvent>();
        await foreach (var recorded in store.Journal.ReadAllAsync(0, cancellation))
        {
            if (recorded.Position > head) break;
            if (!follower.Events.Contains(recorded.Type)) continue;
            events.Add(recorded);
            if (events.Count == follower.MostAtOnce) await FillAsync();
        }
        if (events.Count > 0) await FillAsync();

        async Task FillAsync()
        {
            await using var db = anew.Open();
            await follower.FillAsync(db, events, cancellation);
            await db.SaveChangesAsync(cancellation);
            events.Clear();
        }
    }

    private static async Task<long> CompareAsync(
        Provider anew, IReadOnlyList<TableShape> tables, SetOfRows found, List<string> faults, CancellationToken cancellation)
    {
        var rows = 0L;
        await using var db = anew.Open();
        foreach (var table in tables)
            await foreach (var (key, digest) in RowDigests.Of(db, table.RowType, isAudit: true).ReadAsync(db, cancellation))
            {
                rows++;
                if (found.Take(table.Name, key) is not { } there) Tell($"{table.Name}: the row {Shown(key)} is missing.");
                else if (there != digest) Tell($"{table.Name}: the row {Shown(key)} is not what the journal says.");
            }
        return rows;

        void Tell(string fault)
        {
            if (faults.Count < MostFaults) faults.Add(fault);
        }
    }

    private static string Shown(string key) => key.Replace('\u001f', ' ');
}
