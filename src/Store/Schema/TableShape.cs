using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Yitong.Store;

/// <summary>A table as the model wants it in one of the databases.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RowType">Its row type.</param>
/// <param name="Module">The name of the <see cref="IRowModel"/> that declares it.</param>
/// <param name="KeptBecause">Why it is kept; null for a derived table.</param>
/// <param name="Columns">Names of its columns.</param>
/// <param name="Create">The statements that make it, with its primary key and first rows.</param>
/// <param name="Index">The statements that make its other indexes.</param>
/// <param name="Hash">Changes when any of this does: what a derived table is compared by.</param>
internal sealed record TableShape(
    string Name, Type RowType, string Module, string? KeptBecause, IReadOnlyList<string> Columns,
    IReadOnlyList<string> Create, IReadOnlyList<string> Index, string Hash)
{
    /// <summary>Whether it is derived: a rebuild fills it.</summary>
    public bool IsDerived => KeptBecause is null;

    /// <summary>Whether it is append-only and held to seals; such a table is kept.</summary>
    public bool IsSealed => typeof(SealedRow).IsAssignableFrom(RowType);

    /// <summary>The tables of these modules in SQLite.</summary>
    public static IReadOnlyList<TableShape> Sqlite(IEnumerable<IRowModel> models)
    {
        using var db = new SqliteDb(Provider.Begin<SqliteDb>(models).UseSqlite("Data Source=unused.db").Options);
        return Of(db);
    }

    /// <summary>The tables of these modules in PostgreSQL.</summary>
    public static IReadOnlyList<TableShape> Postgres(IEnumerable<IRowModel> models)
    {
        using var db = new PostgresDb(Provider.Begin<PostgresDb>(models).UseNpgsql("Host=unused").Options);
        return Of(db);
    }

    internal static IReadOnlyList<TableShape> Of(YitongDb db)
    {
        var model = db.GetService<IDesignTimeModel>().Model;
        var operations = db.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel());
        var generator = db.GetService<IMigrationsSqlGenerator>();
        return
        [
            .. model.GetEntityTypes().OrderBy(type => type.GetTableName(), StringComparer.Ordinal).Select(type =>
            {
                var name = type.GetTableName()!;
                var own = operations.Where(operation => TableOf(operation) == name).ToList();
                return Of(db, type, Texts(own.Where(each => each is not CreateIndexOperation)),
                    Texts(own.OfType<CreateIndexOperation>()));
            }),
        ];

        List<string> Texts(IEnumerable<MigrationOperation> some) =>
            [.. generator.Generate([.. some], model).Select(command => command.CommandText.TrimEnd())];
    }

    private static TableShape Of(YitongDb db, IEntityType type, List<string> create, List<string> index)
    {
        var name = type.GetTableName()!;
        var text = string.Join('\n', [.. create, .. index, $"edition {TableSorts.EditionOf(type)}"]);
        return new(name, type.ClrType, db.ModuleOf(type.ClrType), type.KeptBecause(),
            [.. type.GetProperties().Select(property => property.GetColumnName())], create, index,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
    }

    private static string TableOf(MigrationOperation operation) => operation switch
    {
        CreateTableOperation table => table.Name,
        CreateIndexOperation index => index.Table,
        InsertDataOperation rows => rows.Table,
        _ => throw new NotSupportedException($"{operation.GetType().Name}: tables have keys, indexes and first rows only."),
    };
}
