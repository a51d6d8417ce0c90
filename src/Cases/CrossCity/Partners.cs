using System.Collections.Frozen;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.PublicLog;
using Yitong.Transparency;

namespace Yitong.Cases;

/// <summary>A city with which this installation exchanges cases.</summary>
/// <param name="City">Its division code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where its installation answers.</param>
/// <param name="Key">The key that it signs with.</param>
public sealed record Partner(string City, string Name, Uri Address, NoteVerifier Key);

/// <summary>The cities that are connected, and the key of this one. Immutable.</summary>
/// <param name="Own">Signs what this city says; named by its division code.</param>
/// <param name="Cities">The others by division code.</param>
internal sealed record Partners(NoteSigner Own, FrozenDictionary<string, Partner> Cities)
{
    /// <summary>Reads <c>regional:partners:CITY:address</c> and <c>:key</c>; the own key is made when there is none.</summary>
    /// <exception cref="InvalidOperationException">A setting is not understood; the message says which.</exception>
    public static Partners Of(IConfiguration configuration, CityPack pack, string dataFolder)
    {
        var known = pack.Catalogue().Partners;
        var cities = new Dictionary<string, Partner>();
        foreach (var section in configuration.GetSection("regional:partners").GetChildren())
        {
            var name = known.GetValueOrDefault(section.Key) ?? throw new InvalidOperationException(
                $"regional:partners:{section.Key} is no city of the pack's cooperationAreas.");
            if (!Uri.TryCreate(section["address"], UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https"))
                throw new InvalidOperationException($"regional:partners:{section.Key}:address must be an http address.");
            if (!NoteVerifier.TryParse(section["key"] ?? "", out var key) || key.Name != section.Key)
                throw new InvalidOperationException(
                    $"regional:partners:{section.Key}:key must be the line that the other city's yitong regional key prints.");
            cities[section.Key] = new(section.Key, name, address, key);
        }
        return new(OwnKey(dataFolder, pack.City.Code), cities.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The key of a city, in its data folder.</summary>
    public static NoteSigner OwnKey(string dataFolder, string city) =>
        NoteKeyFile.Open(Path.Combine(dataFolder, "keys", "regional"), city, NoteKeyKind.Log);
}

/// <summary>What the command line shows of the key between cities.</summary>
public static class CrossCityKey
{
    /// <summary>The public key as another city's settings want it; makes the key when there is none.</summary>
    /// <param name="dataFolder">The data folder of the installation.</param>
    /// <param name="city">Its division code.</param>
    /// <exception cref="InvalidOperationException">The file holds another city's key, or none.</exception>
    public static string Of(string dataFolder, string city) => Partners.OwnKey(dataFolder, city).Verifier.ToString();
}
