using System.Text.Json.Nodes;
using Yitong.Packs;
using Yitong.Web;

namespace Yitong.Spine.Tests.Packs;

public sealed class PackSchemaTests
{
    private static readonly string Schemas = Path.Combine(Pack.Folder, "schema");

    [Fact]
    public void Editors_and_reader_agree_on_every_key_and_on_what_is_required()
    {
        var context = new PackContext();
        PackReader.Read(Path.Combine(Pack.Folder, "dalian"), Modules.Sections, context);
        foreach (var (shape, keys) in context.Shapes)
        {
            var (allowed, required) = Described(shape);
            Assert.Equal(keys.Keys.Order(), allowed.Order());
            Assert.Equal(keys.Where(key => key.Value).Select(key => key.Key).Order(), required.Order());
        }
    }

    [Theory]
    [InlineData("common")]
    [InlineData("dalian")]
    [InlineData("yingkou")]
    public void Every_file_but_the_texts_names_its_schema(string pack)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Pack.Folder, pack), "*.yaml", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(Path.GetDirectoryName(file)) == "texts") continue;
            var first = File.ReadLines(file).First();
            Assert.StartsWith("# yaml-language-server: $schema=", first);
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(file)!, first.Split('=')[1])), file);
        }
    }

    private static (IEnumerable<string> Allowed, IEnumerable<string> Required) Described(string shape)
    {
        var parts = shape.Split('.');
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Schemas, $"{parts[0]}.schema.json")))!;
        var (node, required) = (root, Required(root));
        foreach (var part in parts.Skip(1))
        {
            node = Properties(root, node)[part] ?? throw new InvalidOperationException($"{shape}: {part}");
            var items = node["items"];
            // Of a list whose later items restate only changes, the first item says what is required.
            required = items is JsonArray first ? Required(root, first[0]!) : Required(root, items ?? node);
            node = items is JsonArray several ? several[0]!["allOf"]![0]! : items ?? node;
        }
        return (Properties(root, node).Select(pair => pair.Key), required);
    }

    private static IEnumerable<string> Required(JsonNode root, JsonNode? node = null)
    {
        var whole = Resolved(root, node ?? root);
        return (whole["allOf"]?.AsArray().SelectMany(part => Required(root, part)) ?? [])
            .Concat(whole["required"]?.AsArray().Select(key => (string)key!) ?? []).Distinct();
    }

    private static JsonObject Properties(JsonNode root, JsonNode node) => Resolved(root, node)["properties"]!.AsObject();

    private static JsonNode Resolved(JsonNode root, JsonNode node) =>
        (string?)node["$ref"] is { } reference ? root["definitions"]![reference.Split('/')[^1]]! : node;
}
