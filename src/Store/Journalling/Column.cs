using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;
using SQLitePCL;

namespace Yitong.Store;

/// <summary>One column of a table, with its value read from a row by compiled code, as the provider stores it.</summary>
internal abstract class Column(string name, string storeType, bool isKey)
{
    public string Name => name;
    public string Quoted => $"\"{name}\"";
    public string StoreType => storeType;
    public bool IsKey => isKey;

    /// <summary>Gives the row's value to a SQLite statement.</summary>
    public abstract void Bind(sqlite3_stmt statement, int index, object row);

    /// <summary>Sends the row's value as the next of a COPY.</summary>
    public abstract void Send(NpgsqlBinaryImporter importer, object row);

    /// <summary>Appends the row's value to the array that PostgreSQL will unnest.</summary>
    public abstract void Gather(object row);

    /// <summary>A copy of the gathered values, as a parameter.</summary>
    public abstract NpgsqlParameter Gathered { get; }

    public abstract void Clear();

    public static Column Of(IProperty property, StoreObjectIdentifier table)
    {
        if (property.PropertyInfo is null || property.IsPrimitiveCollection)
            throw new NotSupportedException(
                $"{property.DeclaringType.DisplayName()}.{property.Name} is not a plain scalar property: "
                + "acts write rows of plain scalar properties only.");
        var mapping = property.GetRelationalTypeMapping();
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Property(
            Expression.Convert(row, property.DeclaringType.ClrType), property.PropertyInfo);
        var stored = Stored(value, mapping.Converter);
        var type = stored.Type.IsValueType
            ? typeof(ValueColumn<>).MakeGenericType(Nullable.GetUnderlyingType(stored.Type)!)
            : typeof(ReferenceColumn<>).MakeGenericType(stored.Type);
        var read = Expression.Lambda(stored, row).Compile();
        return (Column)Activator.CreateInstance(
            type, property.GetColumnName(table), mapping.StoreType, property.IsPrimaryKey(), read)!;
    }

    private static Expression Stored(Expression value, ValueConverter? converter)
    {
        var underlying = Nullable.GetUnderlyingType(value.Type);
        Expression stored = underlying is null ? value : Expression.Property(value, "Value");
        if (converter is not null)
            stored = Expression.Invoke(
                converter.ConvertToProviderExpression, Expression.Convert(stored, converter.ModelClrType));
        if (stored.Type.IsValueType && Nullable.GetUnderlyingType(stored.Type) is null)
            stored = Expression.Convert(stored, typeof(Nullable<>).MakeGenericType(stored.Type));
        if (value.Type.IsValueType && underlying is null)
            return stored;
        return Expression.Condition(
            Expression.Equal(value, Expression.Constant(null, value.Type)), Expression.Default(stored.Type), stored);
    }
}

internal sealed class ValueColumn<T>(string name, string storeType, bool isKey, Func<object, T?> read)
    : Column(name, storeType, isKey)
    where T : struct
{
    private readonly List<T?> gathered = [];

    public override NpgsqlParameter Gathered => new NpgsqlParameter<T?[]> { TypedValue = [.. gathered] };

    public override void Gather(object row) => gathered.Add(read(row));

    public override void Clear() => gathered.Clear();

    public override void Bind(sqlite3_stmt statement, int index, object row)
    {
        if (read(row) is not { } value)
            raw.sqlite3_bind_null(statement, index);
        else if (value is long or int or short or byte or bool)
            raw.sqlite3_bind_int64(statement, index, Integer(value));
        else if (value is double real)
            raw.sqlite3_bind_double(statement, index, real);
        else if (value is DateOnly date)
            raw.sqlite3_bind_text(statement, index, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else
            throw new NotSupportedException($"Column {Name}: acts do not write {typeof(T)} to SQLite.");
    }

    public override void Send(NpgsqlBinaryImporter importer, object row)
    {
        if (read(row) is { } value)
            importer.Write(value);
        else
            importer.WriteNull();
    }

    private static long Integer(T value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        byte number => number,
        bool yes => yes ? 1 : 0,
        _ => throw new NotSupportedException(),
    };
}

internal sealed class ReferenceColumn<T>(string name, string storeType, bool isKey, Func<object, T?> read)
    : Column(name, storeType, isKey)
    where T : class
{
    private readonly List<T?> gathered = [];

    public override NpgsqlParameter Gathered => new NpgsqlParameter<T?[]> { TypedValue = [.. gathered] };

    public override void Gather(object row) => gathered.Add(read(row));

    public override void Clear() => gathered.Clear();

    public override void Bind(sqlite3_stmt statement, int index, object row)
    {
        switch (read(row))
        {
            case null: raw.sqlite3_bind_null(statement, index); break;
            case string text: Bind(statement, index, text); break;
            case byte[] bytes: raw.sqlite3_bind_blob(statement, index, bytes); break;
            default: throw new NotSupportedException($"Column {Name}: acts do not write {typeof(T)} to SQLite.");
        }
    }

    public override void Send(NpgsqlBinaryImporter importer, object row)
    {
        if (read(row) is { } value)
            importer.Write(value);
        else
            importer.WriteNull();
    }

    private static void Bind(sqlite3_stmt statement, int index, string text)
    {
        Span<byte> bytes = stackalloc byte[1_024];
        if (Encoding.UTF8.TryGetBytes(text, bytes, out var length) && length > 0)
            raw.sqlite3_bind_text(statement, index, bytes[..length]);
        else
            raw.sqlite3_bind_text(statement, index, text);
    }
}
