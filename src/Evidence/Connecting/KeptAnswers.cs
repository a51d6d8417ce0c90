using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yitong.Evidence;

/// <summary>
/// Answers that are fresh enough to be given again, in memory only, under a key of each subject's own: to forget somebody is to
/// drop the key. Thread-safe.
/// </summary>
internal sealed class KeptAnswers(TimeProvider clock, int most = 20_000)
{
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Shelf> shelves = new(StringComparer.Ordinal);

    /// <summary>How long an answer may be given again.</summary>
    public static TimeSpan Span(Freshness freshness) => freshness switch
    {
        Freshness.Minutes => TimeSpan.FromMinutes(5),
        Freshness.Day => TimeSpan.FromDays(1),
        Freshness.Version => TimeSpan.FromDays(30),
        _ => TimeSpan.Zero,
    };

    public SourceFound? Find(SourceQuestion question)
    {
        if (!shelves.TryGetValue(Token(question.Subject), out var shelf)
            || !shelf.Answers.TryGetValue(KeyOf(question), out var sealedAnswer)) return null;
        if (clock.GetUtcNow() >= sealedAnswer.Until)
        {
            shelf.Answers.TryRemove(KeyOf(question), out _);
            return null;
        }
        var plain = new byte[sealedAnswer.Cipher.Length];
        using var cipher = new AesGcm(shelf.Key, 16);
        cipher.Decrypt(sealedAnswer.Nonce, sealedAnswer.Cipher, sealedAnswer.Tag, plain);
        return new(JsonSerializer.Deserialize(plain, KeptJson.Default.ImmutableDictionaryStringString)!, sealedAnswer.AsOf,
            sealedAnswer.Signature) { IsKept = true };
    }

    public void Keep(SourceQuestion question, SourceFound found)
    {
        var span = Span(question.Resource.Freshness);
        if (span == TimeSpan.Zero) return;
        // A full house is emptied whole: what is lost is asked again.
        if (shelves.Count >= most) shelves.Clear();
        var shelf = shelves.GetOrAdd(Token(question.Subject), _ => new(RandomNumberGenerator.GetBytes(32)));
        var plain = JsonSerializer.SerializeToUtf8Bytes(found.Values, KeptJson.Default.ImmutableDictionaryStringString);
        var kept = new Sealed(RandomNumberGenerator.GetBytes(12), new byte[plain.Length], new byte[16], found.AsOf,
            clock.GetUtcNow() + span, found.Signature);
        using var cipher = new AesGcm(shelf.Key, 16);
        cipher.Encrypt(kept.Nonce, plain, kept.Cipher, kept.Tag);
        CryptographicOperations.ZeroMemory(plain);
        shelf.Answers[KeyOf(question)] = kept;
    }

    /// <summary>Forgets what a resource said, of one subject or of all.</summary>
    public void Forget(string resource, string? subject)
    {
        if (subject is not null)
        {
            if (shelves.TryGetValue(Token(subject), out var shelf)) shelf.Forget(resource);
        }
        else foreach (var each in shelves.Values) each.Forget(resource);
    }

    /// <summary>Forgets everything of a subject: the key goes.</summary>
    public void Forget(string subject)
    {
        if (shelves.TryRemove(Token(subject), out var shelf)) CryptographicOperations.ZeroMemory(shelf.Key);
    }

    private string Token(string subject) =>
        Convert.ToHexString(HMACSHA256.HashData(secret, System.Text.Encoding.UTF8.GetBytes(subject)));

    private static (string, string) KeyOf(SourceQuestion question) =>
        (question.Resource.Code, string.Join(' ', question.Items.Order(StringComparer.Ordinal)));

    private sealed class Shelf(byte[] key)
    {
        public byte[] Key { get; } = key;
        public ConcurrentDictionary<(string Resource, string Items), Sealed> Answers { get; } = new();

        public void Forget(string resource)
        {
            foreach (var key in Answers.Keys.Where(key => key.Resource == resource)) Answers.TryRemove(key, out _);
        }
    }

    private sealed record Sealed(
        byte[] Nonce, byte[] Cipher, byte[] Tag, DateTimeOffset AsOf, DateTimeOffset Until, string? Signature);
}

[JsonSerializable(typeof(ImmutableDictionary<string, string>))]
internal sealed partial class KeptJson : JsonSerializerContext;
