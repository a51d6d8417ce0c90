using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
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

    /// <summary>How the streams are read and written.</summary>
    public static StreamKind<EmergencyAccess, EmergencyEvent> Kind(CityPack pack) =>
        new(Fold, now => EmergencyRow.Of(now, pack.Calendar), typeof(EmergencyRow))
        {
            Shared = Duties.Of<EmergencyAccess>(pack, Owed),
        };

    /// <summary>Whether somebody may know of it: its agency's officials, and supervision.</summary>
    public bool IsKnownTo(Actor by) =>
        by.Role == ActorRole.Supervisor || by.Role == ActorRole.Official && by.Office == Asked.Office;

    /// <summary>Whether data may be looked at now.</summary>
    public bool IsOpen(DateTimeOffset now) => Approved is { } approved && now < approved.Until && Reviewed is null;

    private static EmergencyAccess Fold(EmergencyAccess? before, EmergencyEvent happened, in Happening at) => happened switch
    {
        EmergencyAsked asked => new() { Id = at.Stream, Asked = asked, First = at.Act.By.Id, AskedAt = at.Act.At },
        EmergencyApproved approved => before! with
        {
            Second = at.Act.By.Id, Approved = approved, Review = LegalClock.Start(approved.Review, approved.On).Value,
        },
        EmergencyUsed => before! with { Uses = before.Uses + 1 },
        EmergencyReviewed reviewed => before! with { Reviewed = reviewed, Review = before.Review?.Stop(reviewed.On).Value },
        _ => before!,
    };

    private static IEnumerable<Duty> Owed(EmergencyAccess now)
    {
        if (now is { Approved: { } approved, Reviewed: null })
            yield return new("review-emergency", Duty.Supervision, approved.On, now.Review, $"/work/data#e-{now.Id}")
            {
                Title = now.Asked.Resource,
            };
    }
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
internal sealed record EmergencyUsed(Guid Request) : EmergencyEvent;

/// <summary>Supervision reviewed it, which also ends it.</summary>
/// <param name="IsRight">Whether it was right.</param>
/// <param name="Words">Why.</param>
/// <param name="On">The day.</param>
[Event("emergency.reviewed")]
public sealed record EmergencyReviewed(bool IsRight, string Words, DateOnly On) : EmergencyEvent;

/// <summary>The limit passed without a review, and supervision was told; now told by the watch over all duties.</summary>
[Event("emergency.escalated")]
internal sealed record EmergencyEscalated(DateOnly On) : EmergencyEvent;

/// <summary>
/// An emergency access as lists need it; <c>Due</c> is the last day for the review: null until approved, and once reviewed.
/// </summary>
public sealed record EmergencyRow(
    Guid Id, string Office, string Subject, string Resource, string Reason, string First, string? Second, DateTimeOffset AskedAt,
    DateTimeOffset? Until, int Uses, DateOnly? Due, DateOnly? ReviewedOn, bool? IsRight, string? Review)
{
    internal static EmergencyRow Of(EmergencyAccess now, WorkCalendar calendar) => new(
        now.Id, now.Asked.Office, now.Asked.Subject, now.Asked.Resource, now.Asked.Reason, now.First, now.Second, now.AskedAt,
        now.Approved?.Until, now.Uses, now.Reviewed is null ? now.Review?.Due(calendar).KnownDay : null, now.Reviewed?.On,
        now.Reviewed?.IsRight, now.Reviewed?.Words);
}
