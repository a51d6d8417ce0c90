using System.Globalization;
using System.Text.Json.Serialization;

namespace Yitong.Kernel;

/// <summary>
/// A legal clock (办理时限): a budget and a ledger, never a date. What is due is derived from both and a
/// calendar each time it is asked for. Immutable, a value, and plain for System.Text.Json. The start day
/// is not counted; the day of a suspension is, the day of resuming is not, so time is suspended in
/// (suspended, resumed].
/// </summary>
/// <remarks>
/// Months and years are turned into calendar days once, from the start day, so that suspended days move
/// the last day by as many days. A suspension on or after the last day cannot mend a clock that is late
/// already.
/// </remarks>
public sealed record LegalClock
{
    /// <summary>What the law or the promise grants, without extension.</summary>
    public required TimeLimit Budget { get; init; }

    /// <summary>The day from which the article lets it run; not counted itself.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>The article that sets the limit; null for a promise of the agency's own.</summary>
    public string? Law { get; init; }

    /// <summary>The ledger, oldest first.</summary>
    public IReadOnlyList<ClockEntry> Entries { get; init; } = [];

    /// <summary>Whether time is being counted.</summary>
    [JsonIgnore]
    public bool IsRunning => !IsSuspended && !IsStopped;

    /// <summary>Whether the clock is suspended and not yet stopped.</summary>
    [JsonIgnore]
    public bool IsSuspended => !IsStopped && Suspension is not null;

    /// <summary>Whether the clock is finished.</summary>
    [JsonIgnore]
    public bool IsStopped => StoppedOn is not null;

    /// <summary>The day on which the clock was finished; null while it is not.</summary>
    [JsonIgnore]
    public DateOnly? StoppedOn => Entries is [.., { Kind: ClockEntryKind.Stopped, On: var on }] ? on : null;

    /// <summary>The budget together with its extension.</summary>
    [JsonIgnore]
    public TimeLimit Granted => Budget with
    {
        Amount = Budget.Amount
            + Entries.Sum(entry => entry.Kind is ClockEntryKind.Extended ? entry.Length?.Amount ?? 0 : 0),
    };

    /// <summary>The suspension that has not been resumed; null otherwise.</summary>
    internal ClockEntry? Suspension => Entries
        .LastOrDefault(entry => entry.Kind is ClockEntryKind.Suspended or ClockEntryKind.Resumed)
        is { Kind: ClockEntryKind.Suspended } open ? open : null;

    /// <summary>Starts a clock.</summary>
    /// <param name="budget">A valid limit.</param>
    /// <param name="on">The day from which the article lets it run.</param>
    /// <param name="law">The article; null for a promise.</param>
    /// <returns>The clock, or <c>clock.length-missing</c>.</returns>
    public static Outcome<LegalClock> Start(TimeLimit budget, DateOnly on, string? law = null) =>
        budget.IsValid
            ? new LegalClock { Budget = budget, StartedOn = on, Law = law }
            : new Refusal("clock.length-missing", RefusalKind.NotValid, law);

    /// <summary>
    /// Stops counting for something that the law does not count (行政许可法 第四十五条:
    /// 听证、检验、检测、检疫、鉴定、专家评审…).
    /// </summary>
    /// <param name="on">The day; it still counts as used.</param>
    /// <param name="ground">What is waited for, with its article.</param>
    /// <param name="notice">
    /// Number of the written notice to the applicant. Without it the clock is not suspended.
    /// </param>
    /// <param name="announced">How long, as told to the applicant.</param>
    /// <returns>
    /// The clock, or <c>clock.stopped</c>, <c>clock.already-suspended</c>, <c>clock.before-start</c>,
    /// <c>clock.ground-missing</c>, <c>clock.notice-missing</c>, <c>clock.length-missing</c>.
    /// </returns>
    public Outcome<LegalClock> Suspend(DateOnly on, string ground, string notice, TimeLimit? announced) =>
        Append(new(ClockEntryKind.Suspended, on) { Ground = ground, Notice = notice, Length = announced });

    /// <summary>Counts again from the next day.</summary>
    /// <param name="on">The day; it is not counted.</param>
    /// <returns>
    /// The clock, or <c>clock.stopped</c>, <c>clock.not-suspended</c>, <c>clock.before-start</c>.
    /// </returns>
    public Outcome<LegalClock> Resume(DateOnly on) => Append(new(ClockEntryKind.Resumed, on));

    /// <summary>Lets the limit be longer, once, while it has not run out (行政许可法 第四十二条).</summary>
    /// <param name="on">The day of the approval.</param>
    /// <param name="by">By how much, in the unit of the budget.</param>
    /// <param name="approvedBy">Who approved it.</param>
    /// <param name="reason">The reason that the applicant is told.</param>
    /// <param name="permitted">How far the article lets it go; null when it gives no extension.</param>
    /// <param name="calendar">Tells whether the limit has run out.</param>
    /// <returns>
    /// The clock, or <c>clock.stopped</c>, <c>clock.before-start</c>, <c>clock.extension-not-lawful</c>,
    /// <c>clock.already-extended</c>, <c>clock.extension-too-late</c>, <c>clock.length-missing</c>,
    /// <c>clock.extension-unit</c>, <c>clock.extension-too-long</c>, <c>clock.approval-missing</c>,
    /// <c>clock.reason-missing</c>.
    /// </returns>
    public Outcome<LegalClock> Extend(
        DateOnly on, TimeLimit by, string approvedBy, string reason, TimeLimit? permitted,
        WorkCalendar calendar)
    {
        var extended = Append(new(ClockEntryKind.Extended, on)
        {
            Length = by, ApprovedBy = approvedBy, Reason = reason, Permitted = permitted,
        });
        return extended.IsGranted && Due(calendar).KnownDay is { } due && on > due
            ? new Refusal("clock.extension-too-late", RefusalKind.NotNow, Law).With("due", Iso(due))
            : extended;
    }

    /// <summary>
    /// Finishes the clock: decided, withdrawn, transferred. It is judged at this day from then on.
    /// </summary>
    /// <param name="on">The day.</param>
    /// <returns>The clock, or <c>clock.stopped</c>, <c>clock.before-start</c>.</returns>
    public Outcome<LegalClock> Stop(DateOnly on) => Append(new(ClockEntryKind.Stopped, on));

    /// <summary>
    /// Appends a line when the law and the state allow it. Folding a ledger over a fresh clock gives the same
    /// clock: the ledger alone reproduces every deadline ever shown.
    /// </summary>
    public Outcome<LegalClock> Append(ClockEntry entry) =>
        ClockRules.Against(this, entry) is { } refusal
            ? refusal
            : this with { Entries = [.. Entries, entry] };

    /// <summary>The clock as it stood at the end of a day: later lines are left out.</summary>
    public LegalClock AsOf(DateOnly day) =>
        Entries is [] || Entries[^1].On <= day
            ? this
            : this with { Entries = [.. Entries.TakeWhile(entry => entry.On <= day)] };

    /// <summary>
    /// The last day in time; <see cref="Deadline.Stopped"/> while suspended in time; or why no day can be
    /// named.
    /// </summary>
    public Deadline Due(WorkCalendar calendar) => ClockReading.Due(this, calendar);

    /// <summary>The deadline as it would be shown today, to be kept with its calendar.</summary>
    public ShownDeadline Show(WorkCalendar calendar) => new(Due(calendar).KnownDay, calendar.Version);

    /// <summary>
    /// What has been used at the end of a day: working days where these are counted, else calendar days;
    /// suspended time is left out. Null where the calendar does not reach.
    /// </summary>
    public int? Consumed(WorkCalendar calendar, DateOnly today) =>
        ClockReading.Consumed(this, calendar, today);

    /// <summary>
    /// What is left at the end of a day, in the same unit as <see cref="Consumed"/>: 0 on the last day,
    /// negative when late. Past the horizon it is the budget less what is consumed, and null where that
    /// cannot be known. A stopped clock keeps what it had on its last day.
    /// </summary>
    public int? Remaining(WorkCalendar calendar, DateOnly today) =>
        ClockReading.Remaining(this, calendar, today);

    /// <summary>Calendar days in suspension up to the end of a day: those in (suspended, resumed].</summary>
    public int SuspendedDays(DateOnly today) => ClockReading.SuspendedDays(this, today);

    /// <summary>
    /// The last day of the length announced with the open suspension; null when none is open.
    /// </summary>
    public Deadline? AnnouncedEnd(WorkCalendar calendar) =>
        IsSuspended && Suspension is { Length: { } length, On: var on } ? length.From(on, calendar) : null;

    /// <summary>The days on which the clock turns yellow and red, as far as they can be known.</summary>
    public ClockWarning Warning(WorkCalendar calendar) => ClockReading.Warning(this, calendar);

    /// <summary>
    /// The light at a day; a stopped clock is judged at the day it stopped. Late is computed here,
    /// nowhere stored.
    /// </summary>
    public ClockLight Light(WorkCalendar calendar, DateOnly today) =>
        ClockReading.Light(this, calendar, today);

    /// <summary>Same budget, start, article and lines.</summary>
    public bool Equals(LegalClock? other) =>
        other is not null && Budget == other.Budget && StartedOn == other.StartedOn && Law == other.Law
        && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Budget, StartedOn, Law, Entries.Count);

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
