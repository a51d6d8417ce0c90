using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Yitong.Store;

/// <summary>A table as the committer writes it: made once from the EF Core model.</summary>
internal sealed class RowTable
{
    private RowTable(IEntityType type)
    {
        if (type.GetNavigations().Any(navigation => navigation.TargetEntityType.IsOwned())
            || type.GetComplexProperties().Any() || type.FindPrimaryKey() is null)
            throw new NotSupportedException($"{type.DisplayName()}: acts write plain rows with a key only.");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)
            ?? throw new NotSupportedException($"{type.DisplayName()} is mapped to no table.");
        RowType = type.ClrType;
        Name = table.Name;
        Quoted = table.Schema is null ? $"\"{table.Name}\"" : $"\"{table.Schema}\".\"{table.Name}\"";
        Columns = [.. type.GetProperties().Select(property => Column.Of(property, table))];
        Keys = [.. Columns.Where(column => column.IsKey)];
        KeyOf = CompileKey(type);
    }

    public Type RowType { get; }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The table's name, quoted.</summary>
    public string Quoted { get; }

    public Column[] Columns { get; }

    public Column[] Keys { get; }

    /// <summary>A row's key as one value with equality.</summary>
    public Func<object, object> KeyOf { get; }

    public string ColumnList => string.Join(", ", Columns.Select(column => column.Quoted));

    /// <summary>What an upsert does with a row that exists.</summary>
    public string OnConflict
    {
        get
        {
            var rest = Columns.Where(column => !column.IsKey)
                .Select(column => $"{column.Quoted} = excluded.{column.Quoted}").ToArray();
            var keys = string.Join(", ", Keys.Select(column => column.Quoted));
            return $"on conflict ({keys}) do " + (rest is [] ? "nothing" : "update set " + string.Join(", ", rest));
        }
    }

    /// <summary>All tables of a model, those that others refer to first.</summary>
    public static IReadOnlyList<RowTable> Of(IModel model)
    {
        var ordered = new List<IEntityType>();
        void Visit(IEntityType type)
        {
            if (ordered.Contains(type))
                return;
            foreach (var key in type.GetForeignKeys().Where(key => key.PrincipalEntityType != type))
                Visit(key.PrincipalEntityType);
            ordered.Add(type);
        }
        foreach (var type in model.GetEntityTypes().OrderBy(type => type.Name, StringComparer.Ordinal))
            Visit(type);
        return [.. ordered.Select(type => new RowTable(type))];
    }

    private static Func<object, object> CompileKey(IEntityType type)
    {
        var row = Expression.Parameter(typeof(object));
        var typed = Expression.Convert(row, type.ClrType);
        var values = type.FindPrimaryKey()!.Properties
            .Select(property => (Expression)Expression.Property(typed, property.PropertyInfo!)).ToArray();
        var key = values switch
        {
            [var single] when single.Type == typeof(byte[]) =>
                Expression.Call(typeof(Convert), nameof(Convert.ToHexString), null, single),
            [var single] => single,
            _ => Expression.Call(
                typeof(ValueTuple), nameof(ValueTuple.Create), [.. values.Select(value => value.Type)], values),
        };
        return Expression.Lambda<Func<object, object>>(Expression.Convert(key, typeof(object)), row).Compile();
    }
}
