using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>A row of something that an agency owes by a day.</summary>
internal interface IDutyRow
{
    /// <summary>Its id, which is also its stream's.</summary>
    Guid Id { get; }
    /// <summary>The last day in time; null where nothing is owed.</summary>
    DateOnly? Due { get; }
    /// <summary>Whether supervision was told of its being late.</summary>
    bool IsEscalated { get; }
}

/// <summary>Tells supervision of duties past their day (督办).</summary>
internal static class Escalating
{
    /// <summary>Lets happen to each late duty what is decided; says how many were late.</summary>
    /// <param name="rows">The tables.</param>
    /// <param name="streams">The duties' streams.</param>
    /// <param name="act">The engine's act.</param>
    /// <param name="today">The day.</param>
    /// <param name="decide">What happens to a duty; null where it was met or told meanwhile.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<int> EscalateAsync<TRow, TState, TEvent>(
        this Rows rows, Streams<TState, TEvent> streams, Act act, DateOnly today, Func<TState, TEvent?> decide,
        CancellationToken cancellation)
        where TRow : class, IDutyRow
        where TState : class
        where TEvent : class
    {
        List<Guid> late;
        await using (var db = rows.Open())
            late = await db.Set<TRow>().Where(row => row.Due < today && !row.IsEscalated).Select(row => row.Id)
                .ToListAsync(cancellation);
        foreach (var id in late)
            await streams.ActAsync(id, act, null, null, current =>
                current is not null && decide(current) is { } told ? new TEvent[] { told } : Array.Empty<TEvent>(),
                cancellation: cancellation);
        return late.Count;
    }
}
