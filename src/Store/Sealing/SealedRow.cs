namespace Yitong.Store;

/// <summary>
/// A row that is written once, in bulk, by the act whose event seals it, and never changed: lines of a payment run, a day's
/// readings. A table of a type that derives from this is append-only; its rows are no projection and no replay rebuilds them.
/// </summary>
public abstract class SealedRow
{
    /// <summary>The stream whose event seals it.</summary>
    public Guid Stream { get; set; }

    /// <summary>Which of the stream's chunks it belongs to: one event seals one chunk.</summary>
    public int Chunk { get; set; }

    /// <summary>Its place in the chunk: 1, 2, 3 … without gaps.</summary>
    public int Line { get; set; }
}

/// <summary>What an event says of the rows of its chunk, so that not one can be added, changed or taken away unseen.</summary>
/// <param name="Chunk">The chunk's number in its stream.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Sum">The sum of what the rows count (fen), so that totals can be checked without the rows.</param>
/// <param name="Hash">SHA-256 over all values of all rows in the order of their lines, lower-case hexadecimal.</param>
public sealed record RowsSeal(int Chunk, int Count, long Sum, string Hash);

/// <summary>The rows of one chunk, on their way into an append-only table within an act's transaction.</summary>
public sealed class BulkRows
{
    private BulkRows(Type rowType, IReadOnlyList<SealedRow> rows, RowsSeal seal) =>
        (RowType, Rows, Seal) = (rowType, rows, seal);

    /// <summary>The table's row type.</summary>
    public Type RowType { get; }

    /// <summary>The rows, in the order of their lines.</summary>
    public IReadOnlyList<SealedRow> Rows { get; }

    /// <summary>What the event has to carry.</summary>
    public RowsSeal Seal { get; }

    /// <summary>Numbers the rows and seals them.</summary>
    /// <param name="stream">The stream whose event will carry the seal.</param>
    /// <param name="chunk">The chunk's number in its stream.</param>
    /// <param name="rows">At least one row; they get their stream, chunk and line here.</param>
    /// <param name="sum">What each row adds to the seal's sum.</param>
    /// <exception cref="OverflowException">The sum does not fit 64 bits.</exception>
    public static BulkRows Of<TRow>(Guid stream, int chunk, IReadOnlyList<TRow> rows, Func<TRow, long> sum)
        where TRow : SealedRow
    {
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count);
        var (total, hash) = (0L, new RowsHash(typeof(TRow)));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            (row.Stream, row.Chunk, row.Line) = (stream, chunk, i + 1);
            total = checked(total + sum(row));
            hash.Add(row);
        }
        return new(typeof(TRow), rows, new(chunk, rows.Count, total, hash.End()));
    }
}
