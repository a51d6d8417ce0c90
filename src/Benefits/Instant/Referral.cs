using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>What somebody applies for with one tap.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Clause">The clause that it rests on.</param>
/// <param name="Claim">Under which name it is unique: the policy's id, or the exclusion group's.</param>
/// <param name="Period">For which period.</param>
/// <param name="Budget">The budget that pays.</param>
public sealed record InstantTerms(string Policy, string Title, string Clause, string Claim, string Period, Guid Budget)
{
    /// <summary>Claims of policies that cannot be had together with this one for the same period.</summary>
    public ImmutableArray<string> Excludes { get; init; } = [];
}

/// <summary>What a policy's rule says of one subject on one day.</summary>
/// <param name="Truth">Yes, no, or unknown because a fact is missing.</param>
/// <param name="Fen">How much, when it is yes; 0 otherwise.</param>
/// <param name="Because">Condition by condition, as the person reads it.</param>
/// <param name="Missing">The facts that nobody supplied, by name.</param>
public sealed record Verdict(Truth Truth, long Fen, ImmutableArray<string> Because, ImmutableArray<string> Missing);

/// <summary>
/// An application that the rule could not grant: a fact is unknown, or the person says that it is not so. An official looks into
/// it; the person is not asked to prove anything again.
/// </summary>
public sealed record Referral
{
    /// <summary>Its id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>What is applied for.</summary>
    public required InstantTerms Terms { get; init; }
    /// <summary>For whom: citizen number or credit code.</summary>
    public required string Subject { get; init; }
    /// <summary>Their name.</summary>
    public required string Name { get; init; }
    /// <summary>What the rule said.</summary>
    public required Verdict Verdict { get; init; }
    /// <summary>Whether the person says that a fact is not so.</summary>
    public required bool IsDisputed { get; init; }
    /// <summary>The person's own words; null when there are none.</summary>
    public string? Remark { get; init; }
    /// <summary>The agency that decides.</summary>
    public required string Office { get; init; }
    /// <summary>The day on which it went to the agency.</summary>
    public required DateOnly On { get; init; }
    /// <summary>The clock for the decision; null for one referred before there was a limit.</summary>
    public LegalClock? Clock { get; init; }
    /// <summary>Whether it is decided, and how.</summary>
    public ReferralState State { get; init; }
    /// <summary>The official's reason; null before.</summary>
    public string? Reason { get; init; }
    /// <summary>The key of its payment order.</summary>
    internal OrderKey Key => new(Terms.Claim, Terms.Period, Subject, 1);
    /// <summary>Which application of this subject for this claim and period it is: 1, 2 ….</summary>
    public int Round { get; init; } = 1;
}

/// <summary>Whether a referral is decided.</summary>
public enum ReferralState
{
    /// <summary>Not yet.</summary>
    Waiting,
    /// <summary>Granted.</summary>
    Granted,
    /// <summary>Refused.</summary>
    Refused,
}

/// <summary>Something that happened to a referral.</summary>
public abstract record ReferralEvent;

/// <summary>An application went to an official; no limit stands in what was written before there was one.</summary>
[Event("benefit.claim-referred")]
internal sealed record ClaimReferred(
    InstantTerms Terms, string Subject, string Name, Verdict Verdict, bool IsDisputed, string? Remark, string Office,
    TimeLimit? Limit = null, string? Law = null) : ReferralEvent;

/// <summary>The official granted it.</summary>
[Event("benefit.claim-granted")]
internal sealed record ClaimGranted(long Fen, string Reason) : ReferralEvent;

/// <summary>The official refused it.</summary>
[Event("benefit.claim-refused")]
internal sealed record ClaimRefused(string Reason) : ReferralEvent;

/// <summary>A referral as officials' lists show it.</summary>
public sealed class ReferralRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>The agency that decides.</summary>
    public string Office { get; set; } = "";
    /// <summary>The policy.</summary>
    public string Policy { get; set; } = "";
    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";
    /// <summary>The period.</summary>
    public string Period { get; set; } = "";
    /// <summary>For whom.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Their name.</summary>
    public string Name { get; set; } = "";
    /// <summary>What the rule says it would be; 0 when it could not say.</summary>
    public long Fen { get; set; }
    /// <summary>Whether it is decided.</summary>
    public ReferralState State { get; set; }
    /// <summary>The day of the application.</summary>
    public DateOnly On { get; set; }
}

/// <summary>Folds and projects referrals.</summary>
internal static class ReferralHistory
{
    /// <summary>How referral streams are read and written.</summary>
    public static StreamKind<Referral, ReferralEvent> Kind(CityPack pack) => new(
        (Referral? before, ReferralEvent happened, in Happening at) => happened switch
        {
            ClaimReferred e => new()
            {
                Id = at.Stream, Terms = e.Terms, Subject = e.Subject, Name = e.Name, Verdict = e.Verdict,
                IsDisputed = e.IsDisputed, Remark = e.Remark, Office = e.Office, Round = (before?.Round ?? 0) + 1,
                On = pack.City.DayOf(at.Act.At), Clock = ClockOf(e, pack.City.DayOf(at.Act.At)),
            },
            ClaimGranted e => before! with { State = ReferralState.Granted, Reason = e.Reason },
            ClaimRefused e => before! with { State = ReferralState.Refused, Reason = e.Reason },
            _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
        },
        (_, after) => [RowChange.Upsert(new ReferralRow
        {
            Id = after.Id, Office = after.Office, Policy = after.Terms.Policy, Title = after.Terms.Title,
            Period = after.Terms.Period, Subject = after.Subject, Name = after.Name, Fen = after.Verdict.Fen,
            State = after.State, On = after.On,
        })],
        [typeof(ReferralRow)])
    {
        NotFound = "referral.not-found", Shared = Duties.Of<Referral>(pack, Owed),
    };

    private static LegalClock? ClockOf(ClaimReferred referred, DateOnly on) =>
        referred.Limit is { } limit ? LegalClock.Start(limit, on, referred.Law).Value : null;

    private static IEnumerable<Duty> Owed(Referral now)
    {
        if (now.State == ReferralState.Waiting)
            yield return new("decide-referral", now.Office, now.On, now.Clock, $"/work/referrals/{now.Id}")
            {
                Title = now.Terms.Title, Party = now.Name,
            };
    }

    internal static void Configure(ModelBuilder model) => model.Entity<ReferralRow>(row =>
    {
        row.ToTable("referrals").HasKey(r => r.Id);
        row.HasIndex(r => new { r.Office, r.State });
        row.HasIndex(r => r.Subject);
    });
}
