using System.Numerics;
namespace Yitong.Rules.Columns;

/// <summary>What one rule's matching rows cost: exact, in fen.</summary>
internal sealed class Costing
{
    private readonly BoundAmount amount;
    private readonly AddAmounts? loop;
    private readonly int[] met;
    private readonly bool needsAll;

    public Costing(BoundAmount amount, Register register, List<AlignedBytes> tables)
    {
        (this.amount, met, needsAll) = (amount, Met.By(amount), Met.Always(amount));
        Fixed = amount is { Fen: Constant constant, NonZero.Count: 0 } ? constant.Value : null;
        if (Fixed is null && met.All(fact => register.Number(fact) is not null)) loop = AmountLoop.Of(amount, register, tables);
    }

    /// <summary>The amount when it is the same for everybody.</summary>
    public long? Fixed { get; }

    /// <summary>Adds up the amounts of the marked rows of one block.</summary>
    /// <param name="words">The marked rows.</param>
    /// <param name="count">How many words, a multiple of 8.</param>
    /// <param name="firstRow">The block's first row.</param>
    /// <param name="register">The register.</param>
    /// <param name="room">Memory to work in.</param>
    /// <param name="cost">Added to.</param>
    public unsafe void Add(ulong* words, int count, int firstRow, Register register, CostRoom room, ref Cost cost)
    {
        var known = stackalloc ulong*[met.Length];
        for (var at = 0; at < met.Length; at++) known[at] = room.Known[met[at]] + (firstRow >> 6);
        var full = room.Full;
        var rest = 0L;
        unchecked
        {
            for (var at = 0; at < count; at += Vector<ulong>.Count)
            {
                var some = loop is null ? default : Vector.Load(words + at);
                for (var fact = 0; fact < met.Length && loop is not null; fact++) some &= Vector.Load(known[fact] + at);
                some.Store(full + at);
            }
            for (var at = 0; at < count; at++) rest += BitOperations.PopCount(words[at] ^ full[at]);
        }
        if (rest > 0 && loop is not null && needsAll) cost.Unknown += rest;
        else if (rest > 0) AddEach(words, full, count, firstRow, register, room, ref cost);
        if (loop is null) return;
        var found = RowLists.List(full, count, firstRow, room.Rows);
        var sums = stackalloc long[3];
        (sums[0], sums[1], sums[2]) = (0, 0, 0);
        loop(room.Columns, room.Rows, found, sums);
        cost.Fen += ((Int128)sums[1] << 32) + sums[0];
        cost.Unknown += sums[2];
    }

    /// <summary>One subject's amount; null when it is unknown.</summary>
    public long? Of(int row, Register register, Span<FactValue> values)
    {
        foreach (var fact in met) values[fact] = register[row, fact];
        return Reckoning.TryReckon(amount, values, out var fen) ? fen : null;
    }

    // The rows of which some fact is missing, or that no loop can be made for.
    private unsafe void AddEach(
        ulong* words, ulong* full, int count, int firstRow, Register register, CostRoom room, ref Cost cost)
    {
        for (var at = 0; at < count; at++)
            for (var left = words[at] & ~full[at]; left != 0; left &= left - 1)
            {
                var row = firstRow + at * 64 + BitOperations.TrailingZeroCount(left);
                if (Of(row, register, room.Values) is { } fen) cost.Fen += fen;
                else cost.Unknown++;
            }
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
    private readonly AlignedBytes listed = new((rows + 64) * sizeof(int)), full = new(rows / 8 + 64),
        columns = new(register.Facts.Facts.Count * 16L), known = new(register.Facts.Facts.Count * 8L);

    public int* Rows => (int*)listed.At;

    /// <summary>The rows whose facts are all known.</summary>
    public ulong* Full => full.Words;

    /// <summary>For each fact where its numbers and its denominators begin.</summary>
    public byte** Columns => (byte**)columns.At;

    /// <summary>For each fact where the bits begin that say whether it is known.</summary>
    public ulong** Known => (ulong**)known.At;

    public FactValue[] Values { get; } = new FactValue[register.Facts.Facts.Count];

    /// <summary>Finds the columns again, which move when the register grows.</summary>
    public void Point()
    {
        for (var fact = 0; fact < Values.Length; fact++)
        {
            Known[fact] = register.Number(fact) is { } number ? number.Known : null;
            Columns[2 * fact] = register.Number(fact) is { } column ? column.Numbers : null;
            Columns[2 * fact + 1] = register.Over(fact) is { } over ? over.Numbers : null;
        }
    }
}
