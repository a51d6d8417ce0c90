using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Something that happened to the clocks of a member alone, and to what its office was told of them.</summary>
internal abstract record ClockEvent(string Matter, DateOnly On) : MemberEvent(Matter, On);

/// <summary>The decision clocks stopped on a legal ground, with written notice.</summary>
[Event("case.clock-suspended")]
internal sealed record ClockSuspended(
    string Matter, string Ground, string Notice, TimeLimit Announced, DateOnly On) : ClockEvent(Matter, On);

/// <summary>The decision clocks run again.</summary>
[Event("case.clock-resumed")]
internal sealed record ClockResumed(string Matter, DateOnly On) : ClockEvent(Matter, On);

/// <summary>The limit was extended once, with a reason that the applicant reads.</summary>
[Event("case.clock-extended")]
internal sealed record ClockExtended(string Matter, TimeLimit By, string ApprovedBy, string Reason, DateOnly On)
    : ClockEvent(Matter, On);

/// <summary>The engine warned the office; each level of each clock once.</summary>
[Event("case.office-warned")]
internal sealed record OfficeWarned(string Matter, string Clock, WarningLevel Rung, DateOnly On) : ClockEvent(Matter, On);

/// <summary>The office said why it is late (优化营商环境条例 第三十六条).</summary>
[Event("case.lateness-explained")]
internal sealed record LatenessExplained(string Matter, string Reason, DateOnly On) : ClockEvent(Matter, On);

/// <summary>
/// A deadline that had been shown was computed again with a new calendar; both days stay on record. The matter is
/// empty for the answer to a bad rating.
/// </summary>
[Event("case.deadline-recomputed")]
internal sealed record DeadlineRecomputed(
    string Matter, DateOnly? Shown, DateOnly? Now, string CalendarVersion, DateOnly On) : ClockEvent(Matter, On);
