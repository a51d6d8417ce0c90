using System.Collections.Immutable;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>What was asked, as it stands in the journal.</summary>
/// <param name="Case">The case; null without one.</param>
/// <param name="CaseNumber">Its number.</param>
/// <param name="Matter">Code of the matter.</param>
/// <param name="Requirement">Key of the material.</param>
/// <param name="Purpose">Code of the purpose.</param>
/// <param name="Ground">The article that the purpose rests on.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Subject">Citizen number or credit code of the one asked after.</param>
/// <param name="Items">Codes of the items asked for.</param>
/// <param name="Office">The agency that asked.</param>
/// <param name="Channel">Which way.</param>
/// <param name="RequestHash">SHA-256 of the request's canonical form, in hexadecimal.</param>
/// <param name="IsEmergency">Emergency access that two people approved.</param>
/// <param name="WithheldDays">For how many days the law keeps this from the person.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record Asked(
    Guid? Case, string CaseNumber, string Matter, string Requirement, string Purpose, string Ground, string Resource,
    string Subject, ImmutableArray<string> Items, string Office, string Channel, string RequestHash, bool IsEmergency,
    int WithheldDays, string? Reason)
{
    /// <summary>Which city asked, and for what; null: this one.</summary>
    public AskedFrom? From { get; init; }
}

/// <summary>Something that happened to a request for evidence: it has one event.</summary>
/// <param name="Asked">What was asked.</param>
public abstract record EvidenceEvent(Asked Asked);

/// <summary>Data is disclosed; this is durable before it leaves.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Items">Codes of the items that are disclosed.</param>
/// <param name="AsOf">The instant that the values hold for.</param>
/// <param name="ItemsHash">SHA-256 of the request's id and the values, in hexadecimal.</param>
/// <param name="IsKept">Whether it came from an earlier answer that is kept here.</param>
/// <param name="SourceAsked">When the source was asked.</param>
/// <param name="SourceAnswered">When it had answered.</param>
/// <param name="Signature">The source's signature; null when it signs none.</param>
[Event("evidence.disclosed")]
internal sealed record EvidenceDisclosed(
    Asked Asked, ImmutableArray<string> Items, DateTimeOffset AsOf, string ItemsHash, bool IsKept,
    DateTimeOffset SourceAsked, DateTimeOffset SourceAnswered, string? Signature) : EvidenceEvent(Asked);

/// <summary>The gate denied it.</summary>
[Event("evidence.denied")]
internal sealed record EvidenceDenied(Asked Asked, GateRule Rule) : EvidenceEvent(Asked);

/// <summary>The source did not supply it.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Outcome">No record, refused, away or wrong.</param>
/// <param name="Cause">Why, for the operator; never what the source answered.</param>
/// <param name="RetryAt">When to ask again; null unless it is away.</param>
/// <param name="SourceAsked">When the source was asked.</param>
/// <param name="SourceAnswered">When it had answered or was given up.</param>
[Event("evidence.missed")]
internal sealed record EvidenceMissed(
    Asked Asked, EvidenceOutcome Outcome, string Cause, DateTimeOffset? RetryAt,
    DateTimeOffset SourceAsked, DateTimeOffset SourceAnswered) : EvidenceEvent(Asked);

/// <summary>A request as its one event left it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Reader">Who asked: the account.</param>
/// <param name="Happened">What came of it.</param>
internal sealed record EvidenceRecord(Guid Id, DateTimeOffset At, string Reader, EvidenceEvent Happened);

/// <summary>Folds and projects requests for evidence.</summary>
internal static class EvidenceHistory
{
    /// <summary>How the streams of requests are read and written.</summary>
    public static StreamKind<EvidenceRecord, EvidenceEvent> Kind { get; } = new(
        (EvidenceRecord? _, EvidenceEvent happened, in Happening at) => new(at.Stream, at.Act.At, at.Act.By.Id, happened),
        (_, after) => [RowChange.Upsert(RowOf(after))], [typeof(DisclosureRow)]) { Capacity = 0 };

    private static DisclosureRow RowOf(EvidenceRecord record)
    {
        var asked = record.Happened.Asked;
        return new()
        {
            Id = record.Id, Subject = asked.Subject, At = record.At, Case = asked.Case, CaseNumber = asked.CaseNumber,
            Matter = asked.Matter, Requirement = asked.Requirement, Purpose = asked.Purpose, Ground = asked.Ground,
            Resource = asked.Resource, Office = asked.Office, Channel = asked.Channel, IsEmergency = asked.IsEmergency,
            VisibleFrom = record.At.AddDays(asked.WithheldDays), Reader = record.Reader,
            Items = string.Join(' ', record.Happened is EvidenceDisclosed shown ? shown.Items : asked.Items),
            FromCity = asked.From?.City, FromOffice = asked.From?.Office, FromTitle = asked.From?.Title,
            FromRelation = asked.From?.Relation,
            AsOf = (record.Happened as EvidenceDisclosed)?.AsOf,
            Outcome = record.Happened switch
            {
                EvidenceDisclosed told => told.Items.Length < asked.Items.Length
                    ? EvidenceOutcome.Partial : EvidenceOutcome.Supplied,
                EvidenceMissed missed => missed.Outcome,
                _ => EvidenceOutcome.Denied,
            },
            Rule = (record.Happened as EvidenceDenied)?.Rule ?? GateRule.Allowed,
        };
    }
}
