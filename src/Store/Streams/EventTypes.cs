using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Yitong.Store;

/// <summary>
/// The events of one kind of stream by their stable names. A name, once in a journal, is never given to another type;
/// how a type is written may only grow by optional members.
/// </summary>
/// <typeparam name="TEvent">The type that the events of the stream have in common.</typeparam>
public sealed class EventTypes<TEvent>
    where TEvent : notnull
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? scratch;

    private readonly FrozenDictionary<Type, (string Name, JsonTypeInfo Json)> byType;
    private readonly FrozenDictionary<string, JsonTypeInfo> byName;

    /// <summary>A table of events: stable dotted names such as <c>case.accepted</c>, with their source-generated JSON.</summary>
    public EventTypes(params IEnumerable<(string Name, JsonTypeInfo Json)> events)
    {
        var all = events.ToList();
        byType = all.ToFrozenDictionary(each => each.Json.Type, each => each);
        byName = all.ToFrozenDictionary(each => each.Name, each => each.Json, StringComparer.Ordinal);
        if (all.Find(each => !typeof(TEvent).IsAssignableFrom(each.Json.Type)) is { Json: { } stranger })
            throw new ArgumentException($"{stranger.Type} is no {typeof(TEvent)}.");
    }

    /// <summary>The stable names.</summary>
    public IEnumerable<string> Names => byName.Keys;

    /// <summary>Whether events of this name belong to this kind of stream.</summary>
    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>The stable name of an event.</summary>
    public string NameOf(TEvent happened) => byType.TryGetValue(happened.GetType(), out var type) ? type.Name
        : throw new InvalidOperationException($"The event {happened.GetType()} has no stable name.");

    /// <summary>The event as it is recorded.</summary>
    public NewEvent Write(TEvent happened)
    {
        if (!byType.TryGetValue(happened.GetType(), out var type))
            throw new InvalidOperationException($"The event {happened.GetType()} has no stable name.");
        var (buffer, writer) = scratch ??= Scratch();
        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, happened, type.Json);
        return new(type.Name, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>The event as it was.</summary>
    /// <exception cref="InvalidOperationException">The name is unknown: a newer release wrote it.</exception>
    public TEvent Read(RecordedEvent recorded) => byName.TryGetValue(recorded.Type, out var json)
        ? (TEvent)JsonSerializer.Deserialize(recorded.Json, json)!
        : throw new InvalidOperationException(
            $"The journal's event {recorded.Position} is a '{recorded.Type}', which this release does not know.");

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) Scratch()
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        return (buffer, new Utf8JsonWriter(buffer, Readable));
    }
}
