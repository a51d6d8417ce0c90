using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Parties;

/// <summary>
/// A party (主体): a natural person, a company or a self-employed business known to the city, with the mandates it has given.
/// </summary>
public sealed record Party
{
    /// <summary>The party's id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>Person or business.</summary>
    public required PartyKind Kind { get; init; }
    /// <summary>Citizen number or unified social credit code.</summary>
    public required string Code { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>Division code of the residence or seat.</summary>
    public required string Division { get; init; }
    /// <summary>Mandates it gave, ended ones included.</summary>
    public ImmutableArray<Mandate> Mandates { get; init; } = [];

    /// <summary>
    /// Why somebody may not give and take back its mandates; null for itself, its legal representative, and the engine.
    /// </summary>
    internal Refusal? NotManagedBy(Actor by, DateOnly today) =>
        by.Role == ActorRole.Engine
        || by.Role == ActorRole.Resident && Guid.TryParse(by.Id, out var person) && (person == Id || Mandates.Any(mandate =>
            mandate.Agent == person && mandate.Basis == MandateBasis.LegalRepresentative && mandate.IsValid(today)))
            ? null : NotYours;

    /// <summary>The refusal of whoever may not give or take back mandates for a party.</summary>
    internal static Refusal NotYours => new("mandate.not-yours", RefusalKind.NotAllowed);
}

/// <summary>The kinds of party.</summary>
public enum PartyKind
{
    /// <summary>自然人</summary>
    Person,
    /// <summary>企业法人</summary>
    Company,
    /// <summary>个体工商户</summary>
    SelfEmployed,
}

/// <summary>
/// A mandate (授权): the principal lets the agent act for it, within a scope and for a time. Whatever is outside
/// is refused. One that is offered counts from when the agent has accepted it (民法典 第一百六十五条: 授权; 受托人可以不接受).
/// </summary>
/// <param name="Id">The mandate's id.</param>
/// <param name="Agent">Who may act; <see cref="Guid.Empty"/> while it is only offered.</param>
/// <param name="Scope">Codes of the matters and journeys it covers; empty for all.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null for no end.</param>
/// <param name="Basis">Why: legal representative by registration, or given by the principal.</param>
/// <param name="RevokedOn">The day it was taken back: not valid on that day any more.</param>
public sealed record Mandate(
    Guid Id, Guid Agent, ImmutableArray<string> Scope, DateOnly From, DateOnly? Until, MandateBasis Basis,
    DateOnly? RevokedOn = null)
{
    /// <summary>The citizen number to which it was offered; null for one that needed no acceptance.</summary>
    public string? OfferedTo { get; init; }
    /// <summary>The day on which the agent declined it, or gave it up; null when they did not.</summary>
    public DateOnly? DeclinedOn { get; init; }

    /// <summary>Whether it covers the matter or journey on the day.</summary>
    public bool Covers(string code, DateOnly today) =>
        IsValid(today) && (Scope.IsEmpty || Scope.Contains(code));

    /// <summary>Whether it is valid on the day.</summary>
    public bool IsValid(DateOnly today) => StateOn(today) == MandateState.InForce;

    /// <summary>Whether it may still come to count, or counts.</summary>
    public bool IsAlive(DateOnly today) => StateOn(today) is MandateState.Offered or MandateState.Coming or MandateState.InForce;

    /// <summary>How it stands on a day.</summary>
    public MandateState StateOn(DateOnly today) =>
        RevokedOn <= today ? MandateState.Revoked
        : DeclinedOn is not null ? MandateState.Declined
        : Until < today ? MandateState.Over
        : Agent == Guid.Empty ? MandateState.Offered
        : today < From ? MandateState.Coming
        : MandateState.InForce;
}

/// <summary>How a mandate stands on a day.</summary>
public enum MandateState
{
    /// <summary>The agent has not said yet (待对方同意).</summary>
    Offered,
    /// <summary>The agent does not want it, or no more (对方不代办).</summary>
    Declined,
    /// <summary>It begins later (未到生效日).</summary>
    Coming,
    /// <summary>It is valid (有效).</summary>
    InForce,
    /// <summary>Its last day has passed (已到期).</summary>
    Over,
    /// <summary>It was taken back (已收回).</summary>
    Revoked,
}

/// <summary>What a mandate rests on.</summary>
public enum MandateBasis
{
    /// <summary>法定代表人、经营者: by registration.</summary>
    LegalRepresentative,
    /// <summary>Given by the principal.</summary>
    Given,
}

/// <summary>Something that happened to a party.</summary>
public abstract record PartyEvent;

/// <summary>A party became known to the city.</summary>
[Event("party.registered")]
internal sealed record PartyRegistered(PartyKind Kind, string Code, string Name, string Division) : PartyEvent;

/// <summary>A party gave a mandate.</summary>
[Event("party.mandate-given")]
internal sealed record MandateGiven(
    Guid Mandate, Guid Agent, ImmutableArray<string> Scope, DateOnly From, DateOnly? Until, MandateBasis Basis)
    : PartyEvent;

/// <summary>A party offered a mandate to whoever has a citizen number; whether the city knows them is said to nobody.</summary>
[Event("party.mandate-offered")]
internal sealed record MandateOffered(
    Guid Mandate, string To, ImmutableArray<string> Scope, DateOnly From, DateOnly? Until) : PartyEvent;

/// <summary>The agent accepted it.</summary>
[Event("party.mandate-accepted")]
internal sealed record MandateAccepted(Guid Mandate, Guid Agent) : PartyEvent;

/// <summary>The agent declined it, or gave it up.</summary>
[Event("party.mandate-declined")]
internal sealed record MandateDeclined(Guid Mandate, DateOnly On) : PartyEvent;

/// <summary>A party took a mandate back.</summary>
[Event("party.mandate-revoked")]
internal sealed record MandateRevoked(Guid Mandate, DateOnly On) : PartyEvent;

/// <summary>Folds and projects parties.</summary>
internal static class PartyHistory
{
    /// <summary>How party streams are read and written.</summary>
    public static StreamKind<Party, PartyEvent> Kind { get; } = new(
        Fold, Rows, [typeof(PartyRow), typeof(MandateRow)]);

    private static Party Fold(Party? before, PartyEvent happened, in Happening at) => happened switch
    {
        PartyRegistered e => new() { Id = at.Stream, Kind = e.Kind, Code = e.Code, Name = e.Name, Division = e.Division },
        MandateGiven e => before! with
        {
            Mandates = before.Mandates.Add(new(e.Mandate, e.Agent, e.Scope, e.From, e.Until, e.Basis)),
        },
        MandateOffered e => before! with
        {
            Mandates = before.Mandates.Add(
                new(e.Mandate, Guid.Empty, e.Scope, e.From, e.Until, MandateBasis.Given) { OfferedTo = e.To }),
        },
        MandateAccepted e => With(before!, e.Mandate, mandate => mandate with { Agent = e.Agent }),
        MandateDeclined e => With(before!, e.Mandate, mandate => mandate with { DeclinedOn = e.On }),
        MandateRevoked e => With(before!, e.Mandate, mandate => mandate with { RevokedOn = e.On }),
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static Party With(Party party, Guid mandate, Func<Mandate, Mandate> change) => party with
    {
        Mandates = [.. party.Mandates.Select(each => each.Id == mandate ? change(each) : each)],
    };

    private static List<RowChange> Rows(Party? before, Party after)
    {
        var changes = new List<RowChange>();
        if (before is null)
            changes.Add(RowChange.Upsert(new PartyRow
            {
                Id = after.Id, Kind = after.Kind, Code = after.Code, Name = after.Name, Division = after.Division,
            }));
        foreach (var mandate in after.Mandates.Except(before?.Mandates ?? []))
            changes.Add(RowChange.Upsert(MandateRow.Of(after, mandate)));
        return changes;
    }
}

/// <summary>A party as look-ups need it.</summary>
public sealed class PartyRow
{
    /// <summary>The party's id.</summary>
    public Guid Id { get; set; }
    /// <summary>Person or business.</summary>
    public PartyKind Kind { get; set; }
    /// <summary>Citizen number or credit code.</summary>
    public string Code { get; set; } = "";
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";
    /// <summary>Division code.</summary>
    public string Division { get; set; } = "";
}

/// <summary>A mandate as look-ups need it.</summary>
public sealed class MandateRow
{
    /// <summary>The mandate's id.</summary>
    public Guid Id { get; set; }
    /// <summary>Who gave it.</summary>
    public Guid Principal { get; set; }
    /// <summary>The principal's name.</summary>
    public string PrincipalName { get; set; } = "";
    /// <summary>Who may act; <see cref="Guid.Empty"/> while it is only offered.</summary>
    public Guid Agent { get; set; }
    /// <summary>The citizen number to which it was offered; empty for one that needed no acceptance.</summary>
    public string OfferedTo { get; set; } = "";
    /// <summary>Codes separated by spaces; empty for all.</summary>
    public string Scope { get; set; } = "";
    /// <summary>First day.</summary>
    public DateOnly From { get; set; }
    /// <summary>Last day; null for no end.</summary>
    public DateOnly? Until { get; set; }
    /// <summary>What it rests on.</summary>
    public MandateBasis Basis { get; set; }
    /// <summary>The day it was taken back.</summary>
    public DateOnly? RevokedOn { get; set; }
    /// <summary>The day on which the agent declined it, or gave it up.</summary>
    public DateOnly? DeclinedOn { get; set; }

    /// <summary>The row of a mandate.</summary>
    internal static MandateRow Of(Party principal, Mandate mandate) => new()
    {
        Id = mandate.Id, Principal = principal.Id, PrincipalName = principal.Name, Agent = mandate.Agent,
        Scope = string.Join(' ', mandate.Scope), From = mandate.From, Until = mandate.Until, Basis = mandate.Basis,
        RevokedOn = mandate.RevokedOn, OfferedTo = mandate.OfferedTo ?? "", DeclinedOn = mandate.DeclinedOn,
    };
}

/// <summary>Declares the tables of the parties.</summary>
internal sealed class PartyTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<PartyRow>(row =>
        {
            row.ToTable("parties").HasKey(r => r.Id);
            row.HasIndex(r => r.Code).IsUnique();
        });
        model.Entity<MandateRow>(row =>
        {
            row.ToTable("mandates").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Principal, r.Agent });
            row.HasIndex(r => new { r.Agent, r.PrincipalName });
            row.HasIndex(r => r.OfferedTo);
        });
    }
}
