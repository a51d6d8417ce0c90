using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Yitong.Store;

/// <summary>How far a rebuild is.</summary>
/// <param name="Position">All events up to here are in the tables.</param>
/// <param name="Head">The journal's last position.</param>
/// <param name="Rows">Rows written since it was started.</param>
public readonly record struct RebuildProgress(long Position, long Head, long Rows);

/// <summary>What a rebuild has done.</summary>
/// <param name="Tables">The tables that were filled; empty when all were as they should be.</param>
/// <param name="Events">Events of the journal.</param>
/// <param name="Rows">Rows written since it was started: less where an earlier start had done a part.</param>
/// <param name="Parked">Events over which a follower failed while filling; they are tried again by the servers.</param>
/// <param name="Faults">A sentence for each fault of append-only tables, which are held to their seals and not filled.</param>
public sealed record RebuildReport(
    IReadOnlyList<string> Tables, long Events, long Rows, int Parked, IReadOnlyList<string> Faults);

/// <summary>
/// Empties derived tables and fills them from the journal, while no server runs. Wherever it is killed, the next start goes on
/// there; until it has ended, servers refuse the store.
/// </summary>
public static class Rebuild
{
    /// <summary>Fills what is wished, and whatever an earlier start has left.</summary>
    /// <param name="options">Where the store is.</param>
    /// <param name="models">The tables of all modules.</param>
    /// <param name="kinds">All kinds of streams.</param>
    /// <param name="followers">All followers that fill tables.</param>
    /// <param name="wish">Which tables.</param>
    /// <param name="progress">Told now and then, on whichever thread.</param>
    /// <param name="cancellation">Stops between two transactions; the next start goes on.</param>
    /// <exception cref="StoreInUseException">A server uses the store, or another rebuild.</exception>
    /// <exception cref="SchemaTooNewException">A newer release has changed the store.</exception>
    /// <exception cref="ArgumentException">There is no such derived or append-only table.</exception>
    public static async Task<RebuildReport> RunAsync(
        StoreOptions options, IEnumerable<IRowModel> models, IReadOnlyList<StreamKind> kinds,
        IReadOnlyList<RowFollower> followers, RebuildWish wish, Action<RebuildProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        await using var provider = Provider.Of(options, models);
        await using var hold = await provider.HoldAsync(isAlone: true, cancellation);
        await provider.PrepareAsync(cancellation);
        await using var db = provider.Open();
        var outdated = await SchemaSetup.BringUpAsync(db, cancellation);
        var all = TableShape.Of(db);
        var names = NamesOf(wish, all, outdated);
        var scope = RebuildScope.Of(all, names, kinds, followers);
        var begun = scope.Tables.Count == 0 ? null : await BeginAsync(db, all, scope, cancellation);
        await using var store = await Database.StartAsync(provider, null, options, cancellation);
        var (rows, parked) = begun is null ? (0L, 0)
            : await FillAsync(provider, store, db, scope, begun, wish, progress, cancellation);
        var faults = await SealsAsync(store, kinds, wish, all, cancellation);
        return new([.. scope.Tables.Select(table => table.Name)], store.Journal.Head, rows, parked, faults);
    }

    private static HashSet<string> NamesOf(RebuildWish wish, IReadOnlyList<TableShape> all, IReadOnlyList<string> outdated)
    {
        foreach (var name in wish.Tables)
            if (all.All(table => table.Name != name || !table.IsDerived && !table.IsSealed))
                throw new ArgumentException($"There is no derived table {name}. There are: "
                    + string.Join(", ", all.Where(table => table.IsDerived).Select(table => table.Name)));
        return [.. outdated, .. all.Where(table => table.IsDerived && (wish.IsAll || wish.Tables.Contains(table.Name)))
            .Select(table => table.Name)];
    }

    private static async Task<RebuildRow> BeginAsync(
        YitongDb db, IReadOnlyList<TableShape> all, RebuildScope scope, CancellationToken cancellation)
    {
        var found = await FoundSchema.ReadAsync(db, cancellation);
        if (found.Rebuild is { } earlier && earlier.Tables == scope.Text) return earlier;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var gone = found.Shapes.Keys.Except(all.Select(table => table.Name)).ToList();
        foreach (var name in gone) await SchemaSetup.RunAsync(db, $"drop table if exists \"{name}\"", cancellation);
        await SchemaSetup.MakeAnewAsync(db, scope.Tables, isIndexed: false, cancellation);
        var unfilled = gone.Concat(scope.Tables.Select(table => table.Name)).ToList();
        await db.Set<SchemaTableRow>().Where(row => unfilled.Contains(row.Name)).ExecuteDeleteAsync(cancellation);
        var names = scope.Followers.Select(each => each.Name).ToList();
        await db.Set<CheckpointRow>().Where(row => names.Contains(row.Follower)).ExecuteDeleteAsync(cancellation);
        await db.Set<ParkedRow>().Where(row => names.Contains(row.Follower)).ExecuteDeleteAsync(cancellation);
        await db.Set<RebuildRow>().ExecuteDeleteAsync(cancellation);
        var begun = new RebuildRow { Tables = scope.Text };
        db.Add(begun);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return begun;
    }

    private static async Task<(long Rows, int Parked)> FillAsync(
        Provider provider, Database store, YitongDb db, RebuildScope scope, RebuildRow begun, RebuildWish wish,
        Action<RebuildProgress>? progress, CancellationToken cancellation)
    {
        var rows = 0L;
        if (!begun.IsIndexed)
        {
            var tables = RowTable.Of(db.Model);
            using var writer = provider.CreateWriter(tables);
            var fill = new RebuildFill(store.Journal, writer, scope, tables, wish.RowsAtOnce);
            await fill.RunAsync(
                begun.Position, position => progress?.Invoke(new(position, store.Journal.Head, fill.Rows)), cancellation);
            rows = fill.Rows;
            await IndexAsync(db, scope, cancellation);
        }
        await FollowAsync(store, scope, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await SchemaSetup.NoteAsync(db, scope.Tables, cancellation);
        await db.Set<RebuildRow>().ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        var names = scope.Followers.Select(each => each.Name).ToList();
        return (rows, await db.Set<ParkedRow>().CountAsync(row => names.Contains(row.Follower), cancellation));
    }

    // One index over what is there costs a fraction of what it costs to keep it with each row.
    private static async Task IndexAsync(YitongDb db, RebuildScope scope, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var text in scope.Tables.SelectMany(table => table.Index)) await SchemaSetup.RunAsync(db, text, cancellation);
        await db.Set<RebuildRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.IsIndexed, true), cancellation);
        await transaction.CommitAsync(cancellation);
        if (db.Database.IsNpgsql())
            foreach (var table in scope.Tables) await SchemaSetup.RunAsync(db, $"analyze \"{table.Name}\"", cancellation);
    }

    private static async Task FollowAsync(Database store, RebuildScope scope, CancellationToken cancellation)
    {
        using var tail = new JournalTail(store.Journal, new());
        foreach (var follower in scope.Followers)
        {
            var progress = new TableProgress(store.Rows, follower.Name);
            var loop = new FollowerLoop(follower, progress, tail, store.Journal, store.Rows, new(), NullLogger.Instance);
            while (await loop.RoundAsync(cancellation)) { }
        }
    }

    private static async Task<IReadOnlyList<string>> SealsAsync(
        Database store, IReadOnlyList<StreamKind> kinds, RebuildWish wish, IReadOnlyList<TableShape> all,
        CancellationToken cancellation)
    {
        var types = all.Where(table => table.IsSealed && (wish.IsAll || wish.Tables.Contains(table.Name)))
            .Select(table => table.RowType).ToHashSet();
        var (found, faults) = (
            await SealsFound.ReadAsync(store.Journal, kinds, types, long.MaxValue, cancellation), new List<string>());
        foreach (var type in types)
            faults.AddRange((await SealCheck.VerifyAsync(store, type, found.Of(type), cancellation)).Faults);
        return faults;
    }
}
