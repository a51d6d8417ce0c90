using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Yitong.Acting;

/// <summary>A page of a list, with the place to go on from.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Next">Opaque place of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes pages: a list is read one entry further than is shown, and goes on behind the last one shown.</summary>
public static class Page
{
    /// <summary>The page of what was found.</summary>
    /// <param name="found">What was found: up to one more than <paramref name="take"/>.</param>
    /// <param name="take">How many are shown.</param>
    /// <param name="placeOf">The place of an entry.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> found, int take, Func<T, PlaceInList> placeOf) => found.Count <= take
        ? new(found, null) : new([.. found.Take(take)], placeOf(found[take - 1]).ToString());
}

/// <summary>
/// Where a list goes on: the order of the last entry shown. A list that moves meanwhile skips and repeats nothing, and its
/// hundredth page costs as much as its first.
/// </summary>
/// <param name="Number">The first of its order: a day's number, a count.</param>
/// <param name="Id">The second: its id.</param>
/// <param name="Text">The third, where there is one.</param>
public readonly record struct PlaceInList(long Number, Guid Id, string Text = "")
{
    /// <summary>The place of a day and an id.</summary>
    public PlaceInList(DateOnly day, Guid id)
        : this(day.DayNumber, id)
    {
    }

    /// <summary>The place of an instant and an id.</summary>
    public PlaceInList(DateTimeOffset at, Guid id)
        : this(at.UtcTicks, id)
    {
    }

    /// <summary>The place of two counts, such as a chunk and a line in it.</summary>
    public PlaceInList(int first, int second)
        : this((long)first << 32 | (uint)second, Guid.Empty)
    {
    }

    /// <summary>The two counts; two noughts where the number is none of such.</summary>
    public (int First, int Second) Pair => Number < 0 ? default : ((int)(Number >> 32), (int)(Number & int.MaxValue));

    /// <summary>The instant; the first one where the number is none.</summary>
    public DateTimeOffset At =>
        Number >= 0 && Number <= DateTimeOffset.MaxValue.UtcTicks ? new(Number, TimeSpan.Zero) : DateTimeOffset.MinValue;

    /// <summary>The day; the first one where the number is none.</summary>
    public DateOnly Day => Number is >= 0 and <= 3_652_058 ? DateOnly.FromDayNumber((int)Number) : DateOnly.MinValue;

    /// <summary>The place as an opaque text that may stand in an address.</summary>
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Number.ToString(CultureInfo.InvariantCulture)}.{Id:n}.{Text}"));

    /// <summary>Reads a place; null for anything else, which is the beginning.</summary>
    public static PlaceInList? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= 400 } || !Base64Url.IsValid(text)) return null;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('.', 3) is [var number, var id, var rest]
            && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
            && Guid.TryParseExact(id, "n", out var second) && !rest.Contains('\0') ? new(first, second, rest) : null;
    }
}
