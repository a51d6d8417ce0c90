using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Yitong.Transparency;

/// <summary>
/// What a log says of itself at a time: its name, how many entries, and the root over them (C2SP tlog-checkpoint). The text that
/// is signed.
/// </summary>
/// <param name="Origin">The log's name, such as <c>log.dalian.example/2026</c>.</param>
/// <param name="Size">Entries.</param>
/// <param name="Root">The root of the tree over them.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>The signed text.</summary>
    public string Text => $"{Origin}\n{Size.ToString(CultureInfo.InvariantCulture)}\n{Root}\n";

    /// <summary>Reads a text of exactly this form; extension lines are not understood.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (text.Split('\n') is not [{ Length: > 0 } origin, var size, var root, ""]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            || !Digest.TryParse(root, out var digest)) return false;
        var read = new Checkpoint(origin, entries, digest);
        if (read.Text != text) return false;
        checkpoint = read;
        return true;
    }
}
