using System.Globalization;

namespace Yitong.Kernel;

/// <summary>Days as people type them: 2026-09-28, 2026年9月28日, 20260928, with full-width digits and other signs between.</summary>
public static class TypedDay
{
    private static readonly string[] Forms = ["yyyy-M-d", "yyyyMMdd"];

    /// <summary>The day; null when the text is none, or the calendar has no such day.</summary>
    public static DateOnly? Read(string? text)
    {
        var plain = WideText.Fold(text).Replace('年', '-').Replace('月', '-').Replace("日", "", StringComparison.Ordinal)
            .Replace('/', '-').Replace('.', '-').Replace(" ", "", StringComparison.Ordinal);
        return DateOnly.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>
    /// The day that an instant is in a place; a text without a time zone is of that place already. Null when the text is no
    /// instant of ISO 8601: what only begins as one is none.
    /// </summary>
    /// <param name="text">The instant, such as <c>2024-03-09T16:00:00Z</c>; or only a day, <c>2024-03-09</c>.</param>
    /// <param name="offset">How far the place's clocks are ahead of UTC.</param>
    public static DateOnly? OfInstant(string text, TimeSpan offset) =>
        text.Length == 10 && DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : InstantOf(text, offset) is { } instant && instant < DateTimeOffset.MaxValue.AddDays(-1)
            ? DateOnly.FromDateTime(instant.ToOffset(offset).DateTime)
        : null;

    /// <summary>An instant of ISO 8601; one without a time zone is of a place. Null when the text is none.</summary>
    public static DateTimeOffset? InstantOf(string text, TimeSpan offset)
    {
        if (text.Length < 16 || text[10] is not ('T' or 't' or ' ')) return null;
        var hasZone = text.AsSpan(11).IndexOfAny("Zz+-") >= 0;
        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
            return null;
        return hasZone ? read : read > DateTimeOffset.MinValue.AddDays(1) ? read - offset : null;
    }
}
