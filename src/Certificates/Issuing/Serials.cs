using System.Globalization;
using Yitong.Store;

namespace Yitong.Certificates;

/// <summary>
/// Serials of a city's certificates: unique over all nodes and all years, for each is also a place in the status lists.
/// Thread-safe.
/// </summary>
public sealed class Serials(Rows rows) : IDisposable
{
    internal const string Series = "certificates";
    private readonly NumberBlocks blocks = new(rows, 64);

    /// <summary>The first of the next numbers, which follow each other without a gap.</summary>
    public ValueTask<long> NextAsync(int count = 1) => blocks.NextAsync(Series, count);

    /// <summary>The serial as an identifier carries it: four digits of the year, nine of the number.</summary>
    public static string Text(int year, long number) =>
        year.ToString("0000", CultureInfo.InvariantCulture) + number.ToString("000000000", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => blocks.Dispose();
}
