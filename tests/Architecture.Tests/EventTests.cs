using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Yitong.Store;

namespace Yitong.Architecture.Tests;

/// <summary>What stands in a journal stands for ever: its names, its members, and that it can be read.</summary>
public sealed class EventTests
{
    private static readonly SortedDictionary<string, Type> Events = new(
        Assemblies().SelectMany(assembly => assembly.GetTypes())
            .Select(type => (type.GetCustomAttribute<EventAttribute>(false)?.Name, Type: type))
            .Where(each => each.Name is not null).ToDictionary(each => each.Name!, each => each.Type),
        StringComparer.Ordinal);

    internal static IEnumerable<Assembly> Assemblies() => Directory.GetFiles(AppContext.BaseDirectory, "Yitong.*.dll")
        .Where(file => File.Exists(Repository.PathOf($"src/{ProjectOf(file)}/{ProjectOf(file)}.csproj")))
        .Select(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)));

    private static string ProjectOf(string file) => Path.GetFileNameWithoutExtension(file)["Yitong.".Length..];

    [Fact]
    public void Names_and_members_are_as_pinned()
    {
        var text = new StringBuilder();
        var types = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var (name, type) in Events) Describe(name, type);
        while (types.FirstOrDefault(each => !text.ToString().Contains($"\n{each.Key}:\n", StringComparison.Ordinal))
            is { Key: { } next, Value: { } nested })
            Describe(next, nested);
        Pinned.Holds("events.txt", text.ToString());

        void Describe(string name, Type type)
        {
            text.Append('\n').Append(name).Append(":\n");
            foreach (var property in EventJson.Options.GetTypeInfo(type).Properties)
                if (property.Set is not null || IsGiven(property)) text.Append("  ").Append(property.Name).Append(": ").Append(Say(property.PropertyType, types))
                    .Append(property.IsRequired ? " required" : null).Append('\n');
        }
    }

    [Fact]
    public void All_earlier_shapes_still_read()
    {
        foreach (var line in Pinned.Lines("events.jsonl"))
        {
            var (name, before) = (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..]);
            var type = Assert.Contains(name, (IDictionary<string, Type>)Events);
            var read = JsonSerializer.Deserialize(before, type, EventJson.Options);
            var after = JsonNode.Parse(JsonSerializer.Serialize(read, type, EventJson.Options));
            Assert.True(Holds(after, JsonNode.Parse(before)), $"{name} was written as\n{before}\nand is read as\n{after}");
        }
    }

    [Fact]
    public void Every_event_has_an_example_in_its_present_shape()
    {
        var pinned = Pinned.Lines("events.jsonl");
        var now = Events.Select(each =>
            $"{each.Key} {JsonSerializer.Serialize(Samples.Of(each.Value), each.Value, EventJson.Options)}");
        Pinned.Holds("events.jsonl", string.Concat(pinned.Union(now).Select(line => line + "\n")));
    }

    // A member of the constructor can be given though it has no setter.
    private static bool IsGiven(JsonPropertyInfo property) => property.AssociatedParameter is not null;

    private static bool Holds(JsonNode? whole, JsonNode? part) => (whole, part) switch
    {
        (JsonObject a, JsonObject b) => b.All(each => a.TryGetPropertyValue(each.Key, out var value) && Holds(value, each.Value)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(each => Holds(each.First, each.Second)),
        _ => JsonNode.DeepEquals(whole, part),
    };

    private static string Say(Type type, SortedDictionary<string, Type> seen)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Say(value, seen) + "?";
        if (type.IsEnum) return $"{type.Name}({string.Join('|', Enum.GetNames(type))})";
        if (type.IsGenericType)
        {
            var of = type.GetGenericArguments().Select(each => Say(each, seen));
            return $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", of)}>";
        }
        if (type.Namespace?.StartsWith("Yitong", StringComparison.Ordinal) == true) seen.TryAdd(type.Name, type);
        return type.Name;
    }
}
