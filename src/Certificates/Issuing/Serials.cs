using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// Serials of a city's certificates: unique over all nodes and all years, for each is also a place in the status lists. Each node
/// takes them in blocks, so a number may be skipped but never given twice. Thread-safe.
/// </summary>
public sealed class Serials(Rows rows) : IDisposable
{
    private const int Block = 64;
    private readonly SemaphoreSlim turn = new(1);
    private long next;
    private long end;

    /// <summary>The next numbers, in one row without a gap.</summary>
    public async ValueTask<long> NextAsync(int count = 1)
    {
        await turn.WaitAsync();
        try
        {
            if (end - next < count)
            {
                var taken = Math.Max(count, Block);
                end = await TakeAsync(taken);
                next = end - taken;
            }
            next += count;
            return next - count;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<long> TakeAsync(int count)
    {
        await using var db = rows.Open();
        var taken = await db.Database.SqlQuery<long>(
            $"""
            insert into certificate_serials (id, next) values (1, {1 + count})
            on conflict (id) do update set next = certificate_serials.next + {count}
            returning next as "Value"
            """).ToListAsync();
        return taken[0];
    }

    /// <summary>The serial as an identifier carries it: four digits of the year, nine of the number.</summary>
    public static string Text(int year, long number) =>
        year.ToString("0000", CultureInfo.InvariantCulture) + number.ToString("000000000", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
