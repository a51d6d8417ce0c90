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
}

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
