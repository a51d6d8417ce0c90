namespace Yitong.Store;

/// <summary>Has a follower do at once what there is, without a host: for tests and for rebuilding.</summary>
internal static class CatchingUp
{
    /// <summary>Follows from a position to the journal's present end, whatever was kept before, and says where that is.</summary>
    public static async Task<long> CatchUpAsync(
        this Follower follower, Database store, long after, CancellationToken stop = default)
    {
        var piece = new List<RecordedEvent>();
        await foreach (var recorded in store.Journal.ReadAllAsync(after, stop))
        {
            after = recorded.Position;
            if (follower.Events.Contains(recorded.Type)) piece.Add(recorded);
            if (piece.Count < follower.MostAtOnce) continue;
            await DoAsync(follower, store, piece, stop);
            piece.Clear();
        }
        await DoAsync(follower, store, piece, stop);
        return after;
    }

    private static async Task DoAsync(Follower follower, Database store, List<RecordedEvent> piece, CancellationToken stop)
    {
        if (piece.Count == 0) return;
        await using var db = store.Rows.Open();
        await follower.DoAsync(db, piece, stop);
        await db.SaveChangesAsync(stop);
    }
}
