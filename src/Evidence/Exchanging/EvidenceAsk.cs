using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>A request for evidence (取证请求): for which case, what, of whom, on whose behalf.</summary>
public sealed record EvidenceAsk
{
    /// <summary>Its id, which is also its stream's; a version-7 GUID.</summary>
    public required Guid Id { get; init; }
    /// <summary>The case that it is for; null for emergency access without one.</summary>
    public Guid? Case { get; init; }
    /// <summary>Number of the case; empty for emergency access without one.</summary>
    public required string CaseNumber { get; init; }
    /// <summary>Code of the matter.</summary>
    public required string Matter { get; init; }
    /// <summary>Key of the material that asks for it.</summary>
    public required string Requirement { get; init; }
    /// <summary>Code of the purpose.</summary>
    public required string Purpose { get; init; }
    /// <summary>The resource.</summary>
    public required EvidenceResource Resource { get; init; }
    /// <summary>Citizen number or credit code of the one asked after.</summary>
    public required string Subject { get; init; }
    /// <summary>Code of the agency that asks.</summary>
    public required string Office { get; init; }
    /// <summary>Which way it is asked: <c>portal</c>, <c>workbench</c>, <c>station</c>, <c>api</c>, <c>engine</c>.</summary>
    public required string Channel { get; init; }
    /// <summary>
    /// What the gate needs to know of the case and the reader, with the items asked for and declared. What it needs of the
    /// resource and of agreements is filled in by the exchange.
    /// </summary>
    public required GateFacts Facts { get; init; }
    /// <summary>Which city asks, and for what; null: this one.</summary>
    public AskedFrom? From { get; init; }
    /// <summary>Why, in words, where somebody has to say so (emergency access).</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The id of one of the engine's tries to get what this asks: the same try is one request, however often it is made.
    /// </summary>
    public Guid IdOf(string attempt) => StreamIds.Of(
        $"try {attempt} {Case:n} {Matter} {Requirement} {Purpose} {Resource.Code} {Subject} {Office} {Facts.Asked:x}");
}

/// <summary>Another city's part in a request that it made.</summary>
/// <param name="City">Its division code.</param>
/// <param name="Office">Name of its agency that asks.</param>
/// <param name="Title">Title of its matter.</param>
/// <param name="Relation">How the one asked after stands to its case.</param>
public sealed record AskedFrom(string City, string Office, string Title, EvidenceRelation Relation);

/// <summary>What came of a request.</summary>
/// <param name="Outcome">Exactly one.</param>
/// <param name="Receipt">What was written down before anything was disclosed.</param>
public sealed record EvidenceAnswer(EvidenceOutcome Outcome, EvidenceReceipt Receipt)
{
    /// <summary>Values by code of the item; <c>true</c> or <c>false</c> for questions. Empty unless supplied.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>The rule that denied; <see cref="GateRule.Allowed"/> otherwise.</summary>
    public GateRule Rule { get; init; }
    /// <summary>When to ask again; null unless the source is away.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}

/// <summary>What came of a request: exactly one of these.</summary>
public enum EvidenceOutcome
{
    /// <summary>提供: all that was asked for.</summary>
    Supplied,
    /// <summary>部分: what could be had of it.</summary>
    Partial,
    /// <summary>无记录</summary>
    NoRecord,
    /// <summary>The gate denied it.</summary>
    Denied,
    /// <summary>The source refused.</summary>
    Refused,
    /// <summary>来源不可用</summary>
    Away,
    /// <summary>The source's answer does not fit its declaration.</summary>
    Wrong,
}

/// <summary>A receipt (取证回执): binds the answer to the question and to the entry in the log.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="AsOf">The instant that the answer holds for; null where there is none.</param>
/// <param name="RequestHash">SHA-256 of the request's canonical form, in hexadecimal.</param>
/// <param name="ItemsHash">SHA-256 of the request's id and the values, in hexadecimal; null where nothing was disclosed.</param>
/// <param name="Position">Position of the entry in the journal; its leaf in the public log is one less.</param>
/// <param name="At">When it was written down.</param>
public sealed record EvidenceReceipt(
    Guid Request, string Resource, DateTimeOffset? AsOf, string RequestHash, string? ItemsHash, long Position, DateTimeOffset At);
