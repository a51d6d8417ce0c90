using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Yitong.Store;

/// <summary>
/// SHA-256 over the values of rows, the same on every database. A value is written behind a digest of its property's name,
/// and null not at all: a table may get further columns that are null in old rows, and old seals still hold.
/// </summary>
internal sealed class RowsHash
{
    private const int FlushAt = 1 << 16;
    private static readonly ConcurrentDictionary<Type, Action<SealedRow, ArrayBufferWriter<byte>>> Writers = new();

    private readonly Action<SealedRow, ArrayBufferWriter<byte>> write;
    private readonly ArrayBufferWriter<byte> buffer = new(FlushAt + 1_024);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public RowsHash(Type rowType) => write = Writers.GetOrAdd(rowType, Compile);

    public void Add(SealedRow row)
    {
        write(row, buffer);
        if (buffer.WrittenCount >= FlushAt)
            Flush();
    }

    public string End()
    {
        Flush();
        using (hash)
            return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Flush()
    {
        hash.AppendData(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }

    private static Action<SealedRow, ArrayBufferWriter<byte>> Compile(Type rowType)
    {
        var (row, into) = (Expression.Parameter(typeof(SealedRow)), Expression.Parameter(typeof(ArrayBufferWriter<byte>)));
        var writes = rowType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => Write(Expression.Property(Expression.Convert(row, rowType), property), property, into));
        return Expression.Lambda<Action<SealedRow, ArrayBufferWriter<byte>>>(Expression.Block(writes), row, into).Compile();
    }

    private static Expression Write(Expression value, PropertyInfo property, ParameterExpression into)
    {
        var name = Expression.Constant(BinaryPrimitives.ReadInt32LittleEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes(property.Name))));
        var type = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
        var plain = type == value.Type ? value : Expression.Property(value, "Value");
        if (type == typeof(int) || type == typeof(short) || type == typeof(byte) || type.IsEnum)
            plain = Expression.Convert(plain, typeof(long));
        else if (type == typeof(bool))
            plain = Expression.Condition(plain, Expression.Constant(1L), Expression.Constant(0L));
        var method = typeof(RowsHash).GetMethod(
            nameof(Put), BindingFlags.NonPublic | BindingFlags.Static, [into.Type, typeof(int), plain.Type])
            ?? throw new NotSupportedException($"{property.DeclaringType}.{property.Name}: {type} cannot be sealed.");
        var put = Expression.Call(method, into, name, plain);
        return value.Type.IsValueType && type == value.Type ? put
            : Expression.IfThen(Expression.NotEqual(value, Expression.Constant(null, value.Type)), put);
    }

    private static void Put(ArrayBufferWriter<byte> into, int name, long value)
    {
        var span = into.GetSpan(12);
        BinaryPrimitives.WriteInt32LittleEndian(span, name);
        BinaryPrimitives.WriteInt64LittleEndian(span[4..], value);
        into.Advance(12);
    }

    private static void Put(ArrayBufferWriter<byte> into, int name, DateOnly value) => Put(into, name, (long)value.DayNumber);

    private static void Put(ArrayBufferWriter<byte> into, int name, DateTimeOffset value) =>
        Put(into, name, Instants.ToMicrosecond(value).UtcTicks);

    private static void Put(ArrayBufferWriter<byte> into, int name, Guid value)
    {
        var span = into.GetSpan(20);
        BinaryPrimitives.WriteInt32LittleEndian(span, name);
        value.TryWriteBytes(span[4..], true, out _);
        into.Advance(20);
    }

    private static void Put(ArrayBufferWriter<byte> into, int name, string value)
    {
        var span = into.GetSpan(12 + 3 * value.Length);
        var length = Encoding.UTF8.GetBytes(value, span[12..]);
        Put(into, name, (long)length);
        into.Advance(length);
    }

    private static void Put(ArrayBufferWriter<byte> into, int name, byte[] value)
    {
        Put(into, name, (long)value.Length);
        into.Write(value);
    }
}
