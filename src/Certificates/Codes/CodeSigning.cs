using Yitong.Packs;

namespace Yitong.Certificates;

/// <summary>
/// Makes the codes that stand for certificates. One on paper is signed by the issuing authority; what the installation vouches
/// for,
/// screens and copies, by the city's own key. Thread-safe.
/// </summary>
internal sealed class CodeSigning(KeyRing keys, CityPack pack)
{
    private const int Tail = 4;

    /// <summary>The code to print on a certificate.</summary>
    public string OnPaper(Certificate certificate, DateOnly today, KeyProfile profile)
    {
        var content = certificate.Content;
        var key = keys.For(content.IssuerCode, profile, today);
        return $"{SignedCode.Of(new()
        {
            Kind = CodeKind.Paper, KeyId = key.Key.Id, Slot = (uint)certificate.Slot, MadeOn = today, Until = content.ValidUntil,
            Identifier = content.Identifier, IssuedOn = content.IssuedOn, HolderTail = content.HolderCode[^Tail..],
            Text = CodeBody.Shorten(content.HolderName), Digest = Convert.ToHexStringLower(content.ShortDigest()),
        }, key)}";
    }

    /// <summary>The code of what is shown on the holder's screen now.</summary>
    public string OnScreen(Certificate certificate, DateOnly today, KeyProfile profile)
    {
        var key = keys.For(pack.City.Code, profile, today);
        return $"{SignedCode.Of(new()
        {
            Kind = CodeKind.Presentation, KeyId = key.Key.Id, Slot = (uint)certificate.Slot, MadeOn = today,
            At = DateTimeOffset.FromUnixTimeSeconds(certificate.Presentation!.At.ToUnixTimeSeconds()),
            Nonce = certificate.Presentation.Nonce,
        }, key)}";
    }

    /// <summary>The code to print on a copy for one purpose.</summary>
    public string OnCopy(Certificate certificate, PurposeCopy copy, DateOnly today, KeyProfile profile)
    {
        var key = keys.For(pack.City.Code, profile, today);
        return $"{SignedCode.Of(new()
        {
            Kind = CodeKind.Copy, KeyId = key.Key.Id, Slot = (uint)certificate.Slot, MadeOn = today, Until = copy.Until,
            Number = copy.Number, Text = CodeBody.Shorten(copy.Purpose),
        }, key)}";
    }
}
