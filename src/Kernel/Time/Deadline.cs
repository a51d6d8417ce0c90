using System.Text.Json.Serialization;

namespace Yitong.Kernel;

/// <summary>
/// What can be said about a last day (期限届满日): a day, or the reason why no day can be named. A closed
/// set; nobody adds to it. It is always derived from a budget and a ledger, never stored as the truth.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(On), "on")]
[JsonDerivedType(typeof(BeyondHorizon), "beyond-horizon")]
[JsonDerivedType(typeof(BeforeFirst), "before-first")]
[JsonDerivedType(typeof(Stopped), "stopped")]
public abstract record Deadline
{
    private Deadline() { }

    /// <summary>The day when there is one; null otherwise.</summary>
    [JsonIgnore]
    public DateOnly? KnownDay => this is On on ? on.Day : null;

    /// <summary>The last day on which the thing is in time.</summary>
    /// <param name="Day">Counted to its end (民法典 第二百零三条).</param>
    public sealed record On(DateOnly Day) : Deadline;

    /// <summary>
    /// The last day lies after the last day that the calendar covers, so nobody can promise it: the
    /// working days of a year are known only when its notice (节假日安排的通知) is out.
    /// </summary>
    /// <param name="Horizon">The last day that the calendar covers.</param>
    /// <param name="UnitsLeftAtHorizon">
    /// What is left of the budget at the end of that day: working days where these are counted, else
    /// calendar days (for months and years past the year 9999: months). 0 when only the roll to a working
    /// day is open.
    /// </param>
    public sealed record BeyondHorizon(DateOnly Horizon, int UnitsLeftAtHorizon) : Deadline;

    /// <summary>The count would need days before the first that the calendar covers.</summary>
    /// <param name="First">The first day that the calendar covers.</param>
    /// <param name="UnitsLeftAtFirst">What was still to be counted there.</param>
    public sealed record BeforeFirst(DateOnly First, int UnitsLeftAtFirst) : Deadline;

    /// <summary>The clock is suspended: there is no last day until it resumes.</summary>
    public sealed record Stopped : Deadline;
}

/// <summary>
/// A deadline as it was once shown to somebody, with the calendar that it was computed from; callers keep
/// old and new.
/// </summary>
/// <param name="Due">The day shown; null when none could be promised.</param>
/// <param name="CalendarVersion">The <see cref="WorkCalendar.Version"/> at that time.</param>
public sealed record ShownDeadline(DateOnly? Due, string CalendarVersion);
