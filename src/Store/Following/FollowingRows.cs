using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>How far a follower has come: all up to the position is done, or parked.</summary>
internal sealed class CheckpointRow
{
    public string Follower { get; set; } = "";
    public long Position { get; set; }
}

/// <summary>An event over which a follower fails, or which waits behind one of the same stream.</summary>
internal sealed class ParkedRow
{
    public string Follower { get; set; } = "";
    public long Position { get; set; }
    public Guid Stream { get; set; }
    public string Fault { get; set; } = "";
    public DateTimeOffset Since { get; set; }
    public int Tries { get; set; }

    /// <summary>When it is tried again; null while it waits behind another.</summary>
    public DateTimeOffset? NextTry { get; set; }
}

/// <summary>An event that a follower could not do, and tries again.</summary>
/// <param name="Follower">The follower's name.</param>
/// <param name="Position">The event's position in the journal.</param>
/// <param name="Stream">Its stream: later events of it wait behind.</param>
/// <param name="Fault">What was wrong the last time; empty for an event that waits behind another.</param>
/// <param name="Since">When it was parked.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="NextTry">When it is tried again; null while it waits behind another.</param>
public sealed record ParkedEvent(
    string Follower, long Position, Guid Stream, string Fault, DateTimeOffset Since, int Tries, DateTimeOffset? NextTry)
{
    /// <summary>What is parked in a store, the oldest first.</summary>
    public static async Task<IReadOnlyList<ParkedEvent>> ReadAsync(
        Rows rows, int most = 1_000, CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        return await db.Set<ParkedRow>().OrderBy(row => row.Since).ThenBy(row => row.Follower).ThenBy(row => row.Position)
            .Take(most).Select(row => new ParkedEvent(
                row.Follower, row.Position, row.Stream, row.Fault, row.Since, row.Tries, row.NextTry))
            .ToListAsync(cancellation);
    }
}
