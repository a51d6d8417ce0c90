using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>First number of a series that nobody took.</summary>
internal sealed class NumberSeriesRow
{
    public string Series { get; set; } = "";
    public long Next { get; set; }
}

/// <summary>
/// Numbers of series, unique over all nodes: each series begins at 1. A node takes them in blocks, so a number may be skipped but
/// never given twice. What is left of a block is dropped when numbers of another series are wanted: who gives out several at a
/// time has one of these for each. Thread-safe.
/// </summary>
/// <param name="rows">Where the series are kept.</param>
/// <param name="block">How many a node takes at once.</param>
public sealed class NumberBlocks(Rows rows, int block) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private string? current;
    private long next;
    private long end;

    /// <summary>The first of the next numbers of a series, which follow each other without a gap.</summary>
    /// <param name="series">The name of the series; never given to another.</param>
    /// <param name="count">How many; may be more than a block.</param>
    public async ValueTask<long> NextAsync(string series, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        await turn.WaitAsync();
        try
        {
            if (current != series || end - next < count)
            {
                var taken = Math.Max(count, block);
                end = await TakeAsync(series, taken);
                (current, next) = (series, end - taken);
            }
            next += count;
            return next - count;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// The step by which numbers that a module gave out from a table of its own go on here; the table goes. Part of released
    /// steps: never changed.
    /// </summary>
    /// <param name="number">The step's number.</param>
    /// <param name="table">The table, which has a column <c>next</c> as here.</param>
    /// <param name="key">Its key, an integer.</param>
    /// <param name="series">The name of a row's series, in SQL.</param>
    public static KeptStep TakeOver(int number, string table, string key, string series)
    {
        var old = $"create table if not exists {table} ({key} integer, next bigint);";
        var move = $"insert into number_series (series, next) select {series}, next from {table}; drop table {table};";
        return new(
            number,
            "create table if not exists number_series (series text not null primary key, next integer not null);" + old + move,
            "create table if not exists number_series (series text collate \"C\" not null primary key, next bigint not null);"
            + old + move);
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<long> TakeAsync(string series, int count)
    {
        await using var db = rows.Open();
        var taken = await db.Database.SqlQuery<long>(
            $"""
            insert into number_series (series, next) values ({series}, {1L + count})
            on conflict (series) do update set next = number_series.next + {count}
            returning next as "Value"
            """).ToListAsync();
        return taken[0];
    }
}
