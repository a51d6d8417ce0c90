using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Yitong.Kernel;

namespace Yitong.Store;

/// <summary>
/// An event as the bytes that are committed to, for ever the same: one byte 1 (the form's version), then position, stream,
/// version, type, data, instant, act, act's name, actor, role, office, on whose behalf. Numbers are big-endian (position and
/// instant 8 bytes, version and role 4), ids 16 bytes in the order of their digits, texts UTF-8 behind their length in 4 bytes,
/// an absent text the length ffffffff; the instant is microseconds since 1970 in UTC. A commitment is SHA-256 of the event's
/// salt and these bytes.
/// </summary>
public static class CanonicalEvent
{
    /// <summary>Random bytes that stand before an event, so that its commitment betrays nothing that could be guessed.</summary>
    public const int SaltBytes = 16;

    /// <summary>Bytes of a commitment.</summary>
    public const int CommitmentBytes = SHA256.HashSizeInBytes;

    private const byte Form = 1;
    private const uint Absent = uint.MaxValue;

    /// <summary>The bytes.</summary>
    public static byte[] Write(RecordedEvent recorded)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + recorded.Json.Length);
        Write(buffer, recorded);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the bytes back; false for anything that <see cref="Write(RecordedEvent)"/> does not write.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out RecordedEvent? recorded)
    {
        recorded = null;
        var rest = new Rest(bytes);
        var isForm = rest.Take(1) is [Form];
        var (position, stream, version) = (rest.Long(), rest.Id(), rest.Int());
        var (type, json, micros, act) = (rest.Text(), rest.Text(), rest.Long(), rest.Id());
        var (name, actor, role, office, behalf) = (rest.Text(), rest.Text(), rest.Int(), rest.Text(), rest.Text());
        if (!isForm || !rest.IsSpent || type is null || json is null || name is null || actor is null
            || micros < Micros(DateTimeOffset.MinValue) || micros > Micros(DateTimeOffset.MaxValue))
            return false;
        var at = DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
        recorded = new(position, stream, version, type, json, new(act, at, new(actor, (ActorRole)role, office, behalf), name));
        return true;
    }

    /// <summary>The commitment to an event under its salt.</summary>
    public static byte[] Commit(ReadOnlySpan<byte> salt, RecordedEvent recorded)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + recorded.Json.Length);
        return Commit(buffer, salt, recorded);
    }

    /// <summary>As <see cref="Commit(ReadOnlySpan{byte}, RecordedEvent)"/>, with a buffer that is used again and again.</summary>
    internal static byte[] Commit(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> salt, RecordedEvent recorded)
    {
        buffer.ResetWrittenCount();
        buffer.Write(salt);
        Write(buffer, recorded);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, RecordedEvent recorded)
    {
        var (act, by) = (recorded.Act, recorded.Act.By);
        buffer.Write([Form]);
        Put(buffer, recorded.Position);
        Put(buffer, recorded.Stream);
        Put(buffer, recorded.Version);
        Put(buffer, recorded.Type);
        Put(buffer, recorded.Json);
        Put(buffer, Micros(act.At));
        Put(buffer, act.Id);
        Put(buffer, act.Name);
        Put(buffer, by.Id);
        Put(buffer, (int)by.Role);
        Put(buffer, by.Office);
        Put(buffer, by.OnBehalfOf);
    }

    private static long Micros(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static void Put(ArrayBufferWriter<byte> buffer, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private static void Put(ArrayBufferWriter<byte> buffer, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    private static void Put(ArrayBufferWriter<byte> buffer, Guid id)
    {
        id.TryWriteBytes(buffer.GetSpan(16), bigEndian: true, out var written);
        buffer.Advance(written);
    }

    private static void Put(ArrayBufferWriter<byte> buffer, string? text)
    {
        // Room for the longest that it may become; the length is known afterwards.
        var span = buffer.GetSpan(sizeof(uint) + (text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length)));
        var length = text is null ? 0 : Encoding.UTF8.GetBytes(text, span[sizeof(uint)..]);
        BinaryPrimitives.WriteUInt32BigEndian(span, text is null ? Absent : (uint)length);
        buffer.Advance(sizeof(uint) + length);
    }

    /// <summary>What is still to be read; past the end everything is empty and nothing is spent.</summary>
    private ref struct Rest(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> bytes = bytes;
        private bool isBroken;

        public readonly bool IsSpent => !isBroken && bytes.IsEmpty;

        public ReadOnlySpan<byte> Take(uint count)
        {
            isBroken |= count > bytes.Length;
            if (isBroken)
                return default;
            var taken = bytes[..(int)count];
            bytes = bytes[(int)count..];
            return taken;
        }

        public long Long() => Take(sizeof(long)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt64BigEndian(taken) : 0;

        public int Int() => Take(sizeof(int)) is { IsEmpty: false } taken ? BinaryPrimitives.ReadInt32BigEndian(taken) : 0;

        public Guid Id() => Take(16) is { IsEmpty: false } taken ? new(taken, bigEndian: true) : default;

        public string? Text()
        {
            var length = unchecked((uint)Int());
            if (length == Absent)
                return null;
            var taken = Take(length);
            isBroken |= !Utf8.IsValid(taken);
            return Encoding.UTF8.GetString(taken);
        }
    }
}

/// <summary>An event with what the public log holds of it.</summary>
/// <param name="Event">The event; without its data when it was erased.</param>
/// <param name="Salt">16 random bytes; null when the event was erased.</param>
/// <param name="Commitment">SHA-256 of salt and canonical event, made when it was recorded: the log's entry.</param>
public sealed record CommittedEvent(RecordedEvent Event, byte[]? Salt, byte[] Commitment)
{
    /// <summary>
    /// Whether the commitment is that of the event; null when the event was erased, so that nobody can say any more.
    /// </summary>
    public bool? IsSound => Salt is null && Event.IsErased ? null
        : Salt is not null && CanonicalEvent.Commit(Salt, Event).AsSpan().SequenceEqual(Commitment);
}
