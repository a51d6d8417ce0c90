using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Catalogue;

/// <summary>A day as the calendar knows it.</summary>
internal sealed record CalendarDayView(
    DateOnly Date, string Weekday, bool WorkingDay, string? Holiday, string? MakesUpFor, string CalendarVersion);

/// <summary>The last day of a limit.</summary>
internal sealed record DueView(
    DateOnly Start, int Budget, string Unit, DateOnly Due, string Weekday, DateOnly? Yellow, DateOnly? Red,
    string CalendarVersion);

/// <summary>The work calendar and the legal clock for anybody to check.</summary>
internal static class ClockApi
{
    private const int MostDays = 10_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/calendar/{date}", Day)
            .Produces<CalendarDayView>().WithSummary("Whether a day is a working day (yyyy-MM-dd).");
        api.MapGet("/clock", Due).Produces<DueView>()
            .WithSummary("The last day of a limit; the start day is not counted.")
            .WithDescription("unit: working-days, calendar-days, calendar-days-rolled, months, years, immediate.");
    }

    private static IResult Day(string date, CityCatalogue catalogue, Texts texts)
    {
        if (ReadDay(date) is not { } day) return Problem.Of(Unreadable("date", "clock.not-a-day"), texts);
        if (catalogue.Calendar.IsWorkingDay(day) is not { } isWorkingDay) return Problem.Of(Beyond(catalogue.Calendar), texts);
        return Results.Json(
            new CalendarDayView(
                day, texts[$"weekday.{(int)day.DayOfWeek}"], isWorkingDay, catalogue.Calendar.NameOf(day),
                catalogue.Calendar.MakesUpFor(day), catalogue.Calendar.Version),
            ApiJson.Options);
    }

    private static IResult Due(string? start, string? budget, string? unit, CityCatalogue catalogue, Texts texts)
    {
        if (ReadDay(start) is not { } from) return Problem.Of(Unreadable("start", "clock.not-a-day"), texts);
        if (ReadUnit(unit) is not { } counted) return Problem.Of(Unreadable("unit", "clock.not-a-unit"), texts);
        if (TypedNumber.Whole(budget) is not (>= 0 and <= MostDays and var typed)
            || (int)typed is var amount && !new TimeLimit(amount, counted).IsValid)
            return Problem.Of(Unreadable("budget", "clock.not-a-budget"), texts);
        var started = LegalClock.Start(new(amount, counted), from);
        if (started.Refusal is { } refused) return Problem.Of(refused, texts);
        if (started.Value.Due(catalogue.Calendar).KnownDay is not { } due) return Problem.Of(Beyond(catalogue.Calendar), texts);
        var warning = started.Value.Warning(catalogue.Calendar);
        return Results.Json(
            new DueView(
                from, amount, unit!, due, texts[$"weekday.{(int)due.DayOfWeek}"], warning.Yellow, warning.Red,
                catalogue.Calendar.Version),
            ApiJson.Options);
    }

    private static DateOnly? ReadDay(string? text) => TypedDay.Read(text) is { Year: >= 1900 and <= 2200 } day ? day : null;

    private static TimeUnit? ReadUnit(string? text) => text switch
    {
        "working-days" => TimeUnit.WorkingDays,
        "calendar-days" => TimeUnit.CalendarDays,
        "calendar-days-rolled" => TimeUnit.CalendarDaysRolled,
        "months" => TimeUnit.Months,
        "years" => TimeUnit.Years,
        "immediate" => TimeUnit.Immediate,
        _ => null,
    };

    private static Refusal Unreadable(string field, string code) =>
        new(code, RefusalKind.NotReadable) { Fields = [new(field, code)] };

    private static Refusal Beyond(WorkCalendar calendar) => new Refusal("clock.beyond-horizon", RefusalKind.NotValid)
        .With("first", $"{calendar.First:yyyy-MM-dd}").With("horizon", $"{calendar.Horizon:yyyy-MM-dd}");
}
