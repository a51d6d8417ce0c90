using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// A private key that signs notes, in a file of one line: <c>PRIVATE+KEY+name+id+base64</c>, the form that other programs for
/// such notes write too. Whoever can read it can sign for the log.
/// </summary>
public static class NoteKeyFile
{
    private const string Prefix = "PRIVATE+KEY+";
    private const int LongestFile = 4_096;

    /// <summary>Reads the key; where there is no file, makes one that only this account may read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The key's name: for a log its origin.</param>
    /// <param name="kind">What it signs.</param>
    /// <param name="profile">By which algorithm.</param>
    /// <exception cref="InvalidOperationException">The file holds no such key, or one of another name.</exception>
    public static NoteSigner Open(
        string path, string name, NoteKeyKind kind, NoteProfile profile = NoteProfile.Ed25519)
    {
        if (!File.Exists(path)) Make(path, name, kind, profile);
        var line = new FileInfo(path).Length <= LongestFile ? File.ReadAllText(path).TrimEnd('\n') : "";
        var parts = line.StartsWith(Prefix, StringComparison.Ordinal) ? line[Prefix.Length..].Split('+', 3) : [];
        var bytes = new byte[LongestFile];
        if (parts is not [var named, var id, var base64] || !Convert.TryFromBase64String(base64, bytes, out var count)
            || NoteAlgorithm.Of(bytes.AsSpan(0, count), out var length) is not var (itsKind, itsProfile) || itsKind != kind)
            throw new InvalidOperationException(
                $"{path} holds no private key of a {(kind == NoteKeyKind.Log ? "log" : "witness")}.");
        if (itsProfile != profile)
            throw new InvalidOperationException($"{path} holds a key of {itsProfile}; {profile} is set.");
        if (named != name)
            throw new InvalidOperationException($"{path} holds the key of {named}, not of {name}.");
        return SignerOf(name, kind, profile, bytes.AsSpan(length, count - length)) is { } signer
            && signer.Verifier.Id.ToString("x8", null) == id ? signer
            : throw new InvalidOperationException($"{path} was changed: its key and its id do not belong together.");
    }

    private static NoteSigner? SignerOf(string name, NoteKeyKind kind, NoteProfile profile, ReadOnlySpan<byte> secret) =>
        secret.Length == NoteAlgorithm.SecretBytes && (profile != NoteProfile.Sm2 || Sm2PrivateKey.IsSecret(secret))
            ? new(name, kind, secret, profile) : null;

    private static void Make(string path, string name, NoteKeyKind kind, NoteProfile profile)
    {
        var secret = NoteAlgorithm.NewSecret(profile);
        var id = new NoteSigner(name, kind, secret, profile).Verifier.Id;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var key = Convert.ToBase64String([.. NoteAlgorithm.Prefix(kind, profile), .. secret]);
        // Of two that start at once one is first; the other reads its key.
        PrivateFile.TryWrite(path, $"{Prefix}{name}+{id:x8}+{key}\n");
    }
}
