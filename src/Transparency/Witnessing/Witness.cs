namespace Yitong.Transparency;

/// <summary>The checkpoint of a log that a witness signed last.</summary>
public sealed record LastSigned(long Size, Digest Root)
{
    /// <summary>Before the first: an empty tree.</summary>
    public static LastSigned Nothing { get; } = new(0, Digest.Empty);
}

/// <summary>How a witness answered.</summary>
public abstract record WitnessAnswer
{
    private WitnessAnswer() { }

    /// <summary>Cosigned. What was signed must be durable before the signature is given away.</summary>
    /// <param name="Signature">The cosignature.</param>
    /// <param name="Now">What the witness must remember.</param>
    public sealed record Cosigned(NoteSignature Signature, LastSigned Now) : WitnessAnswer;

    /// <summary>The log is mistaken in what the witness signed last; it may ask again from there (409).</summary>
    public sealed record OtherSize(long Size) : WitnessAnswer;

    /// <summary>The checkpoint does not extend the one signed last: the log shows two histories (422).</summary>
    public sealed record NoExtension : WitnessAnswer;

    /// <summary>
    /// The same size with another root, both signed by the log: proof of two histories (409, kept for all to see).
    /// </summary>
    public sealed record Fork(LastSigned Before, Checkpoint Now) : WitnessAnswer;

    /// <summary>The witness does not watch this log (404).</summary>
    public sealed record UnknownLog : WitnessAnswer;

    /// <summary>The log's signature is missing or wrong (403).</summary>
    public sealed record NotSigned : WitnessAnswer;

    /// <summary>Not a checkpoint (400).</summary>
    public sealed record Malformed : WitnessAnswer;
}

/// <summary>
/// Somebody outside who signs what a log says of itself, and only if it extends what was said before: nobody can be shown another
/// history without the witness's help. Pure: whoever calls keeps what was signed last, durably, one request at a time.
/// </summary>
/// <param name="Signer">The witness's key.</param>
/// <param name="Logs">The keys of the logs that it watches, by their origins.</param>
public sealed record Witness(NoteSigner Signer, IReadOnlyDictionary<string, NoteKeys> Logs)
{
    /// <summary>Decides on a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="last">What was signed last for the origin; <see cref="LastSigned.Nothing"/> before the first.</param>
    /// <param name="now">The time.</param>
    public WitnessAnswer Answer(AddCheckpoint request, LastSigned last, DateTimeOffset now)
    {
        if (!Checkpoint.TryParse(request.Note.Text, out var checkpoint)) return new WitnessAnswer.Malformed();
        if (!Logs.TryGetValue(checkpoint.Origin, out var log)) return new WitnessAnswer.UnknownLog();
        if (!log.Verify(request.Note)) return new WitnessAnswer.NotSigned();
        if (request.OldSize > checkpoint.Size) return new WitnessAnswer.Malformed();
        if (checkpoint.Size == last.Size && checkpoint.Root != last.Root) return new WitnessAnswer.Fork(last, checkpoint);
        if (request.OldSize != last.Size) return new WitnessAnswer.OtherSize(last.Size);
        if (!Consistency.Verify(last.Size, last.Root, checkpoint.Size, checkpoint.Root, request.Proof))
            return new WitnessAnswer.NoExtension();
        return new WitnessAnswer.Cosigned(
            Signer.Sign(checkpoint.Text, now), new(checkpoint.Size, checkpoint.Root));
    }
}
