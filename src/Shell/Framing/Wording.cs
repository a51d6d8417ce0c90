using Yitong.Kernel;
using Yitong.Packs;

namespace Yitong.Shell;

/// <summary>How days, limits and instants read in the language of the pack.</summary>
public sealed class Wording(Texts texts, CityProfile city, TimeProvider clock)
{
    /// <summary>Now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Today in the city.</summary>
    public DateOnly Today => DayOf(clock.GetUtcNow());

    /// <summary>The day in the city on which an instant falls.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => city.DayOf(instant);

    /// <summary>A day with its weekday; with the year when it is not this one.</summary>
    public string Day(DateOnly day) => texts.Say(day.Year == Today.Year ? "day.short" : "day.long",
        ("year", day.Year), ("month", day.Month), ("day", day.Day), ("weekday", texts[$"weekday.{(int)day.DayOfWeek}"]));

    /// <summary>A day as papers have it, always with the year.</summary>
    public string PaperDay(DateOnly day) => texts.Say("day.paper", ("year", day.Year), ("month", day.Month), ("day", day.Day));

    /// <summary>An instant as day and time.</summary>
    public string Instant(DateTimeOffset instant) => texts.Say("day.instant",
        ("day", Day(DayOf(instant))), ("time", instant.ToOffset(city.UtcOffset).ToString("HH:mm")));

    /// <summary>A limit: amount and unit.</summary>
    public string Limit(TimeLimit limit) => texts.Say($"limit.{limit.Unit}", ("n", limit.Amount));

    /// <summary>An amount of time as a clock with this budget counts it: working days, or else calendar days.</summary>
    public string Counted(TimeLimit budget, int amount) => Limit(budget.Unit == TimeUnit.WorkingDays
        ? TimeLimit.WorkingDays(amount) : TimeLimit.CalendarDays(amount));

    /// <summary>The size of a file.</summary>
    public string Size(long bytes) => bytes < 1_000_000
        ? texts.Say("size.kb", ("n", Math.Max(1, bytes / 1000))) : texts.Say("size.mb", ("n", $"{bytes / 100_000 / 10.0:0.#}"));

    /// <summary>A share in per cent with one decimal; a dash when there is none.</summary>
    public string Percent(decimal? ratio) => ratio is { } share
        ? (share * 100).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + "%" : texts["percent.none"];

    /// <summary>A mean with one decimal; a dash when there is none.</summary>
    public string Mean(decimal? mean) =>
        mean?.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) ?? texts["percent.none"];
}
