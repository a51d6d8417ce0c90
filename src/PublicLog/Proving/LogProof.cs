using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// A file that proves to anybody, without asking anybody, that an entry is in the log (C2SP tlog-proof). Its extra line is the
/// entry's opening, from which the entry is computed: the 16 bytes of salt and the canonical event; or, where the event is not
/// to be shown, the 32 bytes of the commitment alone.
/// </summary>
/// <param name="Index">The entry's place, from 0: one less than the event's position in the journal.</param>
/// <param name="Path">The digests that lead from the entry to the root.</param>
/// <param name="Opening">Salt and canonical event, or the commitment.</param>
/// <param name="Note">The checkpoint, signed.</param>
public sealed record LogProof(long Index, IReadOnlyList<Digest> Path, ReadOnlyMemory<byte> Opening, SignedNote Note)
{
    private const string FirstLine = "c2sp.org/tlog-proof@v1";
    private const int MostDigests = 64;

    /// <summary>Longest file that is read, in characters: a file of anybody must not fill the memory.</summary>
    public const int Longest = 16 * 1024 * 1024;

    /// <summary>Whether it shows the event.</summary>
    public bool IsOpened => Opening.Length != CanonicalEvent.CommitmentBytes;

    /// <summary>The log's entry.</summary>
    public byte[] Entry => IsOpened ? SHA256.HashData(Opening.Span) : Opening.ToArray();

    /// <summary>The event that it shows; null when it shows none, or its bytes are no event.</summary>
    public RecordedEvent? Event => Opening.Length > CanonicalEvent.CommitmentBytes
        && CanonicalEvent.TryRead(Opening.Span[CanonicalEvent.SaltBytes..], out var recorded) ? recorded : null;

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(FirstLine).Append("\nextra ").Append(Convert.ToBase64String(Opening.Span))
            .Append(CultureInfo.InvariantCulture, $"\nindex {Index}\n");
        foreach (var digest in Path) text.Append(digest).Append('\n');
        return text.Append('\n').Append(Note).ToString();
    }

    /// <summary>Reads a file; false for anything that is not spelled as <see cref="ToString"/> spells it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LogProof? proof)
    {
        proof = null;
        if (text.Length > Longest) return false;
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || text[..split].Split('\n', MostDigests + 5) is not [FirstLine, var extra, var index, .. var lines]
            || lines.Length > MostDigests || !extra.StartsWith("extra ", StringComparison.Ordinal)
            || !index.StartsWith("index ", StringComparison.Ordinal)
            || !long.TryParse(index.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return false;
        var path = new List<Digest>();
        foreach (var line in lines)
        {
            if (!Digest.TryParse(line, out var digest)) return false;
            path.Add(digest);
        }
        var opening = new byte[extra.Length];
        if (!Convert.TryFromBase64String(extra[6..], opening, out var count)
            || !SignedNote.TryParse(text[(split + 2)..], out var note)) return false;
        var read = new LogProof(place, path, opening.AsMemory(0, count), note);
        if (read.ToString() != text) return false;
        proof = read;
        return true;
    }

    /// <summary>What the file proves under a log's keys; null when it proves nothing.</summary>
    /// <param name="log">The log's public keys, known from elsewhere.</param>
    /// <param name="witnesses">Public keys of witnesses that are believed.</param>
    public ProofFound? Check(NoteKeys log, IReadOnlyList<NoteVerifier> witnesses)
    {
        if (!log.Verify(Note) || !Checkpoint.TryParse(Note.Text, out var checkpoint) || checkpoint.Origin != log.Name
            || !Inclusion.Verify(Digest.OfLeaf(Entry), Index, checkpoint.Size, Path, checkpoint.Root)) return null;
        if (IsOpened && Event?.Position != Index + 1) return null;
        var seen = new List<(string Witness, DateTimeOffset At)>();
        foreach (var witness in witnesses)
            if (witness.Verify(Note, out var at) && at is { } when) seen.Add((witness.Name, when));
        return new(checkpoint, Event, seen);
    }
}

/// <summary>What a proof proves.</summary>
/// <param name="Checkpoint">What the log had signed: the entry is in it.</param>
/// <param name="Event">The event; null when the file does not show it.</param>
/// <param name="Seen">Which witnesses saw that checkpoint, and when.</param>
public sealed record ProofFound(
    Checkpoint Checkpoint, RecordedEvent? Event, IReadOnlyList<(string Witness, DateTimeOffset At)> Seen);
