using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Yitong.Kernel;

namespace Yitong.Certificates;

/// <summary>The published list of issuers' keys: what an offline verifier takes along once.</summary>
/// <param name="Version">Of this form: 1.</param>
/// <param name="City">The city's division code.</param>
/// <param name="CityName">Its name.</param>
/// <param name="Keys">All keys, those of the past included.</param>
/// <param name="Types">Names of the types of certificates, by code.</param>
public sealed record KeyDocument(
    int Version, string City, string CityName, IReadOnlyList<KeyEntry> Keys, IReadOnlyDictionary<string, string> Types)
{
    /// <summary>How many hours a status list counts where the issuer says nothing: three days.</summary>
    public const int UsualStatusHours = 72;

    private const int MostKeys = 100_000;

    /// <summary>
    /// How many hours a status list says how a certificate stands; the usual when null. Beyond that nobody can say: it may have
    /// been revoked since.
    /// </summary>
    public int? StatusHours { get; init; }

    /// <summary>The document as bytes.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, KeyDocumentJson.Readable.KeyDocument);

    /// <summary>
    /// Reads a document; what is not one is refused with <c>keys.unreadable</c>, with the key at fault where there is one.
    /// </summary>
    public static Outcome<KeyDocument> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json, KeyDocumentJson.Readable.KeyDocument);
            if (read is not
                { Version: 1, StatusHours: null or > 0, City: not null, Keys: { Count: <= MostKeys }, Types: not null })
                return No("");
            return read.Keys.FirstOrDefault(entry => entry is null || entry.ToKey() is null) is { } bad ? No(bad.Id)
                : read.Keys.Any(entry => entry is null) ? No("") : read;
        }
        catch (JsonException)
        {
            return No("");
        }
    }

    /// <summary>The keys to verify with.</summary>
    public TrustedKeys Trusted()
    {
        var byId = Keys.Select(entry => entry.ToKey()!).DistinctBy(key => key.Id).ToFrozenDictionary(key => key.Id);
        return new(City, id => byId.GetValueOrDefault(id));
    }

    private static Refusal No(string key) => new Refusal("keys.unreadable", RefusalKind.NotValid).With("key", key);
}

/// <summary>A key as it is published.</summary>
/// <param name="Id">Eight hexadecimal digits, which follow from profile, issuer and key.</param>
/// <param name="Profile">The algorithm.</param>
/// <param name="Issuer">Whose it is.</param>
/// <param name="IssuerName">Their name.</param>
/// <param name="Public">The key in base64.</param>
/// <param name="From">First day on which it signs.</param>
/// <param name="Until">Last day on which it signs; null while in use.</param>
/// <param name="Withdrawn">Whether nothing that it signed is good any more.</param>
public sealed record KeyEntry(
    string Id, KeyProfile Profile, string Issuer, string IssuerName, string Public, DateOnly From, DateOnly? Until,
    bool Withdrawn)
{
    /// <summary>The entry of a key.</summary>
    public static KeyEntry Of(CertificateKey key, string issuerName) => new(
        key.IdText, key.Profile, key.Issuer, issuerName, Convert.ToBase64String(key.Public.AsSpan()), key.From, key.Until,
        key.IsWithdrawn);

    /// <summary>The key; null when it is no point of its curve, or the id is another's.</summary>
    public CertificateKey? ToKey()
    {
        var bytes = new byte[128];
        return Issuer is not null && Public is not null && Convert.TryFromBase64String(Public, bytes, out var count)
            && uint.TryParse(Id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            && CertificateKey.Of(Profile, Issuer, bytes.AsSpan(0, count), From, Until, Withdrawn) is { } key && key.Id == id
            ? key : null;
    }
}

[JsonSerializable(typeof(KeyDocument))]
internal sealed partial class KeyDocumentJson : JsonSerializerContext
{
    /// <summary>With names as they are read.</summary>
    public static KeyDocumentJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true,
        Converters = { new JsonStringEnumConverter<KeyProfile>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    });
}
