using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>That an account handed in bytes: only it may say of them that they are a material of a case.</summary>
internal sealed class UploadRow
{
    /// <summary>Who handed them in: a visitor's id, or another city as an agency.</summary>
    public string Account { get; set; } = "";
    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; set; } = "";
    /// <summary>The city's day on which they came first.</summary>
    public DateOnly Day { get; set; }
    /// <summary>How many bytes.</summary>
    public long Length { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<UploadRow>(row =>
    {
        row.IsKept("who handed in which bytes").ToTable("uploads").HasKey(each => new { each.Account, each.Hash });
        row.HasIndex(each => new { each.Account, each.Day });
    });
}

/// <summary>
/// The one door for files: whatever comes, by a page, a program or another city, is judged by its bytes, named after what it is,
/// counted on its account, and belongs to who brought it. To know the SHA-256 of bytes gives nobody a right to them.
/// Thread-safe.
/// </summary>
/// <param name="blobs">Where bytes are kept.</param>
/// <param name="rows">Who brought them.</param>
/// <param name="settings"><c>limits:upload-megabytes-per-day</c>; an office's account may bring twenty times as much.</param>
/// <param name="city">Says which day it is.</param>
/// <param name="clock">The clock.</param>
internal sealed class Uploads(Blobs blobs, Rows rows, HostSettings settings, CityProfile city, TimeProvider clock)
    : IDisposable
{
    private const long UsualMegabytes = 500;
    private const int OfficeFactor = 20;

    private readonly long most =
        (settings["limits:upload-megabytes-per-day"] is { Length: > 0 } set
            ? long.Parse(set, CultureInfo.InvariantCulture) : UsualMegabytes) << 20;

    // Of several files that come at once here, those that still fit are taken.
    private readonly SemaphoreSlim counting = new(1);

    /// <inheritdoc/>
    public void Dispose() => counting.Dispose();

    /// <summary>Keeps a file as a copy of a material.</summary>
    /// <returns>
    /// The copy; or <c>upload.empty</c>, <c>upload.too-large</c>, <c>upload.not-a-document</c>, <c>upload.too-much-today</c>.
    /// </returns>
    public async Task<Outcome<MaterialCopy>> TakeAsync(
        Actor by, string material, string? name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation = default)
    {
        var type = UploadedFile.TypeOf(bytes, name ?? "");
        if (type.Refusal is { } refusal) return refusal;
        var kept = UploadedFile.NameOf(name, type.Value);
        var allowed = by.Role == ActorRole.Resident ? most : most * OfficeFactor;
        return await KeepAsync(by.Id, bytes, type.Value, allowed, cancellation) is { } hash
            ? new MaterialCopy(material, kept, hash, type.Value, bytes.Length)
            : TooMuch(kept, allowed);
    }

    /// <summary>Keeps a file of a form as a copy of a material.</summary>
    public async Task<Outcome<MaterialCopy>> TakeAsync(Actor by, string material, IFormFile file)
    {
        if (file.Length > UploadLimits.File) return UploadedFile.Refused("upload.too-large", file.FileName);
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(bytes);
        return await TakeAsync(by, material, file.FileName, bytes);
    }

    /// <summary>What the same account handed in before, as a copy of a material; null when it did not.</summary>
    public async Task<MaterialCopy?> FindAsync(Actor by, string material, string? name, string upload)
    {
        if ((await MissingAsync(by.Id, [upload])).Count > 0 || await blobs.GetAsync(upload) is not { } blob) return null;
        var type = UploadedFile.TypeOfKept(blob.Bytes);
        return new MaterialCopy(material, UploadedFile.NameOf(name, type), blob.Hash, type, blob.Bytes.Length);
    }

    /// <summary>Keeps what another city sends, which has its own limits.</summary>
    public async Task<Outcome<string>> TakeAsync(string agency, string hash, byte[] bytes)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash)
            return new Refusal("regional.content-not-its-hash", RefusalKind.NotValid);
        var type = UploadedFile.TypeOf(bytes, hash);
        if (type.Refusal is { } refusal) return refusal;
        return (await KeepAsync(agency, bytes, type.Value, long.MaxValue, default))!;
    }

    /// <summary>Those of some contents that an account has not handed in itself, wherever else they may lie.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(
        string account, IReadOnlyList<string> hashes, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        var its = await db.Set<UploadRow>().Where(row => row.Account == account && hashes.Contains(row.Hash))
            .Select(row => row.Hash).ToListAsync(cancellation);
        var lost = await blobs.MissingAsync(its, cancellation);
        return [.. hashes.Where(hash => !its.Contains(hash) || lost.Contains(hash))];
    }

    // Noted before it is counted: however many come at once, on whatever node, no more than allowed are kept.
    private async Task<string?> KeepAsync(
        string account, ReadOnlyMemory<byte> bytes, string mediaType, long allowed, CancellationToken cancellation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        await using var db = rows.Open();
        var mine = db.Set<UploadRow>().Where(row => row.Account == account && row.Hash == hash);
        if (!await mine.AnyAsync(cancellation))
        {
            var upload = new UploadRow
            {
                Account = account, Hash = hash, Day = city.DayOf(clock.GetUtcNow()), Length = bytes.Length,
            };
            await counting.WaitAsync(cancellation);
            try
            {
                if (!await CountAsync(upload, allowed, cancellation)) return null;
            }
            finally
            {
                counting.Release();
            }
        }
        return await blobs.PutAsync(bytes, mediaType, cancellation);
    }

    private async Task<bool> CountAsync(UploadRow upload, long allowed, CancellationToken cancellation)
    {
        await NoteAsync(upload, cancellation);
        await using var db = rows.Open();
        var ofDay = db.Set<UploadRow>().Where(row => row.Account == upload.Account && row.Day == upload.Day);
        if (await ofDay.SumAsync(row => row.Length, cancellation) <= allowed) return true;
        await ofDay.Where(row => row.Hash == upload.Hash).ExecuteDeleteAsync(cancellation);
        return false;
    }

    private static Refusal TooMuch(string file, long allowed) =>
        UploadedFile.Refused("upload.too-much-today", file).With("most", $"{allowed >> 20}") with { Kind = RefusalKind.NotNow };

    private async Task NoteAsync(UploadRow upload, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        db.Add(upload);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // The same was sent twice at once. Were the database away, keeping the bytes would say so.
        }
    }
}
