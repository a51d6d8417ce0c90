using Yitong.Packs;

namespace Yitong.Certificates;

/// <summary>What is certified, with its place in the status lists and the issuer's signature.</summary>
/// <param name="Content">What it says.</param>
/// <param name="Slot">Its place, which is also its serial.</param>
/// <param name="Seal">The signature.</param>
public sealed record SealedContent(CertificateContent Content, long Slot, BatchSeal Seal);

/// <summary>
/// Gives contents their serials and signs them for their issuer, many with one signature: each carries its path to the signed
/// root. Thread-safe.
/// </summary>
public sealed class Sealing(KeyRing keys, Serials serials, CityPack pack)
{
    /// <summary>By which profile this installation signs.</summary>
    public KeyProfile Profile { get; init; } = CertificateSettings.UsualProfile;

    /// <summary>Seals contents of one issuer.</summary>
    /// <param name="at">The instant of the act.</param>
    /// <param name="contents">What each says under its serial; at least one.</param>
    public async Task<IReadOnlyList<SealedContent>> SealAsync(
        DateTimeOffset at, IReadOnlyList<Func<long, CertificateContent>> contents)
    {
        var first = await serials.NextAsync(contents.Count);
        var said = contents.Select((content, i) => content(first + i)).ToArray();
        var key = keys.For(said[0].IssuerCode, Profile, pack.City.DayOf(at));
        var seals = BatchSeal.Sign(key, [.. said.Select(content => content.Canonical())]);
        return [.. said.Select((content, i) => new SealedContent(content, first + i, seals[i]))];
    }
}
