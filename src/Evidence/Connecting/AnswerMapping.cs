using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>
/// Turns what a source answered into values of items, by its declaration. Pure. An answer that does not fit is wrong, with a
/// cause that names the field and never what stands in it.
/// </summary>
internal static class AnswerMapping
{
    private const int MostCharacters = 4_000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>What the answer says of the items.</summary>
    /// <param name="call">How the resource is asked after.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="body">The answer, JSON in UTF-8.</param>
    /// <param name="now">When it was given.</param>
    /// <param name="signature">The source's signature; null when it signs none.</param>
    public static SourceAnswer Read(
        ConnectorCall call, SourceQuestion question, ReadOnlyMemory<byte> body, DateTimeOffset now, string? signature = null)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return Read(call, question, document.RootElement, now, signature);
        }
        // Text that is no Unicode is found only when it is read.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new SourceWrong("the answer is no JSON");
        }
    }

    private static SourceAnswer Read(
        ConnectorCall call, SourceQuestion question, JsonElement answer, DateTimeOffset now, string? signature)
    {
        if (call.Result is { } pointer)
        {
            if (At(answer, pointer) is not { } result || TextOf(result) is not { } code)
                return new SourceWrong($"no result code at {pointer}");
            if (call.None.Contains(code)) return new SourceHasNone(now);
            if (call.Refused.Contains(code)) return new SourceRefused($"result code {Shortened(code)}");
            if (call.Busy.Contains(code)) return new SourceAway(now, $"result code {Shortened(code)}");
        }
        if (At(answer, call.Record) is not { ValueKind: not JsonValueKind.Null } record) return new SourceHasNone(now);
        if (record.ValueKind == JsonValueKind.Array && record.GetArrayLength() == 0) return new SourceHasNone(now);
        if (record.ValueKind != JsonValueKind.Object) return new SourceWrong($"no record at {Named(call.Record)}");
        if (call.Subject is { } at && !IsAbout(record, at, question.Subject))
            return new SourceWrong("the record is not the subject's");
        var asOf = call.AsOf is null ? now : At(answer, call.AsOf) is { } instant ? InstantOf(instant, call.UtcOffset) : null;
        return asOf is null ? new SourceWrong($"no instant at {call.AsOf}")
            : ValuesOf(call, question, record, asOf.Value, signature);
    }

    private static SourceAnswer ValuesOf(
        ConnectorCall call, SourceQuestion question, JsonElement record, DateTimeOffset asOf, string? signature)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in call.Fields)
        {
            var raw = At(record, field.At) is { ValueKind: not JsonValueKind.Null } element ? element : (JsonElement?)null;
            if (raw is null && field.IsRequired) return new SourceWrong($"field {field.At} is missing");
            // Least that is needed: what was not asked for is not even read.
            if (raw is null || !question.Items.Contains(field.Item)) continue;
            if (TextOf(raw.Value) is not { } text || text.Length > MostCharacters)
                return new SourceWrong($"field {field.At} is no value");
            if (text.Length == 0) continue;
            if (ValueOf(field, text, question.Resource.Find(field.Item)!.Kind, call.UtcOffset) is not { } value)
                return new SourceWrong($"field {field.At} is not as declared");
            values[field.Item] = value;
        }
        return new SourceFound(values.ToImmutable(), asOf, signature);
    }

    private static string? ValueOf(FieldMapping field, string text, ItemKind kind, TimeSpan offset)
    {
        if (field.Codes.Count > 0) return field.Codes.GetValueOrDefault(text);
        var plain = field.Form switch
        {
            FieldForm.CompactDay => Day(text, "yyyyMMdd"),
            FieldForm.SlashDay => Day(text, "yyyy/M/d"),
            FieldForm.Month => Day(text + "01", "yyyyMMdd"),
            FieldForm.Instant => TypedDay.OfInstant(text, offset) is { } day ? $"{day:yyyy-MM-dd}" : null,
            FieldForm.Fen => Predicates.NumberOf(text) is { } fen and >= -1e17m and <= 1e17m && fen == decimal.Truncate(fen)
                ? (fen / 100).ToString("0.##", CultureInfo.InvariantCulture) : null,
            _ => text,
        };
        return plain is not null && Fits(plain, kind) ? plain : null;
    }

    private static bool Fits(string value, ItemKind kind) => kind switch
    {
        ItemKind.Day => Predicates.DayOf(value) is not null,
        ItemKind.Number => Predicates.NumberOf(value) is not null,
        ItemKind.Flag => value is "true" or "false",
        _ => !value.Any(char.IsControl),
    };

    private static string? Day(string text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static bool IsAbout(JsonElement record, string at, string subject) =>
        At(record, at) is { ValueKind: JsonValueKind.String } own
        && string.Equals(own.GetString(), subject, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? InstantOf(JsonElement element, TimeSpan offset) =>
        element.ValueKind == JsonValueKind.String ? TypedDay.InstantOf(element.GetString()!, offset) : null;

    private static string? TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>What a pointer (RFC 6901, or one name) points to; null when it is not there.</summary>
    internal static JsonElement? At(JsonElement element, string pointer)
    {
        if (pointer.Length == 0) return element;
        if (pointer[0] != '/') pointer = "/" + pointer;
        foreach (var escaped in pointer[1..].Split('/'))
        {
            var name = escaped.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture,
                out var place) && place < element.GetArrayLength()) element = element[place];
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }
        return element;
    }

    private static string Named(string pointer) => pointer.Length == 0 ? "/" : pointer;

    // A source's code is its own word, but not a way to smuggle text into the journal.
    private static string Shortened(string code) => code.Length <= 16 && code.All(char.IsAsciiLetterOrDigit) ? code : "?";
}
