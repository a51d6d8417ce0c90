using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Case numbers of the city: unique over all nodes. Each node takes serials in blocks, so a number may be skipped but
/// never given twice. Thread-safe.
/// </summary>
public sealed class CaseNumbers(Rows rows, CityPack pack) : IDisposable
{
    private const int Block = 1_000;
    private readonly SemaphoreSlim turn = new(1);
    private readonly DivisionCode division = DivisionOf(pack);
    private DateOnly day;
    private int next;
    private int end;

    /// <summary>The next number of the day.</summary>
    public async ValueTask<CaseNumber> NextAsync(DateOnly today)
    {
        await turn.WaitAsync();
        try
        {
            if (day != today || next == end)
            {
                end = await TakeBlockAsync(today);
                (day, next) = (today, end - Block);
            }
            return CaseNumber.Of(division, today, next++);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<int> TakeBlockAsync(DateOnly today)
    {
        var key = today.Year * 10_000 + today.Month * 100 + today.Day;
        await using var db = rows.Open();
        var taken = await db.Database.SqlQuery<int>(
            $"""
            insert into case_serials (day, next) values ({key}, {1 + Block})
            on conflict (day) do update set next = case_serials.next + {Block}
            returning next as "Value"
            """).ToListAsync();
        return taken[0];
    }

    private static DivisionCode DivisionOf(CityPack pack) =>
        DivisionCode.TryParse(pack.City.Code, out var code)
            ? code
            : throw new InvalidOperationException($"The pack's city code {pack.City.Code} is no division.");

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
