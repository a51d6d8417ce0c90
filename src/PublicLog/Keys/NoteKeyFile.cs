using System.Security.Cryptography;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// A private key that signs notes, in a file of one line: <c>PRIVATE+KEY+name+id+base64</c>, the form that other programs for
/// such notes write too. Whoever can read it can sign for the log.
/// </summary>
public static class NoteKeyFile
{
    private const string Prefix = "PRIVATE+KEY+";
    private const int SecretBytes = 32;
    private const int LongestFile = 4_096;

    /// <summary>Reads the key; where there is no file, makes one that only this account may read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The key's name: for a log its origin.</param>
    /// <param name="kind">What it signs.</param>
    /// <exception cref="InvalidOperationException">The file holds no such key, or one of another name.</exception>
    public static NoteSigner Open(string path, string name, NoteKeyKind kind)
    {
        if (!File.Exists(path)) Make(path, name, kind);
        var line = new FileInfo(path).Length <= LongestFile ? File.ReadAllText(path).TrimEnd('\n') : "";
        var parts = line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..].Split('+', 3) : [];
        var bytes = new byte[LongestFile];
        if (parts is not [var named, var id, var base64] || !Convert.TryFromBase64String(base64, bytes, out var count)
            || count != SecretBytes + 1 || bytes[0] != (byte)kind)
            throw new InvalidOperationException($"{path} holds no private key of this kind.");
        if (named != name)
            throw new InvalidOperationException($"{path} holds the key of {named}, not of {name}.");
        var signer = new NoteSigner(name, kind, bytes.AsSpan(1, SecretBytes));
        return signer.Verifier.Id.ToString("x8", null) == id ? signer
            : throw new InvalidOperationException($"{path} was changed: its key and its id do not belong together.");
    }

    private static void Make(string path, string name, NoteKeyKind kind)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var id = new NoteSigner(name, kind, secret).Verifier.Id;
        var fresh = $"{path}.{Guid.NewGuid():n}";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        DurableFile.Write(fresh, $"{Prefix}{name}+{id:x8}+{Convert.ToBase64String([(byte)kind, .. secret])}\n");
        try
        {
            File.Move(fresh, path, overwrite: false); // Of two that start at once one is first; the other reads its key.
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(fresh);
        }
    }
}

/// <summary>Files that are whole or not there, whatever is killed.</summary>
internal static class DurableFile
{
    /// <summary>Writes a file that only this account may read, and waits until it is on the disk.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Replaces a file by another in one step.</summary>
    public static void Replace(string path, string text)
    {
        Write(path + ".next", text);
        File.Move(path + ".next", path, overwrite: true);
    }
}
