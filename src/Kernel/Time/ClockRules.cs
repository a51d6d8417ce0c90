using System.Globalization;

namespace Yitong.Kernel;

/// <summary>Which line may be appended to which ledger.</summary>
internal static class ClockRules
{
    /// <summary>Why the line may not be appended; null when it may.</summary>
    internal static Refusal? Against(LegalClock clock, ClockEntry entry)
    {
        if (clock.StoppedOn is { } stopped)
            return new Refusal("clock.stopped").With("on", LegalClock.Iso(stopped));
        var last = clock.Entries is [.., var newest] ? newest.On : clock.StartedOn;
        if (entry.On < last)
            return Invalid("clock.before-start")
                .With("on", LegalClock.Iso(entry.On)).With("last", LegalClock.Iso(last));
        return entry.Kind switch
        {
            ClockEntryKind.Suspended => Suspending(clock, entry),
            ClockEntryKind.Resumed => clock.IsSuspended ? null : new Refusal("clock.not-suspended"),
            ClockEntryKind.Extended => Extending(clock, entry),
            ClockEntryKind.Stopped => null,
            _ => Invalid("clock.entry-unknown"),
        };
    }

    private static Refusal? Suspending(LegalClock clock, ClockEntry entry)
    {
        if (clock.Suspension is { On: var since })
            return new Refusal("clock.already-suspended").With("since", LegalClock.Iso(since));
        if (string.IsNullOrWhiteSpace(entry.Ground)) return Invalid("clock.ground-missing");
        // 行政许可法 第四十五条: time is left out only if the applicant is told in writing how long it takes.
        if (string.IsNullOrWhiteSpace(entry.Notice)) return Invalid("clock.notice-missing");
        return HasLength(entry) ? null : Invalid("clock.length-missing");
    }

    private static Refusal? Extending(LegalClock clock, ClockEntry entry)
    {
        if (entry.Permitted is not { } permitted)
            return Invalid("clock.extension-not-lawful", clock.Law);
        if (clock.Entries.Any(line => line.Kind is ClockEntryKind.Extended))
            return new Refusal("clock.already-extended", Law: clock.Law);
        if (!HasLength(entry)) return Invalid("clock.length-missing", clock.Law);
        var by = entry.Length!.Value;
        if (by.Unit != clock.Budget.Unit || by.Unit != permitted.Unit)
            return Invalid("clock.extension-unit", clock.Law);
        if (by.Amount > permitted.Amount || by.Amount + clock.Budget.Amount > TimeLimit.MaxAmount)
            return Invalid("clock.extension-too-long", clock.Law)
                .With("by", Plain(by.Amount)).With("permitted", Plain(permitted.Amount));
        if (string.IsNullOrWhiteSpace(entry.ApprovedBy)) return Invalid("clock.approval-missing", clock.Law);
        return string.IsNullOrWhiteSpace(entry.Reason) ? Invalid("clock.reason-missing", clock.Law) : null;
    }

    private static bool HasLength(ClockEntry entry) => entry.Length is { IsValid: true, Amount: > 0 };

    private static Refusal Invalid(string code, string? law = null) => new(code, RefusalKind.NotValid, law);

    private static string Plain(int amount) => amount.ToString(CultureInfo.InvariantCulture);
}
