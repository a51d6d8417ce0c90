using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>Under which name and key a log signs, and who watches it.</summary>
/// <param name="Signers">
/// The log's keys, one or one for each algorithm; their name is the log's origin. All sign every checkpoint.
/// </param>
/// <param name="Witnesses">Those whose signatures are asked for.</param>
public sealed record LogIdentity(IReadOnlyList<NoteSigner> Signers, IReadOnlyList<WitnessAddress> Witnesses)
{
    /// <summary>The log's public keys.</summary>
    public NoteKeys Keys { get; } = new([.. Signers.Select(signer => signer.Verifier)]);

    /// <summary>The log's name.</summary>
    public string Origin => Keys.Name;

    /// <summary>A text with the signatures of all keys.</summary>
    public SignedNote Sign(string text, DateTimeOffset now) => new(text, [.. Signers.Select(signer => signer.Sign(text, now))]);
}

/// <summary>A witness, and where it is asked.</summary>
/// <param name="Key">Its public key.</param>
/// <param name="Address">What <c>add-checkpoint</c> is appended to.</param>
public sealed record WitnessAddress(NoteVerifier Key, Uri Address)
{
    /// <summary>
    /// Reads witnesses as they are set: key and address with a space between, several with a semicolon between.
    /// </summary>
    /// <exception cref="InvalidOperationException">The text is not understood; the message says which part and why.</exception>
    public static IReadOnlyList<WitnessAddress> ReadAll(string? text)
    {
        var read = new List<WitnessAddress>();
        foreach (var each in (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (each.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var key, var url]
                || !Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https"))
                throw Misread(each, "write KEY ADDRESS, and a semicolon between several");
            if (NoteVerifier.Read(key, out var verifier) is { } fault) throw Misread(each, fault.Cause());
            if (verifier!.Kind != NoteKeyKind.Witness) throw Misread(each, "it is a log's key");
            if (read.Exists(other => other.Key.Name == verifier.Name)) throw Misread(each, $"{verifier.Name} is named twice");
            read.Add(new(verifier, address));
        }
        return read;
    }

    private static InvalidOperationException Misread(string part, string cause) =>
        new($"The setting log:witnesses has {part}: {cause}.");
}
