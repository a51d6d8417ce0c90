using Yitong.Kernel;

namespace Yitong.Packs;

/// <summary>
/// The work calendar of a pack (<c>calendars/*.yaml</c>), which every limit is counted by: each year's stated total must be what
/// its days count.
/// </summary>
public static class WorkCalendars
{
    /// <summary>The section to register when a pack is read.</summary>
    public static PackSection Section { get; } = PackSection.Of(["calendars"], Read);

    private static readonly WorkCalendar Nothing = WorkCalendar.Of([new(2000, [], [], [])]);

    private static WorkCalendar Read(PackSource source)
    {
        var years = new List<(CalendarYear Year, int Stated, PackRecord Source)>();
        foreach (var file in source.Files("calendars", "calendar"))
        {
            var year = file.Number("year", 2000, 2200);
            years.Add((new(year, Days(file, "off"), Days(file, "work"), file.Texts("papers")),
                file.Number("workingDays", 200, 300), file));
            file.Provenance();
            file.Close();
        }
        if (years.Count == 0)
        {
            source.Faults.Add("calendars", 0, "calendar.missing");
            return Nothing;
        }
        try
        {
            var calendar = WorkCalendar.Of(years.Select(read => read.Year));
            foreach (var (year, stated, file) in years) CheckTotal(calendar, year.Year, stated, file);
            return calendar;
        }
        catch (ArgumentException fault)
        {
            years[0].Source.Fault(null, "calendar.broken", ("detail", fault.Message));
            return Nothing;
        }
    }

    private static void CheckTotal(WorkCalendar calendar, int year, int stated, PackRecord file)
    {
        if (!calendar.Covers(new(year, 1, 1)) || !calendar.Covers(new(year, 12, 31))) return;
        var counted = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Count(i => calendar.IsWorkingDay(new DateOnly(year, 1, 1).AddDays(i)) == true);
        if (counted != stated)
            file.Fault("workingDays", "calendar.total", ("year", year), ("stated", stated), ("counted", counted));
    }

    private static IReadOnlyList<(DateOnly, string)> Days(PackRecord file, string key) =>
        file.List(key, day => (day.Date("day"), day.Text("name")));
}
