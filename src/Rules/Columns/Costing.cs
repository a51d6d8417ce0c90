using System.Numerics;
namespace Yitong.Rules.Columns;

/// <summary>What one rule's matching rows cost: exact, in fen.</summary>
internal sealed class Costing
{
    private readonly BoundAmount amount;
    private readonly AddAmounts? loop;
    private readonly int[] met;

    public Costing(BoundAmount amount, Register register, List<AlignedBytes> tables)
    {
        (this.amount, met) = (amount, Met.By(amount));
        Fixed = amount is { Fen: Constant constant, NonZero.Count: 0 } ? constant.Value : null;
        if (Fixed is null) loop = AmountLoop.Of(amount, register, tables);
    }

    /// <summary>The amount when it is the same for everybody.</summary>
    public long? Fixed { get; }

    /// <summary>Adds up the amounts of the marked rows of one block.</summary>
    /// <param name="words">The marked rows; changed.</param>
    /// <param name="count">How many words.</param>
    /// <param name="firstRow">The block's first row.</param>
    /// <param name="register">The register.</param>
    /// <param name="room">Memory to work in.</param>
    /// <param name="cost">Added to.</param>
    public unsafe void Add(ulong* words, int count, int firstRow, Register register, CostRoom room, ref Cost cost)
    {
        var found = 0;
        for (var at = 0; at < count; at++)
        {
            var word = words[at];
            if (word == 0) continue;
            var known = loop is null ? 0 : word;
            foreach (var fact in met)
                known &= register.Number(fact) is { } column ? column.Known[(firstRow >> 6) + at] : 0;
            for (var rest = word & ~known; rest != 0; rest &= rest - 1)
                AddOne(firstRow + at * 64 + BitOperations.TrailingZeroCount(rest), register, room, ref cost);
            found = Bits.List(known, firstRow + at * 64, room.Rows, found);
        }
        if (found == 0) return;
        var sums = stackalloc long[3];
        (sums[0], sums[1], sums[2]) = (0, 0, 0);
        loop!(room.Columns, room.Rows, found, sums);
        cost.Fen += ((Int128)sums[1] << 32) + sums[0];
        cost.Unknown += sums[2];
    }

    /// <summary>One subject's amount; null when it is unknown.</summary>
    public long? Of(int row, Register register, Span<FactValue> values)
    {
        foreach (var fact in met) values[fact] = register[row, fact];
        return Reckoning.TryReckon(amount, values, out var fen) ? fen : null;
    }

    private void AddOne(int row, Register register, CostRoom room, ref Cost cost)
    {
        if (Of(row, register, room.Values) is { } fen) cost.Fen += fen;
        else cost.Unknown++;
    }
}

/// <summary>A sum of amounts, and for how many rows nothing could be said.</summary>
internal struct Cost
{
    public Int128 Fen;
    public long Unknown;
}

/// <summary>Memory in which the rows of a block are listed and their facts read.</summary>
internal sealed unsafe class CostRoom(Register register, int rows)
{
    private readonly AlignedBytes listed = new((rows + 64) * sizeof(int)), columns = new(register.Facts.Facts.Count * 16L);

    public int* Rows => (int*)listed.At;

    public byte** Columns => (byte**)columns.At;

    public FactValue[] Values { get; } = new FactValue[register.Facts.Facts.Count];

    /// <summary>Finds the columns again, which move when the register grows.</summary>
    public void Point()
    {
        for (var fact = 0; fact < Values.Length; fact++)
        {
            Columns[2 * fact] = register.Number(fact) is { } number ? number.Numbers : null;
            Columns[2 * fact + 1] = register.Over(fact) is { } over ? over.Numbers : null;
        }
    }
}

/// <summary>Makes lists of rows out of words.</summary>
internal static unsafe class Bits
{
    /// <summary>Appends the marked rows of a word to a list and says how long it is then.</summary>
    public static int List(ulong word, int firstRow, int* rows, int length)
    {
        for (; word != 0; word &= word - 1) rows[length++] = firstRow + BitOperations.TrailingZeroCount(word);
        return length;
    }
}
