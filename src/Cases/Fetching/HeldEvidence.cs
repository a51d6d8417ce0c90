using System.Collections.Immutable;
using Yitong.Catalogue;
using Yitong.Evidence;

namespace Yitong.Cases;

/// <summary>
/// What a case holds for a material without a new upload: a snapshot that no later change at the source rewrites.
/// </summary>
/// <param name="Material">Key of the material.</param>
/// <param name="Level">How good it is.</param>
/// <param name="On">The day it came into the case.</param>
public sealed record HeldEvidence(string Material, EvidenceLevel Level, DateOnly On)
{
    /// <summary>Whose evidence it is.</summary>
    public EvidenceRelation Of { get; init; }
    /// <summary>Code of the resource; null unless it came from a source.</summary>
    public string? Resource { get; init; }
    /// <summary>Values by code of the item.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>What was written down before anything was disclosed; null unless it came from a source.</summary>
    public EvidenceReceipt? Receipt { get; init; }
    /// <summary>Number of the earlier case whose office verified the copy; null unless it is one.</summary>
    public string? VerifiedIn { get; init; }
    /// <summary>That copy; null unless there is one.</summary>
    public MaterialCopy? Copy { get; init; }
    /// <summary>Keys of questions whose answer in the case was another than the source's when it came.</summary>
    public ImmutableArray<string> Differs { get; init; } = [];
    /// <summary>Whether the source was away when the case first wanted it, and this is the check afterwards.</summary>
    public bool IsCheck { get; init; }
    /// <summary>Whether the source has told since that it changed.</summary>
    public bool IsOutdated { get; init; }
}

/// <summary>That a material could not be had from its source, and why.</summary>
/// <param name="Material">Key of the material.</param>
/// <param name="Why">Stable code: <see cref="EvidenceOutcome"/>, a rule of the gate, or the refusal's.</param>
/// <param name="RetryAt">When the source is asked again by itself; null: it answered, and the applicant is asked.</param>
/// <param name="Tries">How often it has been tried, 1 or more.</param>
/// <param name="Position">Position of the exchange's entry in the journal; null where nobody could be asked.</param>
/// <param name="On">The day.</param>
public sealed record MissedEvidence(
    string Material, string Why, DateTimeOffset? RetryAt, int Tries, long? Position, DateOnly On);

/// <summary>The applicant says that a source is wrong (校核): both values stand side by side.</summary>
/// <param name="Question">Key of the question.</param>
/// <param name="Material">Key of the material whose evidence answered it.</param>
/// <param name="Item">Code of the item.</param>
/// <param name="Resource">Code of the resource.</param>
/// <param name="Sourced">The source's value.</param>
/// <param name="Given">The applicant's.</param>
/// <param name="On">The day.</param>
public sealed record EvidenceDoubt(
    string Question, string Material, string Item, string Resource, string Sourced, string Given, DateOnly On);

/// <summary>How good evidence in a case is: the better is tried first.</summary>
public enum EvidenceLevel
{
    /// <summary>From its source, for this case.</summary>
    A,
    /// <summary>A copy that an agency verified in an earlier case of the same subject.</summary>
    B,
    /// <summary>Uploaded by the applicant.</summary>
    C,
    /// <summary>Declared by the applicant (告知承诺).</summary>
    D,
}
