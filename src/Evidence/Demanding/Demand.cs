using System.Collections.Immutable;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>
/// Data that a matter needs and nobody supplies (数据需求): it has an owner and a clock until it is supplied or refused by law.
/// </summary>
public sealed record Demand
{
    /// <summary>Its id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>What is wanted.</summary>
    public required DemandProposed Proposed { get; init; }
    /// <summary>Where it stands.</summary>
    public DemandState State { get; init; }
    /// <summary>The agency that must act now; the data bureau's and the provider's duties alternate.</summary>
    public required string Owner { get; init; }
    /// <summary>The agency that holds the data, as it was sent to; null while nobody is known to.</summary>
    public string? Provider { get; init; }
    /// <summary>The owner's clock; null where nobody owes anything.</summary>
    public LegalClock? Clock { get; init; }
    /// <summary>Legal ground of a refusal.</summary>
    public string? Ground { get; init; }
    /// <summary>What was last said about it.</summary>
    public string? Words { get; init; }
    /// <summary>Code of the resource that supplies it.</summary>
    public string? Resource { get; init; }
    /// <summary>The day it was last tested since it is supplied.</summary>
    public DateOnly? TestedOn { get; init; }
    /// <summary>The day of the last move.</summary>
    public required DateOnly Since { get; init; }
    /// <summary>Codes of the matters in whose cases it was uploaded.</summary>
    public ImmutableSortedSet<string> Matters { get; init; } = [];
    /// <summary>Uploads that it would have made unnecessary.</summary>
    public int Uploads { get; init; }
    /// <summary>Position of the event that counted last, or 0.</summary>
    public (long Position, DateOnly On) LastUpload { get; init; }

    /// <summary>What its owner may owe.</summary>
    public static IReadOnlyList<string> DutyKinds { get; } =
        ["take-up-demand", "dispatch-demand", "answer-demand", "supply-demand", "rule-on-demand"];
}

/// <summary>Where a demand stands.</summary>
public enum DemandState
{
    /// <summary>待确认: uploads were counted; the data bureau has not taken it up.</summary>
    Proposed,
    /// <summary>已提出</summary>
    Submitted,
    /// <summary>已派发: the provider owes a word.</summary>
    Dispatched,
    /// <summary>已确认: the provider owes the data.</summary>
    Confirmed,
    /// <summary>争议待裁: the provider refused; the data bureau rules.</summary>
    Disputed,
    /// <summary>已重开: it was supplied and a test failed; the provider owes the data again.</summary>
    Reopened,
    /// <summary>已供数: tested every day.</summary>
    Supplied,
    /// <summary>退回: the data bureau saw no demand in it.</summary>
    Returned,
    /// <summary>依法不予共享: refused on a legal ground, and the ruling upheld it.</summary>
    Refused,
}

/// <summary>Something that happened to a demand.</summary>
public abstract record DemandEvent;

/// <summary>It arose from an upload of something that an organ issues.</summary>
/// <param name="Title">What is wanted.</param>
/// <param name="Type">Code of the evidence type; null where the pack knows none.</param>
/// <param name="Material">Key of the material.</param>
/// <param name="Provider">Code of the agency that issues it; null while nobody is known to.</param>
/// <param name="Bureau">Code of the data bureau.</param>
/// <param name="Limit">For the bureau to take it up.</param>
/// <param name="On">The day.</param>
[Event("demand.proposed")]
public sealed record DemandProposed(
    string Title, string? Type, string Material, string? Provider, string Bureau, TimeLimit Limit, DateOnly On) : DemandEvent;

/// <summary>An applicant uploaded what it would make unnecessary.</summary>
/// <param name="Position">Position of the upload in the journal, which counts once.</param>
/// <param name="Matter">Code of the matter or journey.</param>
/// <param name="On">The day.</param>
[Event("demand.uploaded")]
internal sealed record DemandUploaded(long Position, string Matter, DateOnly On) : DemandEvent;

/// <summary>It moved on.</summary>
/// <param name="To">The state.</param>
/// <param name="Owner">Code of the agency that must act now.</param>
/// <param name="Limit">Its limit; null where nobody owes anything.</param>
/// <param name="Law">The article of the limit.</param>
/// <param name="Ground">The legal ground, for a refusal and the ruling on it.</param>
/// <param name="Words">Why, in words.</param>
/// <param name="Resource">Code of the resource that supplies it.</param>
/// <param name="On">The day.</param>
[Event("demand.moved")]
internal sealed record DemandMoved(
    DemandState To, string Owner, TimeLimit? Limit, string? Law, string? Ground, string? Words, string? Resource, DateOnly On)
    : DemandEvent;

/// <summary>Its resource answered today's test.</summary>
[Event("demand.tested")]
internal sealed record DemandTested(DateOnly On) : DemandEvent;

/// <summary>Its owner is past the clock, and supervision was told; now told by the watch over all duties.</summary>
[Event("demand.escalated")]
internal sealed record DemandEscalated(DateOnly On) : DemandEvent;

/// <summary>A demand as lists need it; matters have spaces between their codes.</summary>
public sealed record DemandRow(
    Guid Id, string Title, string? Type, string? Provider, DemandState State, string Owner, DateOnly Since, DateOnly? Due,
    string? Ground, string? Words, string? Resource, DateOnly? TestedOn, string Matters, int Uploads);

/// <summary>An upload that a demand would have made unnecessary, by its position in the journal.</summary>
internal sealed record DemandUploadRow(Guid Demand, long Position, DateOnly On);
