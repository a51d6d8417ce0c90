using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Yitong.Store;

/// <summary>Names an event in the journal. A name, once in a journal, is never given to another type.</summary>
/// <param name="name">Stable and dotted: the stream's kind and what happened, such as <c>case.accepted</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventAttribute(string name) : Attribute
{
    /// <summary>The stable name.</summary>
    public string Name => name;
}

/// <summary>
/// The events of one kind of stream: all records of an assembly that are a <typeparamref name="TEvent"/>, each named by its
/// <see cref="EventAttribute"/>. How an event is written may only grow by optional members.
/// </summary>
/// <typeparam name="TEvent">The type that the events of the stream have in common.</typeparam>
public sealed class EventTypes<TEvent>
    where TEvent : notnull
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? scratch;

    private readonly FrozenDictionary<Type, (string Name, JsonTypeInfo Json)> byType;
    private readonly FrozenDictionary<string, JsonTypeInfo> byName;

    /// <summary>The events of the assembly that declares their common type.</summary>
    /// <exception cref="InvalidOperationException">An event has no name, or two have the same.</exception>
    public EventTypes()
    {
        var all = typeof(TEvent).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(TEvent).IsAssignableFrom(type))
            .Select(type => (Name: NameOf(type), Json: EventJson.Options.GetTypeInfo(type))).ToList();
        if (all.GroupBy(each => each.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two events have the name '{twice.Key}'.");
        byType = all.ToFrozenDictionary(each => each.Json.Type, each => each);
        byName = all.ToFrozenDictionary(each => each.Name, each => each.Json, StringComparer.Ordinal);
    }

    /// <summary>The stable names.</summary>
    public IEnumerable<string> Names => byName.Keys;

    /// <summary>The types of the events.</summary>
    public IEnumerable<Type> Types => byType.Keys;

    /// <summary>Whether events of this name belong to this kind of stream.</summary>
    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>The stable name of an event.</summary>
    public string NameOf(TEvent happened) => Of(happened).Name;

    /// <summary>The event as it is recorded.</summary>
    public NewEvent Write(TEvent happened)
    {
        var (name, json) = Of(happened);
        var (buffer, writer) = scratch ??= Scratch();
        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, happened, json);
        return new(name, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>The event as it was.</summary>
    /// <exception cref="InvalidOperationException">The name is unknown: a newer release wrote it.</exception>
    public TEvent Read(RecordedEvent recorded) => byName.TryGetValue(recorded.Type, out var json)
        ? (TEvent)JsonSerializer.Deserialize(recorded.Json, json)!
        : throw new InvalidOperationException(
            $"The journal's event {recorded.Position} is a '{recorded.Type}', which this release does not know.");

    private (string Name, JsonTypeInfo Json) Of(TEvent happened) => byType.TryGetValue(happened.GetType(), out var type) ? type
        : throw new InvalidOperationException($"The event {happened.GetType()} has no stable name.");

    private static string NameOf(Type type) => type.GetCustomAttribute<EventAttribute>(false)?.Name
        ?? throw new InvalidOperationException($"The event {type} has no [Event(\"…\")].");

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) Scratch()
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        return (buffer, new Utf8JsonWriter(buffer, EventJson.Writer));
    }
}
