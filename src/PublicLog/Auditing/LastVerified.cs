using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// A file with the checkpoint that somebody verified last, signatures included, so that the next one is held to it. What
/// contradicts it is kept beside it: two notes with the log's signature prove two histories to anybody.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="log">The log's public keys.</param>
public sealed class LastVerified(string path, NoteKeys log)
{
    /// <summary>The checkpoint; null while there is no file.</summary>
    /// <exception cref="InvalidDataException">The file holds no checkpoint that these keys signed.</exception>
    public Checkpoint? Read()
    {
        if (!File.Exists(path)) return null;
        var text = new FileInfo(path).Length <= SignedNote.Longest ? File.ReadAllText(path) : "";
        return SignedNote.TryParse(text, out var note) && log.Verify(note)
            && Checkpoint.TryParse(note.Text, out var checkpoint) && checkpoint.Origin == log.Name ? checkpoint
            : throw new InvalidDataException($"{path} holds no checkpoint that {log.Name} signed with the key given.");
    }

    /// <summary>
    /// Keeps what a verification found: a sound checkpoint in place of the last one, another beside it.
    /// </summary>
    /// <returns>The file that holds what contradicts the last one; null when all is well.</returns>
    public string? Keep(LogFindings found)
    {
        if (found.Note is not { } note) return null;
        if (found.IsSound)
        {
            PrivateFile.Write(path, note.ToString());
            return null;
        }
        var other = $"{path}.other";
        PrivateFile.Write(other, note.ToString());
        return other;
    }
}
