using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// The status lists as they stand: each is read from the rows at most once a second, so a change shows within a second whichever
/// node made it. Thread-safe.
/// </summary>
internal sealed class StatusLists(Rows rows, CityPack pack, KeyRing keys, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly CertificateStatus[] Stopped =
        [.. Enum.GetValues<CertificateStatus>().Where(status => status != CertificateStatus.Valid)];
    private readonly ConcurrentDictionary<int, (DateTimeOffset At, byte[] File)> written = new();

    /// <summary>How many lists there are.</summary>
    public async Task<int> CountAsync()
    {
        await using var db = rows.Open();
        var last = await db.Set<CertificateRow>().MaxAsync(row => (long?)row.Slot);
        return last is null ? 0 : StatusSnapshot.ListOf(last.Value) + 1;
    }

    /// <summary>
    /// All public keys that somebody needs who verifies without a network: the one that signs the lists is among them, even where
    /// no list was asked for yet.
    /// </summary>
    public IReadOnlyList<CertificateKey> PublishedKeys()
    {
        Signer(clock.GetUtcNow());
        return keys.Published();
    }

    /// <summary>A list as a signed file; null when there is none of that number.</summary>
    public async Task<byte[]?> FileAsync(int list)
    {
        var now = clock.GetUtcNow();
        if (written.TryGetValue(list, out var kept) && now - kept.At < Fresh) return kept.File;
        if (list < 0 || list >= await CountAsync()) return null;
        var file = (await ReadAsync(list, now)).Write(Signer(now));
        written[list] = (now, file);
        return file;
    }

    private SigningKey Signer(DateTimeOffset now) =>
        keys.For(pack.City.Code, CertificateSettings.UsualProfile, pack.City.DayOf(now));

    // The moment is taken before the rows are read: what is newer may be in it, what is older is.
    private async Task<StatusSnapshot> ReadAsync(int list, DateTimeOffset now)
    {
        var bits = new byte[StatusSnapshot.Size / 8];
        var (first, end) = ((long)list * StatusSnapshot.Size, (list + 1L) * StatusSnapshot.Size);
        await using var db = rows.Open();
        await foreach (var slot in db.Set<CertificateRow>()
            .Where(row => Stopped.Contains(row.Status) && row.Slot >= first && row.Slot < end)
            .Select(row => row.Slot).AsAsyncEnumerable())
            bits[slot % StatusSnapshot.Size / 8] |= (byte)(1 << (int)(slot % 8));
        return new(pack.City.Code, list, now, bits);
    }
}
