using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>How far a follower of the journal has come.</summary>
internal static class Checkpoint
{
    /// <summary>The last position that it has done; 0 before the first.</summary>
    public static async Task<long> ReadAsync(Store.Rows rows, string follower)
    {
        await using var db = rows.Open();
        return await db.Set<CheckpointRow>().Where(row => row.Follower == follower)
            .Select(row => row.Position).SingleOrDefaultAsync();
    }

    /// <summary>Keeps the position with whatever else the context is about to save; it never goes back.</summary>
    public static async Task KeepAsync(YitongDb db, string follower, long position, CancellationToken cancellation)
    {
        var checkpoint = await db.Set<CheckpointRow>().AsTracking()
            .SingleOrDefaultAsync(row => row.Follower == follower, cancellation);
        if (checkpoint is null) db.Add(new CheckpointRow { Follower = follower, Position = position });
        else if (checkpoint.Position < position) checkpoint.Position = position;
    }

    /// <summary>
    /// Keeps the position alone. Where another node kept one at the same moment, its own stays: what lies between is done twice,
    /// which followers are made for.
    /// </summary>
    public static async Task WriteAsync(Store.Rows rows, string follower, long position, CancellationToken cancellation)
    {
        await using var db = rows.Open();
        await KeepAsync(db, follower, position, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // The other node's insert was first.
        }
    }
}
