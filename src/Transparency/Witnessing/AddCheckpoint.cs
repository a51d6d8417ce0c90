using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Yitong.Transparency;

/// <summary>
/// What a log asks of a witness (C2SP tlog-witness, <c>POST /add-checkpoint</c>): to cosign a checkpoint, with the proof that it
/// extends the one that the witness signed last.
/// </summary>
/// <param name="OldSize">The size that the log believes the witness signed last; 0 for none.</param>
/// <param name="Proof">The consistency proof from that size.</param>
/// <param name="Note">The checkpoint with the log's own signature.</param>
public sealed record AddCheckpoint(long OldSize, IReadOnlyList<Digest> Proof, SignedNote Note)
{
    /// <summary>Most digests in a proof.</summary>
    private const int MostDigests = 63;

    /// <summary>The request's body.</summary>
    public override string ToString()
    {
        var body = new StringBuilder().Append(CultureInfo.InvariantCulture, $"old {OldSize}\n");
        foreach (var digest in Proof) body.Append(digest).Append('\n');
        return body.Append('\n').Append(Note).ToString();
    }

    /// <summary>Reads a body; false when it is not one.</summary>
    public static bool TryParse(string body, [NotNullWhen(true)] out AddCheckpoint? request)
    {
        request = null;
        if (body.Length > SignedNote.Longest) return false;
        var split = body.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0) return false;
        var lines = body[..split].Split('\n');
        if (!lines[0].StartsWith("old ", StringComparison.Ordinal) || lines.Length > MostDigests + 1
            || !long.TryParse(lines[0].AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var old)) return false;
        var proof = new List<Digest>();
        foreach (var line in lines[1..])
        {
            if (!Digest.TryParse(line, out var digest)) return false;
            proof.Add(digest);
        }
        if (!SignedNote.TryParse(body[(split + 2)..], out var note)) return false;
        request = new(old, proof, note);
        return true;
    }
}
