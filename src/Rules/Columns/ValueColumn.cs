namespace Yitong.Rules.Columns;

/// <summary>
/// The numbers of one fact for all rows, in the narrowest whole number that the fact's bounds allow, and one bit for each row
/// that says whether it is known. An unknown number is stored as the fact's least value, so it stays within the bounds.
/// </summary>
internal sealed unsafe class ValueColumn
{
    private AlignedBytes numbers, known;

    public ValueColumn(long least, long most, long capacity)
    {
        Width = WidthOf(least, most);
        Blank = least;
        (numbers, known) = (new(capacity * Width), new(Bitmap.BytesFor(capacity)));
    }

    /// <summary>Bytes of one number: 1, 2, 4 or 8.</summary>
    public int Width { get; }

    /// <summary>What stands where nothing is known.</summary>
    public long Blank { get; }

    public byte* Numbers => numbers.At;

    public ulong* Known => known.Words;

    public long MemoryBytes => numbers.Length + known.Length;

    public long this[long row] => Width switch
    {
        1 => ((sbyte*)Numbers)[row],
        2 => ((short*)Numbers)[row],
        4 => ((int*)Numbers)[row],
        _ => ((long*)Numbers)[row],
    };

    public bool IsKnown(long row) => (Known[row >> 6] >> (int)(row & 63) & 1) != 0;

    public void Set(long row, long number, bool isKnown)
    {
        unchecked
        {
            switch (Width)
            {
                case 1: ((sbyte*)Numbers)[row] = (sbyte)number; break;
                case 2: ((short*)Numbers)[row] = (short)number; break;
                case 4: ((int*)Numbers)[row] = (int)number; break;
                default: ((long*)Numbers)[row] = number; break;
            }
        }
        var bit = 1UL << (int)(row & 63);
        if (isKnown) Known[row >> 6] |= bit;
        else Known[row >> 6] &= ~bit;
    }

    public void Grow(long capacity) =>
        (numbers, known) = (numbers.Longer(capacity * Width), known.Longer(Bitmap.BytesFor(capacity)));

    private static int WidthOf(long least, long most) =>
        least >= sbyte.MinValue && most <= sbyte.MaxValue ? 1
        : least >= short.MinValue && most <= short.MaxValue ? 2
        : least >= int.MinValue && most <= int.MaxValue ? 4 : 8;
}
