using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>Something that is not as it was recorded.</summary>
/// <param name="Position">
/// The journal's position that is wrong, or the first of those that are; null when the fault is no entry's, such as a forged
/// checkpoint.
/// </param>
/// <param name="Where">The tile, bundle, checkpoint or event.</param>
/// <param name="Says">What is wrong with it.</param>
public sealed record LogFault(long? Position, string Where, string Says)
{
    /// <inheritdoc/>
    public override string ToString() => Position is { } position ? $"entry {position}: {Where}: {Says}" : $"{Where}: {Says}";
}

/// <summary>What a verification found.</summary>
/// <param name="Entries">Entries that were recomputed.</param>
/// <param name="Checkpoints">Checkpoints that were held to them.</param>
/// <param name="Cosignatures">Signatures of witnesses that are right.</param>
/// <param name="Erased">Events that were erased: their commitments are in the log, what they said is gone.</param>
/// <param name="Faults">The first of each kind; empty when all is well. The lowest position first.</param>
public sealed record LogFindings(
    long Entries, long Checkpoints, long Cosignatures, long Erased, IReadOnlyList<LogFault> Faults)
{
    /// <summary>The checkpoint that was verified, with its signatures; null where many were, or none is sound.</summary>
    public SignedNote? Note { get; init; }

    /// <summary>Which witnesses signed that checkpoint, and when.</summary>
    public IReadOnlyList<(string Witness, DateTimeOffset At)> Seen { get; init; } = [];

    /// <summary>Whether all is as it was recorded.</summary>
    public bool IsSound => Faults.Count == 0;
}
