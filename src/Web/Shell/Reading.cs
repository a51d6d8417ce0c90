using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Web.Shell;

/// <summary>How days, limits and instants read in the language of the pack.</summary>
public sealed class Reading(Texts texts, TimeProvider clock)
{
    // China keeps one time, eight hours ahead, without summer time.
    private static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    /// <summary>Today in China.</summary>
    public DateOnly Today => DayOf(clock.GetUtcNow());

    /// <summary>The day in China on which an instant falls.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(ChinaOffset).DateTime);

    /// <summary>A day with its weekday; with the year when it is not this one.</summary>
    public string Day(DateOnly day) => texts.Say(day.Year == Today.Year ? "day.short" : "day.long",
        ("year", day.Year), ("month", day.Month), ("day", day.Day), ("weekday", texts[$"weekday.{(int)day.DayOfWeek}"]));

    /// <summary>An instant as day and time.</summary>
    public string Instant(DateTimeOffset instant) => texts.Say("day.instant",
        ("day", Day(DayOf(instant))), ("time", instant.ToOffset(ChinaOffset).ToString("HH:mm")));

    /// <summary>A limit: amount and unit.</summary>
    public string Limit(TimeLimit limit) => texts.Say($"limit.{limit.Unit}", ("n", limit.Amount));
}
