using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Yitong.Store;

/// <summary>What a database holds, whichever release made it.</summary>
internal sealed record FoundSchema(
    IReadOnlyDictionary<string, HashSet<string>> Columns, IReadOnlyList<(string Module, int Number)> Steps,
    IReadOnlyDictionary<string, string> Shapes, long Head, RebuildRow? Rebuild)
{
    private const string OfSqlite =
        "select t.name, c.name from sqlite_schema t join pragma_table_info(t.name) c where t.type = 'table'";

    private const string OfPostgres =
        "select table_name, column_name from information_schema.columns where table_schema = current_schema()";

    /// <summary>Whether there is nothing yet.</summary>
    public bool IsEmpty => !Columns.ContainsKey("journal_head");

    public static async Task<FoundSchema> ReadAsync(YitongDb db, CancellationToken cancellation)
    {
        var columns = await ColumnsAsync(db, cancellation);
        var isKnown = columns.ContainsKey("schema_tables");
        var found = new FoundSchema(
            columns,
            isKnown ? [.. (await db.Set<SchemaStepRow>().ToListAsync(cancellation)).Select(row => (row.Module, row.Number))] : [],
            isKnown ? await db.Set<SchemaTableRow>().ToDictionaryAsync(row => row.Name, row => row.Shape, cancellation)
                : new Dictionary<string, string>(),
            columns.ContainsKey("journal_head")
                ? await db.Set<JournalHeadRow>().Select(row => row.Position).SingleAsync(cancellation) : 0,
            columns.ContainsKey("rebuild") ? await db.Set<RebuildRow>().SingleOrDefaultAsync(cancellation) : null);
        // Another node may take a step meanwhile: whoever sees that it was taken must see the columns that it made.
        return isKnown ? found with { Columns = await ColumnsAsync(db, cancellation) } : found;
    }

    private static async Task<IReadOnlyDictionary<string, HashSet<string>>> ColumnsAsync(
        YitongDb db, CancellationToken cancellation)
    {
        var columns = new Dictionary<string, HashSet<string>>();
        await using var command = Command(db, db.Database.IsNpgsql() ? OfPostgres : OfSqlite);
        await using var found = await command.ExecuteReaderAsync(cancellation);
        while (await found.ReadAsync(cancellation))
        {
            if (!columns.TryGetValue(found.GetString(0), out var all)) columns.Add(found.GetString(0), all = []);
            all.Add(found.GetString(1));
        }
        return columns;
    }

    /// <summary>The derived tables that are missing or not as the model wants them.</summary>
    public IReadOnlyList<TableShape> Outdated(IEnumerable<TableShape> tables) =>
        [.. tables.Where(table => table.IsDerived
            && !(Columns.ContainsKey(table.Name) && Shapes.GetValueOrDefault(table.Name) == table.Hash))];

    /// <summary>A command on the context's connection, in its transaction.</summary>
    public static DbCommand Command(YitongDb db, string text)
    {
        db.Database.OpenConnection();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 0; // An index over a large table takes its time.
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}
