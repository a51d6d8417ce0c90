using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>
/// Brings a database to the tables of this release when it is opened: makes what is missing, lets kept tables take their steps,
/// and finds which derived tables want a rebuild. All in one transaction, so that a kill does no harm; nodes that start at once
/// take turns.
/// </summary>
internal static class SchemaSetup
{
    /// <summary>Names the lock of whoever changes the schema: "yitong" in ASCII.</summary>
    private const long Lock = 0x7969746f6e67;

    /// <returns>The derived tables that are not as they should be, and of a rebuild that has not ended.</returns>
    /// <exception cref="SchemaTooNewException">A newer release has changed it.</exception>
    /// <exception cref="KeptTableException">A kept table is not that of this release: a step is missing.</exception>
    public static async Task<IReadOnlyList<string>> BringUpAsync(YitongDb db, CancellationToken cancellation)
    {
        var (tables, models) = (TableShape.Of(db), db.Declared);
        var found = await FoundSchema.ReadAsync(db, cancellation);
        if (!IsUp(found, tables, models)) found = await ChangeAsync(db, tables, models, cancellation);
        HoldColumns(found, tables);
        return [.. found.Outdated(tables).Select(table => table.Name).Union(RebuildScope.Names(found.Rebuild))];
    }

    /// <summary>Makes derived tables anew in the database, empty; their further indexes are left for later.</summary>
    public static async Task MakeAnewAsync(
        YitongDb db, IEnumerable<TableShape> tables, bool isIndexed, CancellationToken cancellation)
    {
        foreach (var table in tables)
        {
            await RunAsync(db, $"drop table if exists \"{table.Name}\"", cancellation);
            await MakeAsync(db, table, isIndexed, cancellation);
        }
    }

    /// <summary>Notes that derived tables are as this release makes them.</summary>
    public static async Task NoteAsync(YitongDb db, IEnumerable<TableShape> tables, CancellationToken cancellation)
    {
        foreach (var table in tables)
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into schema_tables (name, shape) values ({table.Name}, {table.Hash})
                on conflict (name) do update set shape = excluded.shape
                """, cancellation);
    }

    /// <summary>Runs one text of statements in the context's transaction.</summary>
    public static async Task RunAsync(YitongDb db, string text, CancellationToken cancellation)
    {
        await using var command = FoundSchema.Command(db, text);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static bool IsUp(FoundSchema found, IReadOnlyList<TableShape> tables, IReadOnlyList<IRowModel> models) =>
        !found.IsEmpty && Due(found, models).Count == 0
        && tables.All(table => table.IsDerived || found.Columns.ContainsKey(table.Name))
        && (found.Head > 0 || found.Outdated(tables).Count == 0);

    private static async Task<FoundSchema> ChangeAsync(
        YitongDb db, IReadOnlyList<TableShape> tables, IReadOnlyList<IRowModel> models, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (db.Database.IsNpgsql()) await RunAsync(db, $"select pg_advisory_xact_lock({Lock})", cancellation);
        var found = await FoundSchema.ReadAsync(db, cancellation);
        var due = Due(found, models);
        if (!found.IsEmpty)
            foreach (var (_, step) in due)
                await RunAsync(db, db.Database.IsNpgsql() ? step.Postgres : step.Sqlite, cancellation);
        if (due.Count > 0 && !found.IsEmpty) found = await FoundSchema.ReadAsync(db, cancellation);
        foreach (var table in tables.Where(table => !table.IsDerived && !found.Columns.ContainsKey(table.Name)))
            await MakeAsync(db, table, isIndexed: true, cancellation);
        foreach (var (module, step) in due)
            await db.Database.ExecuteSqlAsync(
                $"insert into schema_steps (module, number) values ({module}, {step.Number})", cancellation);
        if (found.Head == 0)
        {
            var outdated = found.Outdated(tables);
            await MakeAnewAsync(db, outdated, isIndexed: true, cancellation);
            await NoteAsync(db, outdated, cancellation);
        }
        found = await FoundSchema.ReadAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
        return found;
    }

    private static async Task MakeAsync(YitongDb db, TableShape table, bool isIndexed, CancellationToken cancellation)
    {
        foreach (var text in isIndexed ? table.Create.Concat(table.Index) : table.Create) await RunAsync(db, text, cancellation);
    }

    private static List<(string Module, KeptStep Step)> Due(FoundSchema found, IReadOnlyList<IRowModel> models)
    {
        var known = models.SelectMany(model => model.Steps.Select(step => (Module: model.Name, Step: step))).ToList();
        var strange = found.Steps.Except(known.Select(each => (each.Module, each.Step.Number))).ToList();
        if (strange.Count > 0) throw new SchemaTooNewException([.. strange.Select(each => $"{each.Module} {each.Number}")]);
        return
        [
            .. known.Where(each => !found.Steps.Contains((each.Module, each.Step.Number))).OrderBy(each => each.Step.Number),
        ];
    }

    private static void HoldColumns(FoundSchema found, IReadOnlyList<TableShape> tables)
    {
        foreach (var table in tables.Where(table => !table.IsDerived))
            if (table.Columns.FirstOrDefault(column => !found.Columns[table.Name].Contains(column)) is { } missing)
                throw new KeptTableException(table.Name, missing);
    }
}
