using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Yitong.Kernel;
using Yitong.Packs.Yaml;

namespace Yitong.Packs;

/// <summary>
/// One map of a pack file while it is read. Each question for a key gives a value or notes a fault and gives a
/// harmless one, so that reading goes on and all faults are told at once. <see cref="Close"/> tells keys that
/// nobody asked for.
/// </summary>
public sealed class PackRecord
{
    private const int MostItems = 5_000;
    private readonly PackContext context;
    private readonly PackMap map;
    private readonly string shape;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    internal PackRecord(PackContext context, PackMap map, string shape) =>
        (this.context, this.map, this.shape) = (context, map, shape);

    /// <summary>The file, relative to the folder that holds the packs.</summary>
    public string File => map.File;

    /// <summary>The line where the record begins.</summary>
    public int Line => map.Line;

    /// <summary>File and line where the record begins.</summary>
    public PackPlace Place => new(File, Line);

    /// <summary>File and line of a key, or of the record when the key is missing.</summary>
    public PackPlace PlaceOf(string key) => new(File, LineOf(key));

    /// <summary>Whether the key is there.</summary>
    public bool Has(string key) => map.Find(key) is not null;

    /// <summary>Notes a fault at the key, or at the record when the key is missing.</summary>
    public void Fault(string? key, string code, params ReadOnlySpan<(string Name, object? Value)> values) =>
        context.Faults.Add(File, (key is null ? null : map.Find(key)?.Line) ?? Line, code, values);

    /// <summary>A text that must be there and not be blank.</summary>
    /// <param name="key">The key.</param>
    /// <param name="missing">Code of the fault when it is missing.</param>
    public string Text(string key, string missing = "key.missing") =>
        Scalar(key, required: true, missing)?.Text.Trim() ?? "";

    /// <summary>A text that may be missing.</summary>
    public string? TextOrNull(string key) => Scalar(key, required: false)?.Text.Trim();

    /// <summary>A code: ASCII letters, digits, hyphen, underscore and dot. Full-width characters are a fault.</summary>
    public string Code(string key) => CheckCode(key, Scalar(key, required: true)) ?? "";

    /// <summary>A code that may be missing.</summary>
    public string? CodeOrNull(string key) => CheckCode(key, Scalar(key, required: false));

    /// <summary>A code that this record gives to itself; twice in a pack is a fault.</summary>
    public string Defines(string kind, string key)
    {
        var code = Code(key);
        if (code.Length > 0) context.Define(kind, code, File, LineOf(key));
        return code;
    }

    /// <summary>
    /// A code of another record; a fault when nothing in the pack defines it. Kinds can be joined: <c>matter|journey</c>.
    /// </summary>
    public string Names(string kind, string key)
    {
        var code = Code(key);
        if (code.Length > 0) context.Refer(kind, code, File, LineOf(key));
        return code;
    }

    /// <summary>A code of another record that may be missing.</summary>
    public string? NamesOrNull(string kind, string key)
    {
        var code = CodeOrNull(key);
        if (code is not null) context.Refer(kind, code, File, LineOf(key));
        return code;
    }

    /// <summary>Codes of other records; an empty list when the key is missing.</summary>
    public IReadOnlyList<string> NamesAll(string kind, string key, bool required = false)
    {
        var codes = new List<string>();
        foreach (var scalar in Scalars(key, required))
            if (CheckCode(key, scalar) is { } code)
            {
                context.Refer(kind, code, scalar.File, scalar.Line);
                codes.Add(code);
            }
        return codes;
    }

    /// <summary>A yes or no: <c>true</c> or <c>false</c>.</summary>
    public bool Flag(string key, bool? otherwise = null)
    {
        if (Scalar(key, otherwise is null) is not { } scalar) return otherwise ?? false;
        if (scalar.Text is "true" or "false") return scalar.Text == "true";
        Fault(key, "value.not-a-flag", ("key", key), ("value", Shorten(scalar.Text)));
        return false;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string key, int min, int max, int? otherwise = null)
    {
        if (Scalar(key, otherwise is null) is not { } scalar) return otherwise ?? min;
        if (IsAscii(scalar.Text) && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Fault(key, "value.not-a-number", ("key", key), ("value", Shorten(scalar.Text)), ("min", min), ("max", max));
        return min;
    }

    /// <summary>A whole number within wide bounds, such as an amount in yuan.</summary>
    public long Whole(string key, long min, long max, long? otherwise = null)
    {
        if (Scalar(key, otherwise is null) is not { } scalar) return otherwise ?? min;
        if (IsAscii(scalar.Text) && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Fault(key, "value.not-a-number", ("key", key), ("value", Shorten(scalar.Text)), ("min", min), ("max", max));
        return Math.Clamp(otherwise ?? min, min, max);
    }

    /// <summary>A decimal number within bounds, such as a longitude.</summary>
    public double Fraction(string key, double min, double max)
    {
        if (Scalar(key, required: true) is not { } scalar) return min;
        if (IsAscii(scalar.Text) && double.TryParse(scalar.Text, NumberStyles.Float,
            CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Fault(key, "value.not-a-number", ("key", key), ("value", Shorten(scalar.Text)), ("min", min), ("max", max));
        return min;
    }

    /// <summary>A day as <c>2026-07-01</c>.</summary>
    public DateOnly Date(string key) => ReadDate(key, required: true) ?? DateOnly.MinValue;

    /// <summary>A day that may be missing.</summary>
    public DateOnly? DateOrNull(string key) => ReadDate(key, required: false);

    /// <summary>One of an enumeration's words in kebab case, such as <c>working-days</c>.</summary>
    public T Choice<T>(string key) where T : struct, Enum =>
        Scalar(key, required: true) is { } scalar ? ReadChoice<T>(key, scalar) : default;

    /// <summary>One of an enumeration's words that may be missing.</summary>
    public T? ChoiceOrNull<T>(string key) where T : struct, Enum =>
        Scalar(key, required: false) is { } scalar ? ReadChoice<T>(key, scalar) : null;

    /// <summary>Several of an enumeration's words; at least one.</summary>
    public IReadOnlyList<T> Choices<T>(string key) where T : struct, Enum =>
        [.. Scalars(key, required: true).Select(scalar => ReadChoice<T>(key, scalar))];

    /// <summary>A unified social credit code with a right check character.</summary>
    public UnifiedCreditCode CreditCode(string key)
    {
        var text = Text(key);
        if (text.Length == 0) return default;
        if (IsAscii(text) && UnifiedCreditCode.TryParse(text, out var code)) return code;
        Fault(key, "code.bad-check-character", ("key", key), ("value", Shorten(text)));
        return default;
    }

    /// <summary>A limit in a map of its own, such as <c>promised</c>.</summary>
    public TimeLimit? Limit(string key, bool required = true)
    {
        if (Find(key, required) is not { } node || context.Record(node, $"{shape}.{key}") is not { } record) return null;
        var limit = record.Limit();
        record.Close();
        return limit;
    }

    /// <summary>The limit that this map states in its keys <c>amount</c> and <c>unit</c>.</summary>
    public TimeLimit Limit()
    {
        if (!Has("unit"))
        {
            asked.Add("amount");
            Fault(null, "clock.without-unit");
            return TimeLimit.Immediate;
        }
        var unit = Choice<TimeUnit>("unit");
        if (unit != TimeUnit.Immediate && !Has("amount")) Fault(null, "key.missing", ("key", "amount"));
        var amount = Number("amount", 0, 10_000, otherwise: 0);
        if (unit == TimeUnit.Immediate != (amount == 0)) Fault("amount", "clock.amount-and-unit", ("amount", amount));
        return unit == TimeUnit.Immediate ? TimeLimit.Immediate : new(amount, unit);
    }

    /// <summary>The key <c>provenance</c>: where the record comes from.</summary>
    public Provenance Provenance() =>
        Map("provenance", inner => new Provenance(inner.Choice<ProvenanceKind>("kind"), inner.Text("note")))
        ?? new Provenance(ProvenanceKind.Illustrative, "");

    /// <summary>Texts of a list.</summary>
    public IReadOnlyList<string> Texts(string key, bool required = true) =>
        [.. Scalars(key, required).Select(scalar => scalar.Text.Trim())];

    /// <summary>A map below this one.</summary>
    public T? Map<T>(string key, Func<PackRecord, T> read, bool required = true) where T : class
    {
        if (Find(key, required) is not { } node) return null;
        return context.Record(node, $"{shape}.{key}") is { } record ? ReadClosed(record, read) : null;
    }

    /// <summary>A list of maps below this one; empty when the key is missing and not required.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<PackRecord, T> read, bool required = false)
    {
        if (Find(key, required) is not { } node) return [];
        if (node is not PackList list)
        {
            Fault(key, "value.not-a-list", ("key", key));
            return [];
        }
        if (required && list.Items.Count == 0) Fault(key, "value.empty-list", ("key", key));
        if (list.Items.Count > MostItems) Fault(key, "value.list-too-long", ("key", key), ("most", MostItems));
        var records = new List<T>();
        foreach (var item in list.Items.Take(MostItems))
            if (context.Record(item, $"{shape}.{key}") is { } record) records.Add(ReadClosed(record, read));
        return records;
    }

    /// <summary>
    /// A list in which each later map restates only what changes: what it does not state it takes from the one before.
    /// </summary>
    public IReadOnlyList<T> Successive<T>(string key, Func<PackRecord, T> read)
    {
        if (Find(key, required: true) is not PackList { Items.Count: > 0 } list)
        {
            if (Has(key)) Fault(key, "value.not-a-list", ("key", key));
            return [];
        }
        var results = new List<T>();
        PackMap? before = null;
        foreach (var item in list.Items.Take(MostItems))
        {
            var whole = item is PackMap later && before is not null ? before.Under(later) : item;
            if (context.Record(whole, $"{shape}.{key}") is { } record) results.Add(ReadClosed(record, read));
            before = whole as PackMap ?? before;
        }
        return results;
    }

    /// <summary>Tells every key that was not asked for.</summary>
    public void Close()
    {
        foreach (var entry in map.Entries.Where(entry => !asked.Contains(entry.Key)))
        {
            var nearest = context.Faults.IsFull ? ""
                : Nearest.To(entry.Key, asked) ?? string.Join(", ", asked.Order(StringComparer.Ordinal));
            context.Faults.Add(File, entry.Line, "key.unknown", ("key", Shorten(entry.Key)), ("nearest", nearest));
        }
    }

    private static T ReadClosed<T>(PackRecord record, Func<PackRecord, T> read)
    {
        var result = read(record);
        record.Close();
        return result;
    }

    private int LineOf(string key) => map.Find(key)?.Line ?? Line;

    private PackNode? Find(string key, bool required, string missing = "key.missing")
    {
        asked.Add(key);
        context.Asked(shape, key, required);
        var node = map.Find(key)?.Value;
        if (node is PackScalar { IsPlain: true, Text: "" or "~" or "null" }) node = null;
        if (node is null && required) Fault(key, missing, ("key", key));
        return node;
    }

    private PackScalar? Scalar(string key, bool required, string missing = "key.missing")
    {
        if (Find(key, required, missing) is not { } node) return null;
        if (node is PackScalar scalar)
        {
            if (!required || !string.IsNullOrWhiteSpace(scalar.Text)) return scalar;
            Fault(key, missing, ("key", key));
            return null;
        }
        Fault(key, "value.not-a-text", ("key", key));
        return null;
    }

    private IEnumerable<PackScalar> Scalars(string key, bool required)
    {
        if (Find(key, required) is not { } node) return [];
        if (node is not PackList list || list.Items.Any(item => item is not PackScalar { Text.Length: > 0 }))
        {
            Fault(key, "value.not-a-list", ("key", key));
            return [];
        }
        if (required && list.Items.Count == 0) Fault(key, "value.empty-list", ("key", key));
        if (list.Items.Count > MostItems) Fault(key, "value.list-too-long", ("key", key), ("most", MostItems));
        return list.Items.Take(MostItems).Cast<PackScalar>();
    }

    private string? CheckCode(string key, PackScalar? scalar)
    {
        if (scalar is null) return null;
        if (scalar.Text.Length is > 0 and <= 64 && scalar.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return scalar.Text;
        context.Faults.Add(scalar.File, scalar.Line, "code.malformed", ("key", key), ("value", Shorten(scalar.Text)));
        return null;
    }

    private DateOnly? ReadDate(string key, bool required)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (IsAscii(scalar.Text) && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var date) && date.Year is >= 1949 and <= 2200) return date;
        Fault(key, "value.not-a-date", ("key", key), ("value", Shorten(scalar.Text)));
        return null;
    }

    private T ReadChoice<T>(string key, PackScalar scalar) where T : struct, Enum
    {
        if (Words<T>.Of.TryGetValue(scalar.Text, out var value)) return value;
        context.Faults.Add(scalar.File, scalar.Line, "value.not-a-choice", ("key", key), ("value", Shorten(scalar.Text)),
            ("choices", string.Join(", ", Words<T>.Of.Keys)));
        return default;
    }

    private static bool IsAscii(string text) => System.Text.Ascii.IsValid(text);

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");

    [SuppressMessage("Globalization", "CA1308", Justification = "The words of a pack are lower case.")]
    private static class Words<T> where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Of = Enum.GetValues<T>().ToDictionary(Kebab, StringComparer.Ordinal);

        private static string Kebab(T value) => string.Concat(value.ToString().Select((c, i) =>
            char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
    }
}
