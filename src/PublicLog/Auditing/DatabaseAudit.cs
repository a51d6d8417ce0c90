using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// Holds all that a database says of its past to each other: every event to its commitment, every commitment to the tiles, every
/// checkpoint to the tree as it was then, and every signature to its key.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="rows">The tables.</param>
/// <param name="log">The log's public keys, known from elsewhere.</param>
/// <param name="witnesses">Public keys of witnesses.</param>
public sealed class DatabaseAudit(Journal journal, Rows rows, NoteKeys log, IReadOnlyList<NoteVerifier> witnesses)
{
    private const int Window = 64;
    private readonly List<LogFault> faults = [];
    private readonly Dictionary<long, byte[]> tiles = [];
    private Queue<(long Size, Digest Root)> checkpoints = new();
    private byte[] entries = [];
    private long entriesFrom = -1;
    private long cosigned;
    private long erased;

    /// <summary>Verifies all. The installation may be at work meanwhile: what comes after the beginning is left out.</summary>
    public async Task<LogFindings> RunAsync(CancellationToken cancellation = default)
    {
        var size = await CheckpointsAsync(cancellation);
        var count = checkpoints.Count;
        var last = checkpoints.Count == 0 ? 0 : checkpoints.Max(each => each.Size);
        if (last != size) faults.Add(new(last + 1, $"checkpoint of size {size}", "is missing"));
        await EventsAsync(size, cancellation);
        var tree = new TreeAudit(size, tile => TileAsync(tile, cancellation), Reached);
        try
        {
            if (await tree.RunAsync() is { } fault) faults.Add(fault);
            else await SurplusAsync(size, cancellation);
        }
        catch (JournalDamagedException damaged)
        {
            faults.Add(new(damaged.Position, "journal", "the event or its commitment is missing"));
        }
        return new(tree.Entries, count, cosigned, erased, [.. faults.OrderBy(fault => fault.Position ?? long.MaxValue)]);
    }

    private LogFault? Reached(long size, Func<Digest> root)
    {
        if (!checkpoints.TryPeek(out var next) || next.Size != size) return null;
        checkpoints.Dequeue();
        return next.Root == root() ? null : new(size, $"checkpoint of size {size}", "was signed over other entries");
    }

    /// <summary>Reads the checkpoints, each with its signatures; says how large the log claims to be.</summary>
    private async Task<long> CheckpointsAsync(CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var heads = await db.Set<LogHeadRow>().ToListAsync(cancellation);
        var known = log;
        if (heads is not [{ Id: 1 } head] || head.Size < 0
            || head.Size > 0 && !(NoteKeys.TryParse(head.Key, out known) && known.Contains(log)))
        {
            known = log;
            faults.Add(new(null, "log_head", "is missing, or names another key"));
            head = new() { Id = 1, Size = await db.Set<LogCheckpointRow>().MaxAsync(row => (long?)row.Size, cancellation) ?? 0 };
        }
        var all = await db.Set<LogCheckpointRow>().OrderBy(row => row.Size).ToListAsync(cancellation);
        var sound = new List<(long Size, Digest Root)>();
        var signing = 0; // A key may be added, but none goes.
        foreach (var row in all)
            if (row.Size > head.Size) faults.Add(new(row.Size, $"checkpoint of size {row.Size}", "is larger than the log"));
            else if (SignedNote.TryParse(row.Note, out var note) && note.Signatures.Count >= signing
                && IsSigned(note, row.Note, known) && Checkpoint.TryParse(note.Text, out var checkpoint)
                && checkpoint.Origin == log.Name && checkpoint.Size == row.Size)
            {
                signing = note.Signatures.Count;
                sound.Add((checkpoint.Size, checkpoint.Root));
            }
            else faults.Add(new(row.Size, $"checkpoint of size {row.Size}", "is not what the log signed"));
        checkpoints = new(sound);
        var notes = all.GroupBy(row => row.Size).ToDictionary(group => group.Key, group => group.First().Note);
        foreach (var row in await db.Set<LogCosignatureRow>().ToListAsync(cancellation))
            Cosignature(row, notes.GetValueOrDefault(row.Size));
        return head.Size;
    }

    /// <summary>A key that is given has signed, and there is no line that is not a right one of the log's keys.</summary>
    private bool IsSigned(SignedNote note, string text, NoteKeys known) => note.ToString() == text && log.Verify(note)
        && known.All.Count(key => key.Verify(note, out _)) == note.Signatures.Count;

    private void Cosignature(LogCosignatureRow row, string? note)
    {
        var key = witnesses.FirstOrDefault(witness => witness.Name == row.Witness);
        var isRead = SignedNote.TryParse((note ?? "") + row.Line, out var signed)
            && signed.ToString() == note + row.Line
            && row.Line == signed.Signatures[^1].Line && signed.Signatures[^1].Name == row.Witness;
        if (isRead && key is not null && key.Verify(signed!, out _)) cosigned++;
        else if (!isRead || key is not null)
            faults.Add(new(row.Size, $"signature of {row.Witness} on the checkpoint of size {row.Size}", "is not right"));
    }

    /// <summary>Every event against its commitment, also those that are not logged yet.</summary>
    private async Task EventsAsync(long size, CancellationToken cancellation)
    {
        var (expected, head, open) = (0L, await journal.ReadHeadAsync(cancellation), new Dictionary<Guid, long>());
        await foreach (var found in ReadableAsync(cancellation))
        {
            if (found is not { } each)
            {
                faults.Add(new(expected + 1, "journal", "the row cannot be read"));
                return;
            }
            if (each.Event.Position != ++expected)
            {
                faults.Add(new(expected, "journal", "the event is missing"));
                return;
            }
            if (each.IsSound == false)
            {
                faults.Add(new(expected, "journal", "the event is not the one that was committed to"));
                return;
            }
            if (each.Event.IsErased)
                (erased, open[each.Event.Stream]) = (erased + 1, open.GetValueOrDefault(each.Event.Stream, expected));
            else if (each.Event.Type == RecordedEvent.ErasedType) open.Remove(each.Event.Stream);
        }
        if (open.Count > 0)
            faults.Add(new(open.Values.Min(), "journal", "the event's data are gone, and no act has erased them"));
        if (expected < Math.Max(head, size)) faults.Add(new(expected + 1, "journal", "the event is missing"));
    }

    /// <summary>The journal as far as it can be read; null for a row that is none.</summary>
    private async IAsyncEnumerable<CommittedEvent?> ReadableAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (position, isOneByOne) = (0L, false);
        await using var all = journal.ReadCommittedAsync(0, cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            CommittedEvent? read;
            try
            {
                if (!isOneByOne && !await all.MoveNextAsync()) yield break;
                read = isOneByOne ? await journal.FindCommittedAsync(position + 1, cancellation) : all.Current;
            }
            catch (Exception fault) when (fault is InvalidCastException or ArgumentException or FormatException
                or OverflowException or InvalidOperationException)
            {
                // A page with a row that is no event: which one it is, is found row by row.
                (read, isOneByOne) = (null, !isOneByOne);
                if (isOneByOne) continue;
            }
            yield return read;
            if (read is null) yield break;
            position = read.Event.Position;
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>?> TileAsync(Tile tile, CancellationToken cancellation)
    {
        if (tile.Level == Tile.Entries) return await BundleAsync(tile, cancellation);
        var id = LogTileRow.IdOf(tile.Level, tile.Index);
        if (!tiles.ContainsKey(id))
        {
            await using var db = rows.Open();
            var (from, to) = (id, tile.Level == 0 ? id + Window : id + 1);
            tiles.Clear();
            foreach (var row in await db.Set<LogTileRow>().Where(row => row.Id >= from && row.Id < to).ToListAsync(cancellation))
                tiles[row.Id] = row.Digests;
        }
        return tiles.TryGetValue(id, out var digests) ? digests : null;
    }

    private async ValueTask<ReadOnlyMemory<byte>?> BundleAsync(Tile tile, CancellationToken cancellation)
    {
        var from = tile.Index * Tile.Full;
        var (wanted, bytes) = (tile.Width * CanonicalEvent.CommitmentBytes, CanonicalEvent.CommitmentBytes);
        if (entriesFrom < 0 || from < entriesFrom || (from - entriesFrom) * bytes + wanted > entries.Length)
            (entriesFrom, entries) = (from, await journal.ReadCommitmentsAsync(from, Window * Tile.Full, cancellation));
        var start = (int)(from - entriesFrom) * bytes;
        return LogTree.BundleOf(entries.AsSpan(start, Math.Min(wanted, entries.Length - start)));
    }

    /// <summary>Tiles that belong to no entry.</summary>
    private async Task SurplusAsync(long size, CancellationToken cancellation)
    {
        var expected = 0L;
        for (var held = size; held > 0; held >>= Tile.Heights) expected += (held + Tile.Full - 1) / Tile.Full;
        await using var db = rows.Open();
        if (await db.Set<LogTileRow>().LongCountAsync(cancellation) != expected)
            faults.Add(new(null, "log_tiles", "has tiles that belong to no entry"));
    }
}
