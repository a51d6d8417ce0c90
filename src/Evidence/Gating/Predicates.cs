using System.Globalization;
using Yitong.Kernel;

namespace Yitong.Evidence;

/// <summary>Answers questions about an item without telling its value.</summary>
internal static class Predicates
{
    /// <summary>Yes or no; null when the value is missing or is not of the kind that is asked: unknown is not no.</summary>
    /// <param name="predicate">The question.</param>
    /// <param name="value">The item's value as the source supplied it.</param>
    /// <param name="today">The day on which it is asked.</param>
    public static bool? Answer(Predicate predicate, string? value, DateOnly today) => value is null ? null : predicate.Test switch
    {
        PredicateTest.YearsAtLeast => DayOf(value) is { } day && WholeOf(predicate.Than) is { } years
            ? CalendarSpan.AgeOn(today, day) >= years : null,
        PredicateTest.AtLeast => NumberOf(value) is { } number && NumberOf(predicate.Than) is { } least ? number >= least : null,
        PredicateTest.Is => value == predicate.Than,
        PredicateTest.IsNot => value != predicate.Than,
        PredicateTest.NotPassed => DayOf(value) is { } last ? today <= last : null,
        _ => null,
    };

    /// <summary>The day of a value; null when it is none.</summary>
    internal static DateOnly? DayOf(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The number of a value; null when it is none.</summary>
    internal static decimal? NumberOf(string value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) ? number : null;

    private static int? WholeOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;
}
