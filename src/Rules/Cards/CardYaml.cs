using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Yitong.Rules.Language;
using YamlParser = YamlDotNet.Core.Parser;

namespace Yitong.Rules.Cards;

/// <summary>
/// Reads a card's YAML into nodes with line and column. Only plain YAML is taken: no aliases, anchors or tags, one document,
/// unique
/// keys, bounded size and depth. Whatever the text is, the answer is nodes or a fault, never an exception.
/// </summary>
internal sealed class CardYaml
{
    private const int MostLetters = 200_000, MostDepth = 40, MostNodes = 20_000;
    private readonly string text;
    private readonly YamlParser parser;
    private int nodes;

    private CardYaml(string text) => (this.text, parser) = (text, new YamlParser(new StringReader(text)));

    /// <summary>The root; null when a fault was noted.</summary>
    public static CardNode? Read(string text, FaultList faults)
    {
        if (text.Length > MostLetters)
        {
            faults.Add(new(1, 1), "rule.file-too-large", ("most", MostLetters));
            return null;
        }
        try
        {
            return new CardYaml(text).Document();
        }
        catch (StopException stop)
        {
            faults.Add(stop.At, stop.Code, ("detail", stop.Detail));
        }
        catch (YamlException fault)
        {
            faults.Add(PlaceOf(fault.Start), "rule.yaml", ("detail", fault.Message));
        }
        // The parser is fed hostile text; whatever it trips over is a fault of the text, not of the process.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            faults.Add(new(1, 1), "rule.yaml", ("detail", fault.GetType().Name));
        }
        return null;
    }

    private CardNode Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) throw new StopException("rule.file-empty", new(1, 1));
        parser.Consume<DocumentStart>();
        var root = Node(0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _)) throw new StopException("rule.several-documents", PlaceOf(parser.Current!.Start));
        return root;
    }

    private CardNode Node(int depth)
    {
        var current = parser.Current ?? throw new StopException("rule.yaml", new(1, 1));
        var at = PlaceOf(current.Start);
        if (depth > MostDepth) throw new StopException("rule.too-deep", at, $"{MostDepth}");
        if (++nodes > MostNodes) throw new StopException("rule.too-long", at, $"{MostNodes}");
        if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false }) throw new StopException("rule.alias", at);
        if (current is NodeEvent { Tag.IsEmpty: false }) throw new StopException("rule.tag", at);
        if (parser.TryConsume<Scalar>(out var scalar)) return Text(scalar, at);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<CardNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
            return new CardList(at.Line, at.Column, items);
        }
        parser.Consume<MappingStart>();
        return Map(at, depth);
    }

    private CardMap Map(Place at, int depth)
    {
        var entries = new List<CardEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Node(depth + 1) is not CardText key) throw new StopException("rule.key-no-text", at);
            if (!seen.Add(key.Text)) throw new StopException("rule.duplicate-key", key.At, key.Text);
            entries.Add(new(key.Text, key.Line, key.Column, Node(depth + 1)));
        }
        return new(at.Line, at.Column, entries);
    }

    // Each letter of the value is found again in the file, so that a fault points at it whatever the quoting and folding.
    private CardText Text(Scalar scalar, Place start)
    {
        var places = new List<Place>(scalar.Value.Length);
        var at = (int)scalar.Start.Index;
        var (line, column) = (start.Line, start.Column);
        var end = Math.Min((int)scalar.End.Index, text.Length);
        foreach (var letter in scalar.Value)
        {
            if (!char.IsWhiteSpace(letter))
                while (at < end && text[at] != letter) Step();
            places.Add(new(line, column));
            if (at < end && text[at] == letter) Step();
        }
        return new(start.Line, start.Column, scalar.Value) { Placed = new(scalar.Value, places) };

        void Step() => (line, column) = text[at++] == '\n' ? (line + 1, 1) : (line, column + 1);
    }

    private static Place PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private sealed class StopException(string code, Place at, string detail = "") : Exception
    {
        public string Code => code;

        public Place At => at;

        public string Detail => detail;
    }
}
