using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// The keys of an installation: those that sign, and those of the past by which what they signed is still verified. Keys are
/// files that only this account may read, made when an authority signs for the first time; a hardware module hands its keys in
/// by <see cref="Add"/>. Several nodes share the folder. Thread-safe.
/// </summary>
public sealed class KeyRing
{
    private readonly ConcurrentDictionary<uint, SigningKey> keys = new();
    private readonly Lock making = new();
    private readonly string? folder;

    /// <summary>
    /// A ring of the keys in a folder, which is made when it is missing; without a folder, keys end with the process.
    /// </summary>
    public KeyRing(string? folder)
    {
        this.folder = folder;
        if (folder is null) return;
        PrivateFile.MakeFolder(folder);
        ReadAll();
    }

    /// <summary>All public keys, those that other nodes made included, in the order of issuers and days.</summary>
    public IReadOnlyList<CertificateKey> Published()
    {
        if (folder is not null) lock (making) ReadAll();
        return
        [
            .. keys.Values.Select(each => each.Key).OrderBy(key => key.Issuer, StringComparer.Ordinal)
                .ThenBy(key => key.Profile).ThenBy(key => key.From).ThenBy(key => key.Id),
        ];
    }

    /// <summary>The public key of an id; null when there is none.</summary>
    public CertificateKey? Find(uint id)
    {
        if (keys.TryGetValue(id, out var found)) return found.Key;
        if (folder is not null) lock (making) ReadAll(); // Another node may have made it.
        return keys.TryGetValue(id, out found) ? found.Key : null;
    }

    /// <summary>The key with which an authority signs on a day; made when it has none.</summary>
    public SigningKey For(string issuer, KeyProfile profile, DateOnly today)
    {
        if (InUse(issuer, profile, today) is { } found) return found;
        lock (making)
        {
            if (folder is not null) ReadAll();
            return InUse(issuer, profile, today) ?? Make(issuer, profile, today);
        }
    }

    /// <summary>
    /// Has an authority sign with a new key from the day after. What the old one signed stays good, unless it is withdrawn: then
    /// nothing that it signed is good any more, and the new key signs at once.
    /// </summary>
    public CertificateKey Rotate(string issuer, KeyProfile profile, DateOnly today, bool isWithdrawn = false)
    {
        lock (making)
        {
            if (folder is not null) ReadAll();
            foreach (var (id, old) in keys.Where(each =>
                (each.Value.Key.Issuer, each.Value.Key.Profile) == (issuer, profile) && each.Value.Key.MaySign(today)))
            {
                var ended = new SigningKey(old.Key.Ending(today, isWithdrawn), old.Sign);
                keys[id] = ended;
                if (folder is not null && Read(PathOf(ended.Key)) is { } kept)
                    Write(PathOf(ended.Key), kept with { Until = today, Withdrawn = isWithdrawn });
            }
            return Make(issuer, profile, isWithdrawn ? today : today.AddDays(1)).Key;
        }
    }

    /// <summary>Takes a key whose secret lies elsewhere, such as in a hardware module.</summary>
    public void Add(SigningKey key) => keys[key.Key.Id] = key;

    // The newest one in use, so that what a rotation began is taken up on the day.
    private SigningKey? InUse(string issuer, KeyProfile profile, DateOnly today) => keys.Values
        .Where(each => (each.Key.Issuer, each.Key.Profile) == (issuer, profile) && each.Key.MaySign(today))
        .MaxBy(each => (each.Key.From, each.Key.Id));

    private SigningKey Make(string issuer, KeyProfile profile, DateOnly from)
    {
        var secret = SigningKey.NewSecret(profile);
        var made = SigningKey.Of(profile, issuer, secret, from);
        if (folder is not null) Write(PathOf(made.Key), new(profile, issuer, from, null, false, secret));
        keys[made.Key.Id] = made;
        return made;
    }

    private void ReadAll()
    {
        foreach (var path in Directory.EnumerateFiles(folder!, "*.key"))
            if (Read(path) is { } kept)
            {
                var key = SigningKey.Of(kept.Profile, kept.Issuer, kept.Secret, kept.From, kept.Until, kept.Withdrawn);
                keys[key.Key.Id] = key;
            }
    }

    private static KeyFile? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), KeyFileJson.Default.KeyFile);
        }
        catch (JsonException fault)
        {
            throw new InvalidOperationException($"The key file {path} is damaged. Restore it from the backup.", fault);
        }
    }

    private static void Write(string path, KeyFile key) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(key, KeyFileJson.Default.KeyFile));

    private string PathOf(CertificateKey key) => Path.Combine(folder!, $"{key.Issuer}.{key.Profile}.{key.IdText}.key");
}

/// <summary>A key as its file keeps it.</summary>
internal sealed record KeyFile(
    KeyProfile Profile, string Issuer, DateOnly From, DateOnly? Until, bool Withdrawn, byte[] Secret);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(KeyFile))]
internal sealed partial class KeyFileJson : JsonSerializerContext;
