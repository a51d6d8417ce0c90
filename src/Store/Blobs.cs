using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>Bytes that people handed over, kept once under their SHA-256.</summary>
public sealed class Blobs
{
    private readonly Rows rows;

    internal Blobs(Rows rows) => this.rows = rows;

    /// <summary>Keeps the bytes, durably; the same bytes again are kept once, with the first media type.</summary>
    /// <returns>Their SHA-256 in lower-case hexadecimal.</returns>
    public async Task<string> PutAsync(
        ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellation = default)
    {
        var hash = SHA256.HashData(bytes.Span);
        await using var db = rows.Open();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into blobs (hash, media_type, length, bytes)
            values ({hash}, {mediaType}, {(long)bytes.Length}, {bytes.ToArray()}) on conflict (hash) do nothing
            """,
            cancellation);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Those of some hashes, in lower-case hexadecimal, whose bytes are not here.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(
        IReadOnlyList<string> hashes, CancellationToken cancellation = default)
    {
        if (hashes.Count == 0) return [];
        var keys = hashes.Select(Convert.FromHexString).ToList();
        await using var db = rows.Open();
        var there = await db.Set<BlobRow>().Where(row => keys.Contains(row.Hash)).Select(row => row.Hash)
            .ToListAsync(cancellation);
        var found = there.Select(Convert.ToHexStringLower).ToHashSet();
        return [.. hashes.Where(hash => !found.Contains(hash))];
    }

    /// <summary>The bytes with this hash; null when there are none.</summary>
    public async Task<Blob?> GetAsync(string hash, CancellationToken cancellation = default)
    {
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
            return null;
        var key = Convert.FromHexString(hash);
        await using var db = rows.Open();
        return await db.Set<BlobRow>().Where(row => row.Hash == key)
            .Select(row => new Blob(hash, row.MediaType, row.Bytes)).SingleOrDefaultAsync(cancellation);
    }
}

/// <summary>Kept bytes.</summary>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
/// <param name="MediaType">As found when they were handed over.</param>
/// <param name="Bytes">The content.</param>
public sealed record Blob(string Hash, string MediaType, ReadOnlyMemory<byte> Bytes);
