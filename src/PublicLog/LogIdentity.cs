using System.Diagnostics.CodeAnalysis;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>Under which name and key a log signs, and who watches it.</summary>
/// <param name="Signer">The log's key; its name is the log's origin.</param>
/// <param name="Witnesses">Those whose signatures are asked for.</param>
public sealed record LogIdentity(NoteSigner Signer, IReadOnlyList<WitnessAddress> Witnesses)
{
    /// <summary>The log's name.</summary>
    public string Origin => Signer.Verifier.Name;
}

/// <summary>A witness, and where it is asked.</summary>
/// <param name="Key">Its public key.</param>
/// <param name="Address">What <c>add-checkpoint</c> is appended to.</param>
public sealed record WitnessAddress(NoteVerifier Key, Uri Address)
{
    /// <summary>
    /// Reads witnesses as they are set: key and address with a space between, several with a semicolon between.
    /// </summary>
    public static bool TryParseAll(string? text, [NotNullWhen(true)] out IReadOnlyList<WitnessAddress>? witnesses)
    {
        var read = new List<WitnessAddress>();
        witnesses = null;
        foreach (var each in (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (each.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var key, var url]
                || !NoteVerifier.TryParse(key, out var verifier) || verifier.Kind != NoteKeyKind.Witness
                || !Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https") || read.Exists(other => other.Key.Name == verifier.Name))
                return false;
            read.Add(new(verifier, address));
        }
        witnesses = read;
        return true;
    }
}
