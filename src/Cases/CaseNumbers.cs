using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Case numbers of the city: unique over all nodes, beginning at 1 each day. Thread-safe.</summary>
public sealed class CaseNumbers(Rows rows, CityPack pack) : IDisposable
{
    /// <summary>How the series of a day begins; its day follows, in eight digits.</summary>
    internal const string Series = "cases ";
    private readonly NumberBlocks blocks = new(rows, 1_000);
    private readonly DivisionCode division = DivisionOf(pack);

    /// <summary>The next number of the day; null when the day has none left.</summary>
    public async ValueTask<CaseNumber?> NextAsync(DateOnly today)
    {
        var day = today.Year * 10_000 + today.Month * 100 + today.Day;
        var serial = await blocks.NextAsync($"{Series}{day}");
        return serial <= CaseNumber.MaxSerial ? CaseNumber.Of(division, today, (int)serial) : null;
    }

    private static DivisionCode DivisionOf(CityPack pack) =>
        DivisionCode.TryParse(pack.City.Code, out var code)
            ? code
            : throw new InvalidOperationException($"The pack's city code {pack.City.Code} is no division.");

    /// <inheritdoc/>
    public void Dispose() => blocks.Dispose();
}
