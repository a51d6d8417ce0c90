using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>Opens contexts for queries: pooled, without tracking. Thread-safe.</summary>
public sealed class Rows
{
    private readonly Func<YitongDb> open;
    private readonly Func<Task<DbConnection>> connect;

    internal Rows(Func<YitongDb> open, Func<Task<DbConnection>> connect) => (this.open, this.connect) = (open, connect);

    /// <summary>A context for one query or page; dispose it.</summary>
    public YitongDb Open() => open();

    /// <summary>The rows of a query over one table.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <typeparam name="TFound">What the query yields.</typeparam>
    public async Task<IReadOnlyList<TFound>> ReadAsync<TRow, TFound>(
        Func<IQueryable<TRow>, IQueryable<TFound>> query, CancellationToken cancellation = default)
        where TRow : class
    {
        await using var db = Open();
        return await query(db.Set<TRow>()).ToListAsync(cancellation);
    }

    /// <summary>A pooled connection whose statements are prepared; dispose it.</summary>
    internal Task<DbConnection> ConnectAsync() => connect();
}
