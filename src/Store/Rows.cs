using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>Opens contexts for queries: pooled, without tracking. Thread-safe.</summary>
public sealed class Rows
{
    private readonly Func<YitongDb> open;

    internal Rows(Func<YitongDb> open) => this.open = open;

    /// <summary>A context for one query or page; dispose it.</summary>
    public YitongDb Open() => open();
}
