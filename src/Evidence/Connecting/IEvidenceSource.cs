using System.Collections.Immutable;
using Yitong.Catalogue;

namespace Yitong.Evidence;

/// <summary>Reaches the sources behind the resources. Connectors implement it by transport; none decides anything.</summary>
public interface IEvidenceSource
{
    /// <summary>
    /// Asks a resource's source for items of one subject. Never throws for what the source does or fails to do.
    /// </summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<SourceAnswer> AskAsync(SourceQuestion question, CancellationToken cancellation);
}

/// <summary>What a source is asked.</summary>
/// <param name="Request">Id of the request, for the source's own log.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Subject">Citizen number or credit code of the one asked after.</param>
/// <param name="Items">Codes of the items that are wanted; values only, predicates are answered here.</param>
/// <param name="CaseNumber">Number of the case that it is for, for the source's own log.</param>
/// <param name="Purpose">Code of the purpose.</param>
public sealed record SourceQuestion(
    Guid Request, EvidenceResource Resource, string Subject, ImmutableArray<string> Items, string CaseNumber, string Purpose)
{
    /// <summary>Whether the source itself is put to the test: nothing kept here answers, and nothing is kept.</summary>
    public bool IsTest { get; init; }
    /// <summary>Code of the matter.</summary>
    public string Matter { get; init; } = "";
    /// <summary>Code of the agency that asks.</summary>
    public string Office { get; init; } = "";
    /// <summary>How the one asked after stands to the case.</summary>
    public EvidenceRelation Relation { get; init; }
    /// <summary>Whether they have consented.</summary>
    public bool HasConsent { get; init; }
}

/// <summary>What a source answered: exactly one of these.</summary>
public abstract record SourceAnswer
{
    private protected SourceAnswer() { }
}

/// <summary>A record was found.</summary>
/// <param name="Values">Values by code of the item; an item that the source does not know is missing.</param>
/// <param name="AsOf">The instant that the source says it holds for.</param>
/// <param name="Signature">The source's signature over its answer; null when it signs none.</param>
internal sealed record SourceFound(ImmutableDictionary<string, string> Values, DateTimeOffset AsOf, string? Signature = null)
    : SourceAnswer
{
    /// <summary>Whether it was kept here from an earlier answer.</summary>
    public bool IsKept { get; init; }
}

/// <summary>The source has no record of the subject.</summary>
/// <param name="AsOf">The instant that this holds for.</param>
internal sealed record SourceHasNone(DateTimeOffset AsOf) : SourceAnswer;

/// <summary>The source refused.</summary>
/// <param name="Cause">Its own words or code.</param>
public sealed record SourceRefused(string Cause) : SourceAnswer;

/// <summary>The source cannot be reached, or too many ask.</summary>
/// <param name="RetryAt">When to ask again.</param>
/// <param name="Cause">Why, for the operator.</param>
public sealed record SourceAway(DateTimeOffset RetryAt, string Cause) : SourceAnswer;

/// <summary>The source answered something that its declaration does not allow.</summary>
/// <param name="Cause">What is wrong with it; never its content.</param>
public sealed record SourceWrong(string Cause) : SourceAnswer;
