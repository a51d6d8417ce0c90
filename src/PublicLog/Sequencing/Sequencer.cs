using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yitong.Store;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// Puts the journal's commitments into the log's tree and signs what it has become, once a second when it grew. Several nodes may
/// run it: tiles and checkpoint are one transaction, which only happens where the log stands as this node believes, so whoever
/// comes second throws its own away unseen. May be killed anywhere.
/// </summary>
public sealed class Sequencer(Journal journal, Rows rows, LogIdentity log, TimeProvider clock, ILogger<Sequencer> logger)
    : Sweep(TimeSpan.FromSeconds(1), clock, logger)
{
    private const int MostEntries = 16_384;
    private readonly TimeProvider clock = clock;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<(int Level, long Index), byte[]> edge = [];
    private TileWriter? writer;

    /// <summary>Why the log does not grow; null while it does.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Takes in all that the journal holds by now, though the second is not over.</summary>
    /// <returns>Entries in the log.</returns>
    /// <exception cref="JournalDamagedException">The journal was changed from outside: nothing more is signed.</exception>
    public async Task<long> AdvanceAsync(CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            while (await StepAsync(cancellation)) { }
            return writer!.Size;
        }
        catch
        {
            writer = null; // What was begun is not stored: go on from what is.
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        try
        {
            await AdvanceAsync(cancellation);
            Stopped = null;
        }
        catch (Exception fault) when (fault is JournalDamagedException or TileMissingException
            or LogKeyException or LogDamagedException)
        {
            if (Stopped != fault.Message) logger.LogCritical(fault, "The public log has stopped.");
            Stopped = fault.Message;
        }
    }

    /// <summary>Adds what is new, at most so much; true when there may be more.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        writer ??= await ResumeAsync(cancellation);
        var before = writer.Size;
        var commitments = await journal.ReadCommitmentsAsync(before, MostEntries, cancellation);
        if (commitments.Length == 0) return false;
        for (var from = 0; from < commitments.Length; from += CanonicalEvent.CommitmentBytes)
            writer.Append(commitments.AsSpan(from, CanonicalEvent.CommitmentBytes));
        if (!await StoreAsync(writer, before, cancellation))
        {
            writer = null;
            return true;
        }
        foreach (var (tile, digests) in writer.Changed)
            if (tile.Level != Tile.Entries && !tile.IsFull) edge[(tile.Level, tile.Index)] = digests;
            else edge.Remove((tile.Level, tile.Index));
        writer.Stored();
        return commitments.Length == MostEntries * CanonicalEvent.CommitmentBytes;
    }

    private async Task<TileWriter> ResumeAsync(CancellationToken cancellation)
    {
        await using var db = rows.Open();
        var head = await db.Set<LogHeadRow>().SingleAsync(cancellation);
        // A key more may be added later: whoever knows the first goes on as before.
        if (head.Key.Length > 0 && !(NoteKeys.TryParse(head.Key, out var keys) && log.Keys.Contains(keys)))
            throw new LogKeyException(head.Key);
        edge.Clear();
        for (var level = 0; level <= 7; level++)
        {
            var held = head.Size >> (level * Tile.Heights);
            var id = LogTileRow.IdOf(level, held / Tile.Full);
            if (held % Tile.Full > 0
                && await db.Set<LogTileRow>().SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } tile)
                edge[(level, held / Tile.Full)] = tile.Digests;
        }
        var grown = new TileWriter(head.Size, (level, index) => edge.GetValueOrDefault((level, index)) ?? []);
        var signed = await db.Set<LogCheckpointRow>().SingleOrDefaultAsync(row => row.Size == head.Size, cancellation);
        return head.Size == 0 || IsSigned(signed?.Note, new(log.Origin, grown.Size, grown.Root)) ? grown
            : throw new LogDamagedException(head.Size);
    }

    /// <summary>Whether the log has said so: on tiles that were changed since nothing may ever be built.</summary>
    private bool IsSigned(string? note, Checkpoint checkpoint) =>
        note is not null && SignedNote.TryParse(note, out var signed) && signed.Text == checkpoint.Text
        && log.Keys.Verify(signed);

    /// <summary>Stores tiles and checkpoint if the log has the size that it had before; false when it has another.</summary>
    private async Task<bool> StoreAsync(TileWriter grown, long before, CancellationToken cancellation)
    {
        var checkpoint = new Checkpoint(log.Origin, grown.Size, grown.Root);
        var now = clock.GetUtcNow();
        var note = log.Sign(checkpoint.Text, now);
        await using var db = rows.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // The row stays locked until the end, so that of two nodes one waits here and then finds another size.
        var key = log.Keys.ToString();
        var moved = await db.Set<LogHeadRow>().Where(head => head.Id == 1 && head.Size == before).ExecuteUpdateAsync(
            set => set.SetProperty(head => head.Size, checkpoint.Size).SetProperty(head => head.Key, key), cancellation);
        if (moved == 0) return false;
        foreach (var (tile, digests) in grown.Changed)
        {
            if (tile.Level == Tile.Entries) continue;
            var row = new LogTileRow { Id = LogTileRow.IdOf(tile.Level, tile.Index), Digests = digests };
            if (edge.ContainsKey((tile.Level, tile.Index))) db.Update(row);
            else db.Add(row);
        }
        db.Add(new LogCheckpointRow { Size = checkpoint.Size, Note = note.ToString(), At = now });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}

/// <summary>The log was signed with a key so far that this node has not: it would look like another log.</summary>
internal sealed class LogKeyException(string key)
    : Exception($"The log is signed with {key}; this node has not all of that. "
        + "Give every node the same key files and log:profiles.");

/// <summary>The tiles are not those over which the last checkpoint was signed: somebody changed them.</summary>
internal sealed class LogDamagedException(long size)
    : Exception($"The log's tiles do not lead to its checkpoint of size {size}: yitong log verify names what was changed.");
