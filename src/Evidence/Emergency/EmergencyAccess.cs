using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Emergency access (紧急查询): two different officials approve, for a short time, that data is looked at without a case. The
/// person and supervision are told at once, and it is reviewed afterwards.
/// </summary>
public sealed record EmergencyAccess
{
    /// <summary>Its id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>What was asked for, by the first official.</summary>
    public required EmergencyAsked Asked { get; init; }
    /// <summary>The first official's account.</summary>
    public required string First { get; init; }
    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>The second official's account; null until approved.</summary>
    public string? Second { get; init; }
    /// <summary>The second official's approval.</summary>
    public EmergencyApproved? Approved { get; init; }
    /// <summary>How often it was used.</summary>
    public int Uses { get; init; }
    /// <summary>The clock of the review, from the approval.</summary>
    public LegalClock? Review { get; init; }
    /// <summary>The review; null while it is owed.</summary>
    public EmergencyReviewed? Reviewed { get; init; }

    /// <summary>Whether supervision was told that the review is late.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Whether data may be looked at now.</summary>
    public bool IsOpen(DateTimeOffset now) => Approved is { } approved && now < approved.Until && Reviewed is null;
}

/// <summary>Something that happened to an emergency access.</summary>
public abstract record EmergencyEvent;

/// <summary>The first official asked for it.</summary>
/// <param name="Office">The official's agency.</param>
/// <param name="Subject">Citizen number or credit code.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Reason">Why it cannot wait.</param>
/// <param name="On">The day.</param>
[Event("emergency.asked")]
public sealed record EmergencyAsked(string Office, string Subject, string Resource, string Reason, DateOnly On) : EmergencyEvent;

/// <summary>Another official approved it.</summary>
/// <param name="Reason">Why they agree.</param>
/// <param name="Until">Until when it may be used.</param>
/// <param name="Review">The limit for the review.</param>
/// <param name="On">The day.</param>
[Event("emergency.approved")]
public sealed record EmergencyApproved(string Reason, DateTimeOffset Until, TimeLimit Review, DateOnly On) : EmergencyEvent;

/// <summary>It was used: the entry of the exchange says for what.</summary>
/// <param name="Request">Id of the request.</param>
[Event("emergency.used")]
public sealed record EmergencyUsed(Guid Request) : EmergencyEvent;

/// <summary>Supervision reviewed it, which also ends it.</summary>
/// <param name="IsRight">Whether it was right.</param>
/// <param name="Words">Why.</param>
/// <param name="On">The day.</param>
[Event("emergency.reviewed")]
public sealed record EmergencyReviewed(bool IsRight, string Words, DateOnly On) : EmergencyEvent;

/// <summary>The limit passed without a review, and supervision was told.</summary>
[Event("emergency.escalated")]
public sealed record EmergencyEscalated(DateOnly On) : EmergencyEvent;

/// <summary>An emergency access as lists need it.</summary>
public sealed class EmergencyRow : IDutyRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>The agency.</summary>
    public string Office { get; set; } = "";
    /// <summary>Whose data.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Code of the resource.</summary>
    public string Resource { get; set; } = "";
    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";
    /// <summary>The first official.</summary>
    public string First { get; set; } = "";
    /// <summary>The second official.</summary>
    public string? Second { get; set; }
    /// <summary>When it was asked for.</summary>
    public DateTimeOffset AskedAt { get; set; }
    /// <summary>Until when it may be used; null until approved.</summary>
    public DateTimeOffset? Until { get; set; }
    /// <summary>How often it was used.</summary>
    public int Uses { get; set; }
    /// <summary>The last day for the review; null until approved, and once reviewed.</summary>
    public DateOnly? Due { get; set; }
    /// <summary>Whether supervision was told of its being late.</summary>
    public bool IsEscalated { get; set; }
    /// <summary>The day of the review.</summary>
    public DateOnly? ReviewedOn { get; set; }
    /// <summary>Whether it was found right.</summary>
    public bool? IsRight { get; set; }
    /// <summary>What the review says.</summary>
    public string? Review { get; set; }
}

/// <summary>Folds and projects emergency accesses.</summary>
public static class EmergencyHistory
{
    /// <summary>How the streams are read and written, with the calendar that their days are counted by.</summary>
    public static StreamKind<EmergencyAccess, EmergencyEvent> KindFor(WorkCalendar calendar) => new(
        Fold, (_, after) => [RowChange.Upsert(RowOf(after, calendar))], [typeof(EmergencyRow)]);

    private static EmergencyAccess Fold(EmergencyAccess? before, EmergencyEvent happened, in Happening at) => happened switch
    {
        EmergencyAsked asked => new() { Id = at.Stream, Asked = asked, First = at.Act.By.Id, AskedAt = at.Act.At },
        EmergencyApproved approved => before! with
        {
            Second = at.Act.By.Id, Approved = approved, Review = LegalClock.Start(approved.Review, approved.On).Value,
        },
        EmergencyUsed => before! with { Uses = before.Uses + 1 },
        EmergencyEscalated => before! with { IsEscalated = true },
        EmergencyReviewed reviewed => before! with { Reviewed = reviewed, Review = before.Review?.Stop(reviewed.On).Value },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static EmergencyRow RowOf(EmergencyAccess current, WorkCalendar calendar) => new()
    {
        Id = current.Id, Office = current.Asked.Office, Subject = current.Asked.Subject, Resource = current.Asked.Resource,
        Reason = current.Asked.Reason, First = current.First, Second = current.Second, AskedAt = current.AskedAt,
        Until = current.Approved?.Until, Uses = current.Uses, ReviewedOn = current.Reviewed?.On,
        Due = current.Reviewed is null ? current.Review?.Due(calendar).KnownDay : null,
        IsEscalated = current.IsEscalated, IsRight = current.Reviewed?.IsRight, Review = current.Reviewed?.Words,
    };
}
