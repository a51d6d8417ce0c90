using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Yitong.Kernel;

namespace Yitong.Packs.Yaml;

/// <summary>
/// Reads one YAML file into a tree with line numbers. Only plain YAML is taken: no aliases or anchors, no tags,
/// one document, unique keys. Whatever the bytes are, the answer is a tree or a fault, never an exception.
/// </summary>
internal sealed class YamlTree
{
    public const int MostBytes = 2 * 1024 * 1024;
    private const int MostDepth = 16;
    private const int MostNodes = 200_000;

    private readonly string file;
    private readonly Parser parser;
    private int nodes;

    private YamlTree(string file, string text) => (this.file, parser) = (file, new Parser(new StringReader(text)));

    /// <summary>The tree; or null with the code, line and a detail of what is wrong.</summary>
    public static PackNode? Parse(byte[] bytes, string file, out YamlTrouble? trouble, out int lines)
    {
        lines = 0;
        if (Decode(bytes, out var text) is { } unreadable) { trouble = unreadable; return null; }
        lines = text.AsSpan().Count('\n') + 1;
        trouble = CharacterTrouble(text);
        if (trouble is not null) return null;
        try
        {
            return new YamlTree(file, text).Document();
        }
        catch (YamlTroubleException stop)
        {
            trouble = stop.Trouble;
        }
        catch (YamlException fault)
        {
            trouble = new("yaml.syntax", (int)Math.Max(1, fault.Start.Line), fault.Message);
        }
        // The parser is fed hostile bytes; whatever it trips over is a fault of the file, not of the process.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            trouble = new("yaml.syntax", 1, fault.GetType().Name);
        }
        return null;
    }

    private static YamlTrouble? Decode(byte[] bytes, out string text)
    {
        text = "";
        if (bytes.Length > MostBytes) return new("file.too-large", 0, $"{bytes.Length / 1024}");
        var read = FileText.Read(bytes);
        if (read.Refusal is not { } broken)
        {
            text = read.Value;
            return null;
        }
        var at = int.Parse(broken.Args["byte"], CultureInfo.InvariantCulture);
        var line = bytes.AsSpan(0, at - 1).Count((byte)'\n') + 1;
        return at <= bytes.Length && bytes[at - 1] == 0 ? new("yaml.control-character", line, "U+0000")
            : new("file.not-utf8", line, $"{at}");
    }

    private static YamlTrouble? CharacterTrouble(string text)
    {
        var line = 1;
        var indenting = true;
        foreach (var character in text)
        {
            if (character == '\n') (line, indenting) = (line + 1, true);
            else if (character == '\t' && indenting) return new("yaml.tab", line, "");
            else if (character != ' ') indenting = false;
            if (char.IsControl(character) && character is not ('\n' or '\r' or '\t'))
                return new("yaml.control-character", line, $"U+{(int)character:X4}");
        }
        return null;
    }

    private PackNode Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) throw Stop("file.empty", 1);
        parser.Consume<DocumentStart>();
        var root = Node(0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _)) throw Stop("yaml.several-documents", (int)parser.Current!.Start.Line);
        return root;
    }

    private PackNode Node(int depth)
    {
        var current = parser.Current ?? throw Stop("yaml.syntax", 1);
        var line = (int)current.Start.Line;
        if (depth > MostDepth) throw Stop("yaml.too-deep", line, $"{MostDepth}");
        if (++nodes > MostNodes) throw Stop("yaml.too-many", line, $"{MostNodes}");
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false }) throw Stop("yaml.alias", line);
        if (current is NodeEvent { Tag.IsEmpty: false }) throw Stop("yaml.tag", line);
        if (parser.TryConsume<Scalar>(out var scalar))
            return new PackScalar(file, line, scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (parser.TryConsume<SequenceStart>(out _)) return List(line, depth);
        parser.Consume<MappingStart>();
        return Map(line, depth);
    }

    private PackList List(int line, int depth)
    {
        var items = new List<PackNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new(file, line, items);
    }

    private PackMap Map(int line, int depth)
    {
        var entries = new List<PackEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(depth + 1) is not PackScalar key) throw Stop("yaml.key-not-text", line);
            if (!seen.Add(key.Text)) throw Stop("yaml.duplicate-key", key.Line, key.Text);
            entries.Add(new(key.Text, key.Line, Node(depth + 1)));
        }
        return new(file, line, entries);
    }

    private static YamlTroubleException Stop(string code, int line, string detail = "") =>
        new(new(code, Math.Max(line, 1), detail));

    private sealed class YamlTroubleException(YamlTrouble trouble) : Exception
    {
        public YamlTrouble Trouble => trouble;
    }
}

/// <summary>Why a file is no readable YAML.</summary>
internal sealed record YamlTrouble(string Code, int Line, string Detail);
