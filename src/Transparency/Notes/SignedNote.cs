using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Yitong.Transparency;

/// <summary>
/// A text with the signatures of several keys below it (C2SP signed-note). The text ends with a line feed; after an empty line
/// there is one line for each signature.
/// </summary>
/// <param name="Text">What is signed.</param>
/// <param name="Signatures">The lines, in their order.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Longest note that is read, in characters: a note of anybody must not fill the memory.</summary>
    public const int Longest = 64 * 1024;
    private const string Dash = "\u2014 ";
    private const int MostSignatures = 100;

    /// <summary>The whole note.</summary>
    public override string ToString() => Text + "\n" + string.Concat(Signatures.Select(signature => signature.Line));

    /// <summary>The same note with one more signature.</summary>
    public SignedNote With(NoteSignature signature) => this with { Signatures = [.. Signatures, signature] };

    /// <summary>Reads a note; false when it is not one.</summary>
    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? read)
    {
        read = null;
        if (note.Length > Longest || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n')) return false;
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0) return false;
        var signatures = new List<NoteSignature>();
        foreach (var line in note[(split + 2)..].Split('\n')[..^1])
        {
            if (!line.StartsWith(Dash, StringComparison.Ordinal) || signatures.Count == MostSignatures
                || !NoteSignature.TryParse(line[Dash.Length..], out var signature)) return false;
            signatures.Add(signature);
        }
        if (signatures.Count == 0) return false;
        read = new(note[..(split + 1)], signatures);
        return true;
    }

    internal static string LineOf(string name, ReadOnlySpan<byte> bytes) => $"{Dash}{name} {Convert.ToBase64String(bytes)}\n";
}

/// <summary>One signature of a note: who, which key, and the signature itself.</summary>
/// <param name="Name">The key's name, without spaces and plus signs.</param>
/// <param name="KeyId">Four bytes that tell the keys of a name apart.</param>
/// <param name="Bytes">The signature.</param>
public sealed record NoteSignature(string Name, uint KeyId, IReadOnlyList<byte> Bytes)
{
    /// <summary>Its line in a note.</summary>
    public string Line => SignedNote.LineOf(Name,
        [(byte)(KeyId >> 24), (byte)(KeyId >> 16 & 0xff), (byte)(KeyId >> 8 & 0xff), (byte)(KeyId & 0xff), .. Bytes]);

    internal static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (line.Split(' ') is not [{ Length: > 0 } name, var base64] || name.Contains('+')) return false;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var count) || count < 5) return false;
        var id = (uint)bytes[0] << 24 | (uint)bytes[1] << 16 | (uint)bytes[2] << 8 | bytes[3];
        var read = new NoteSignature(name, id, bytes[4..count]);
        // Surplus bits in the last character would give one signature two spellings.
        if (!read.Line.AsSpan().TrimEnd('\n').EndsWith($" {base64}")) return false;
        signature = read;
        return true;
    }
}
