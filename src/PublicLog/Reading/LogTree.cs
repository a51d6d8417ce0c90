using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>A checkpoint that was published.</summary>
/// <param name="Size">Entries.</param>
/// <param name="Own">With the log's own signatures.</param>
/// <param name="Note">With those of witnesses, too, that are there by now.</param>
/// <param name="At">When it was signed.</param>
public sealed record PublishedCheckpoint(long Size, SignedNote Own, SignedNote Note, DateTimeOffset At)
{
    /// <summary>Signatures of witnesses on it.</summary>
    public int Witnesses => Note.Signatures.Count - Own.Signatures.Count;
}

/// <summary>Reads what the log has published. Thread-safe.</summary>
public sealed class LogTree(Journal journal, Rows rows)
{
    private const int Levels = 8;
    private const int EntryBytes = 2 + CanonicalEvent.CommitmentBytes;

    /// <summary>The last checkpoint; null while the log is empty.</summary>
    public Task<PublishedCheckpoint?> LatestAsync(CancellationToken cancellation = default) =>
        CheckpointAsync(all => all.OrderByDescending(row => row.Size), cancellation);

    /// <summary>
    /// The last checkpoint that witnesses signed, if it holds the entries up to a size; else the last one; null when none does.
    /// </summary>
    public async Task<PublishedCheckpoint?> BestAsync(long atLeast, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        var cosigned = await db.Set<LogCosignatureRow>().MaxAsync(row => (long?)row.Size, cancellation);
        return cosigned >= atLeast
            ? await CheckpointAsync(all => all.Where(row => row.Size == cosigned), cancellation)
            : await CheckpointAsync(
                all => all.Where(row => row.Size >= atLeast).OrderByDescending(row => row.Size), cancellation);
    }

    /// <summary>The bytes of a tile as the log has published it; null when it has not come so far.</summary>
    public async Task<ReadOnlyMemory<byte>?> TileAsync(Tile tile, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        var size = await db.Set<LogHeadRow>().Select(head => head.Size).SingleAsync(cancellation);
        var held = tile.Level == Tile.Entries ? size : size >> (tile.Level * Tile.Heights);
        if (tile.Index > held / Tile.Full || tile.Index * Tile.Full + tile.Width > held) return null;
        if (tile.Level == Tile.Entries) return await EntriesAsync(tile, cancellation);
        var id = LogTileRow.IdOf(tile.Level, tile.Index);
        var digests = await db.Set<LogTileRow>().Where(row => row.Id == id).Select(row => row.Digests)
            .SingleOrDefaultAsync(cancellation);
        return digests?.Length >= tile.Width * Digest.Size ? digests.AsMemory(0, tile.Width * Digest.Size) : null;
    }

    /// <summary>
    /// Reads digests for proofs that lead from an entry into a tree of a size: the tiles on the way up and at the tree's edge, in
    /// one query.
    /// </summary>
    public async Task<TileReader> ReaderAsync(long index, long size, CancellationToken cancellation = default)
    {
        var wanted = new HashSet<long>();
        for (var level = 0; level < Levels; level++)
            foreach (var at in (long[])[index, size])
                wanted.Add(LogTileRow.IdOf(level, (at >> (level * Tile.Heights)) / Tile.Full));
        await using var db = rows.Open();
        var tiles = await db.Set<LogTileRow>().Where(row => wanted.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Digests, cancellation);
        return new((level, place) => tiles.GetValueOrDefault(LogTileRow.IdOf(level, place)) ?? []);
    }

    /// <summary>The bundle is made from the journal, where the commitments stand: they are kept once.</summary>
    private async Task<ReadOnlyMemory<byte>?> EntriesAsync(Tile tile, CancellationToken cancellation)
    {
        var commitments = await journal.ReadCommitmentsAsync(tile.Index * Tile.Full, tile.Width, cancellation);
        return commitments.Length == tile.Width * CanonicalEvent.CommitmentBytes ? BundleOf(commitments) : null;
    }

    /// <summary>Commitments as the log's entries: each behind its length.</summary>
    internal static byte[] BundleOf(ReadOnlySpan<byte> commitments)
    {
        var bundle = new byte[commitments.Length / CanonicalEvent.CommitmentBytes * EntryBytes];
        for (var (from, to) = (0, 0); to < bundle.Length; from += CanonicalEvent.CommitmentBytes, to += EntryBytes)
        {
            bundle[to + 1] = CanonicalEvent.CommitmentBytes;
            commitments.Slice(from, CanonicalEvent.CommitmentBytes).CopyTo(bundle.AsSpan(to + 2));
        }
        return bundle;
    }

    private async Task<PublishedCheckpoint?> CheckpointAsync(
        Func<IQueryable<LogCheckpointRow>, IQueryable<LogCheckpointRow>> choose, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        if (await choose(db.Set<LogCheckpointRow>()).FirstOrDefaultAsync(cancellation) is not { } row) return null;
        var lines = await db.Set<LogCosignatureRow>().Where(each => each.Size == row.Size)
            .OrderBy(each => each.Witness).Select(each => each.Line).ToListAsync(cancellation);
        return SignedNote.TryParse(row.Note, out var own)
            && SignedNote.TryParse(row.Note + string.Concat(lines), out var note) ? new(row.Size, own, note, row.At)
            : throw new InvalidDataException($"The log's checkpoint of size {row.Size} was changed.");
    }
}
