using System.Globalization;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;

namespace Yitong.Benefits;

/// <summary>
/// The keys of a card that are not the rule's. Each question gives a value or notes a fault and gives a harmless one.
/// </summary>
internal sealed class HostReading(RuleCard card)
{
    private const long FenInYuan = 100;
    private const long MostYuan = 1_000_000_000_000;
    private readonly List<CardFault> faults = [];

    public IReadOnlyList<CardFault> Faults => faults;

    public bool Has(string key) => card.Host.ContainsKey(key);

    public void Fault(string key, string code, params IReadOnlyList<(string, object?)> values)
    {
        var at = card.Host.GetValueOrDefault(key);
        Fault(at?.Line ?? 1, at?.Column ?? 1, code, values);
    }

    public void Fault(int line, int column, string code, params IReadOnlyList<(string, object?)> values) =>
        faults.Add(new(card.File, line, column, code, values));

    public string Text(string key)
    {
        if (TextOrNull(key) is { Length: > 0 } text) return text;
        Fault(key, "policy.key-missing", ("key", key));
        return "";
    }

    public string? TextOrNull(string key)
    {
        if (card.Host.GetValueOrDefault(key) is not { } entry) return null;
        return TextOf(entry.Value, key);
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (card.Host.GetValueOrDefault(key) is not { } entry) return [];
        if (entry.Value is CardList list) return [.. list.Items.Select(item => TextOf(item, key)).OfType<string>()];
        Fault(key, "policy.not-a-list", ("key", key));
        return [];
    }

    public T Choice<T>(string key, Dictionary<string, T> words) where T : struct
    {
        var text = Text(key);
        if (words.TryGetValue(text, out var value)) return value;
        if (text.Length > 0)
            Fault(key, "policy.not-a-choice", ("key", key), ("text", text), ("choices", string.Join(", ", words.Keys)));
        return default;
    }

    public YearWindow? Window(string key)
    {
        if (TextOrNull(key) is not { } text) return null;
        var days = text.Split("..").Select(part => DateOnly.TryParseExact($"2000-{part.Trim()}", "yyyy-MM-dd",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).ToList();
        if (days is [{ } from, { } until]) return new(from.Month, from.Day, until.Month, until.Day);
        Fault(key, "policy.no-window", ("text", text));
        return null;
    }

    public Dictionary<int, Money> Years(string key)
    {
        var budgets = new Dictionary<int, Money>();
        if (!Has(key) || Inner(key, "years") is not CardMap years) return budgets;
        foreach (var entry in years.Entries)
            if (int.TryParse(entry.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is >= 1949 and <= 2200 && TextOf(entry.Value, key) is { } text
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var yuan) && yuan <= MostYuan)
                budgets[year] = new(yuan * FenInYuan);
            else
                Fault(entry.Line, entry.Column, "policy.no-budget", ("key", entry.Key));
        return budgets;
    }

    public ProvenanceKind Basis(string key, Dictionary<string, ProvenanceKind> words)
    {
        if (Inner(key, "basis") is CardText text && words.TryGetValue(text.Text, out var kind)) return kind;
        Fault(key, "policy.not-a-choice", ("key", "basis"), ("text", ""), ("choices", string.Join(", ", words.Keys)));
        return ProvenanceKind.Illustrative;
    }

    public Provenance Provenance(string key, Dictionary<string, ProvenanceKind> words)
    {
        if (Inner(key, "kind") is CardText kind && words.TryGetValue(kind.Text, out var known)
            && Inner(key, "note") is CardText { Text.Length: > 0 } note) return new(known, note.Text);
        Fault(key, "policy.no-provenance", ("choices", string.Join(", ", words.Keys)));
        return new(ProvenanceKind.Illustrative, "");
    }

    private CardNode? Inner(string key, string inner) => (card.Host.GetValueOrDefault(key)?.Value as CardMap)?.Find(inner)?.Value;

    private string? TextOf(CardNode node, string key)
    {
        if (node is CardText text) return text.Text.Trim();
        Fault(node.Line, node.Column, "policy.not-a-text", ("key", key));
        return null;
    }
}
