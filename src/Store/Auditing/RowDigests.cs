using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>Reads a table as keys and digests of rows, the same for both databases.</summary>
internal sealed class RowDigests
{
    private readonly Type type;
    private readonly PropertyInfo[] keys;
    private readonly PropertyInfo[] columns;

    private RowDigests(Type type, string table, PropertyInfo[] keys, PropertyInfo[] columns) =>
        (this.type, Table, this.keys, this.columns) = (type, table, keys, columns);

    /// <summary>The table's name.</summary>
    public string Table { get; }

    /// <param name="db">A context of either database.</param>
    /// <param name="type">The row type.</param>
    /// <param name="isAudit">Whether columns that were counted by a calendar are left out.</param>
    public static RowDigests Of(YitongDb db, Type type, bool isAudit = false)
    {
        var entity = db.Model.FindEntityType(type)
            ?? throw new InvalidOperationException($"{type} is in no module's {nameof(IRowModel)}.");
        return new(type, entity.GetTableName()!,
            [.. entity.FindPrimaryKey()!.Properties.Select(property => property.PropertyInfo!)],
            [.. entity.GetProperties().Where(property => !isAudit || !TableSorts.IsCounted(property))
                .Select(property => property.PropertyInfo!).OrderBy(property => property.Name, StringComparer.Ordinal)]);
    }

    public async IAsyncEnumerable<(string Key, UInt128 Digest)> ReadAsync(
        YitongDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!
            .MakeGenericMethod(type).Invoke(db, null)!;
        await foreach (var row in all.AsAsyncEnumerable().WithCancellation(cancellation))
            yield return (Text(keys, row), BitConverter.ToUInt128(SHA256.HashData(Encoding.UTF8.GetBytes(Text(columns, row)))));
    }

    private static string Text(PropertyInfo[] columns, object row) =>
        string.Join('\u001f', columns.Select(column => column.GetValue(row) switch
        {
            null => "\u0000",
            DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToHexStringLower(bytes),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString(),
        }));
}
