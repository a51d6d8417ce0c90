using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>One duty that is open. Gone when it is met.</summary>
public sealed record DutyRow
{
    private const int BeyondCalendar = 10_000_000;
    private const int Stopped = 20_000_000;

    /// <summary>The thing that it belongs to: a case, a demand, an objection …</summary>
    public Guid Stream { get; init; }
    /// <summary>Part of the thing; empty for the whole.</summary>
    public string Part { get; init; } = "";
    /// <summary>Tells duties of one part apart.</summary>
    public string Slot { get; init; } = "";
    /// <summary>What is to be done.</summary>
    public string Kind { get; init; } = "";
    /// <summary>The agency that owes it.</summary>
    public string Office { get; init; } = "";
    /// <summary>What it is about; empty where the kind says it.</summary>
    public string Title { get; init; } = "";
    /// <summary>The number that people quote.</summary>
    public string Number { get; init; } = "";
    /// <summary>Whose affair it is.</summary>
    public string Party { get; init; } = "";
    /// <summary>The page where it is met.</summary>
    public string Link { get; init; } = "";
    /// <summary>Since when.</summary>
    public DateOnly Since { get; init; }
    /// <summary>The last day in time; null while the clock stands, where no limit is known, and beyond the calendar.</summary>
    public DateOnly? Due { get; init; }
    /// <summary>Sorts by time left: the due day's number, then what is beyond the calendar, then what stands.</summary>
    public int Urgency { get; init; }
    /// <summary>From this day on it is shown yellow; null when unknown.</summary>
    public DateOnly? YellowOn { get; init; }
    /// <summary>From this day on it is late and shown red; null when unknown.</summary>
    public DateOnly? RedOn { get; init; }
    /// <summary>Whether its clock stands on a legal ground.</summary>
    public bool IsSuspended { get; init; }
    /// <summary>The next day on which its module must look at it; null when never.</summary>
    public DateOnly? NextWarningOn { get; init; }
    /// <summary>Whether its module warns by itself.</summary>
    public bool RingsItself { get; init; }
    /// <summary>The calendar that the days were computed with; empty when no clock runs.</summary>
    public string Calendar { get; init; } = "";
    /// <summary>The clock, from which the days are computed anew with a new calendar; null where its module does that.</summary>
    public string? Clock { get; init; }

    /// <summary>The light on a day.</summary>
    public ClockLight LightOn(DateOnly today) =>
        IsSuspended ? ClockLight.Green
        : RedOn <= today ? ClockLight.Red
        : YellowOn <= today ? ClockLight.Yellow
        : ClockLight.Green;

    /// <summary>Whether both are one and the same duty, however its days have moved.</summary>
    internal bool IsSameAs(DutyRow other) =>
        (Kind, Office, Since) == (other.Kind, other.Office, other.Since);

    internal static DutyRow Of(Guid stream, Duty duty, WorkCalendar calendar)
    {
        var row = new DutyRow
        {
            Stream = stream, Part = duty.Part, Slot = duty.Slot, Kind = duty.Kind, Office = duty.Office,
            Title = duty.Title, Number = duty.Number, Party = duty.Party, Link = duty.Link,
            Since = duty.Since, IsSuspended = duty.Clock?.IsSuspended ?? false, NextWarningOn = duty.NextWarningOn,
            RingsItself = duty.RingsItself, Urgency = Stopped + duty.Since.DayNumber,
        };
        return duty.Clock is not { } clock ? row
            : row.CountedBy(clock, calendar) with { Clock = duty.RingsItself ? null : JsonSerializer.Serialize(clock) };
    }

    /// <summary>The row with its days computed with another calendar; itself where it keeps no clock.</summary>
    internal DutyRow CountedBy(WorkCalendar calendar) =>
        Clock is null ? this : CountedBy(JsonSerializer.Deserialize<LegalClock>(Clock)!, calendar);

    private DutyRow CountedBy(LegalClock clock, WorkCalendar calendar)
    {
        var (due, warning) = (clock.Due(calendar), clock.Warning(calendar));
        return this with
        {
            Due = due.KnownDay, YellowOn = warning.Yellow, RedOn = warning.Red, Calendar = calendar.Version,
            Urgency = due switch
            {
                Deadline.On on => on.Day.DayNumber,
                Deadline.BeyondHorizon beyond => BeyondCalendar + beyond.UnitsLeftAtHorizon,
                _ => Stopped + Since.DayNumber,
            },
        };
    }
}

/// <summary>A duty that was met, or fell away: the one source of figures of timeliness.</summary>
internal sealed record MetDutyRow
{
    /// <summary>The thing that it belonged to.</summary>
    public Guid Stream { get; init; }
    /// <summary>Part of the thing.</summary>
    public string Part { get; init; } = "";
    /// <summary>Tells duties of one part apart.</summary>
    public string Slot { get; init; } = "";
    /// <summary>Since when it was owed.</summary>
    public DateOnly Since { get; init; }
    /// <summary>What was to be done.</summary>
    public string Kind { get; init; } = "";
    /// <summary>The agency that owed it.</summary>
    public string Office { get; init; } = "";
    /// <summary>The last day in time, as it stood at the end; null where none was known.</summary>
    public DateOnly? Due { get; init; }
    /// <summary>The day it was met.</summary>
    public DateOnly MetOn { get; init; }

    /// <summary>Whether it was met after its last day.</summary>
    public bool IsLate => MetOn > Due;

    internal static MetDutyRow Of(DutyRow duty, DateOnly on) => new()
    {
        Stream = duty.Stream, Part = duty.Part, Slot = duty.Slot, Since = duty.Since, Kind = duty.Kind, Office = duty.Office,
        Due = duty.Due, MetOn = on,
    };
}

/// <summary>Declares the tables of duties.</summary>
public sealed class DutyTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<DutyRow>(row =>
        {
            // 2: persons are masked in another way.
            row.HasEdition(2).ToTable("duties").HasKey(r => new { r.Stream, r.Part, r.Slot });
            row.IsCounted(
                nameof(DutyRow.Due), nameof(DutyRow.YellowOn), nameof(DutyRow.RedOn), nameof(DutyRow.Urgency),
                nameof(DutyRow.Calendar), nameof(DutyRow.NextWarningOn));
            row.HasIndex(r => new { r.Office, r.Urgency });
            row.HasIndex(r => r.NextWarningOn);
            row.HasIndex(r => new { r.Kind, r.Office });
            row.HasIndex(r => r.YellowOn);
            row.HasIndex(r => r.RedOn);
        });
        model.Entity<MetDutyRow>(row =>
        {
            row.IsCounted(nameof(MetDutyRow.Due)).ToTable("met_duties")
                .HasKey(r => new { r.Stream, r.Part, r.Slot, r.Since, r.Kind });
            row.Ignore(r => r.IsLate);
            row.HasIndex(r => new { r.Kind, r.MetOn });
        });
        model.Entity<DutyTakingRow>(row =>
        {
            row.ToTable("duty_takings").HasKey(r => new { r.Stream, r.Part, r.Slot, r.Since, r.Kind });
            row.HasIndex(r => r.By);
        });
        model.Entity<DutyWarningRow>(row =>
            row.ToTable("duty_warnings").HasKey(r => new { r.Stream, r.Part, r.Slot, r.Since, r.Kind, r.Level }));
    }
}
