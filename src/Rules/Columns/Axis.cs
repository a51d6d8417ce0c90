namespace Yitong.Rules.Columns;

/// <summary>
/// Something that tests are about, cut by the bounds of all tests about it: a fact, a ratio, a balance. What a row has on it is
/// a position: how many of the cuts the row has reached. Positions are kept as one byte a row, 0 for unknown; where there are
/// more cuts than a byte can tell apart, further bytes hold the rest.
/// </summary>
internal abstract unsafe class Axis
{
    /// <summary>Cuts that one byte tells apart: codes 1 to 255.</summary>
    public const int PerSegment = 254;

    /// <summary>What a row's position is when nothing can be said.</summary>
    public const int Unknown = -1;

    private AlignedBytes[] segments = [];
    private int swizzle;

    public abstract int Cuts { get; }

    public int Segments => segments.Length;

    public byte* Codes(int segment) => segments[segment].At;

    public long MemoryBytes => segments.Sum(segment => segment.Length);

    /// <summary>Ends the collecting of cuts: sorts them and takes memory.</summary>
    public void Freeze(long rows, int swizzled)
    {
        Sort();
        swizzle = swizzled;
        var capacity = Bitmap.Padded(rows);
        segments = [.. Enumerable.Range(0, Math.Max(1, (Cuts + PerSegment - 1) / PerSegment))
            .Select(_ => new AlignedBytes(capacity))];
    }

    public void Grow(long rows)
    {
        for (var at = 0; at < segments.Length; at++)
            if (segments[at].Length < Bitmap.Padded(rows)) segments[at] = segments[at].Longer(Bitmap.Padded(rows));
    }

    /// <summary>Where a row stands; <see cref="Unknown"/> when nothing can be said.</summary>
    public abstract int PositionOf(Register register, int row);

    /// <summary>Which positions make a test about this axis hold.</summary>
    public abstract IReadOnlyList<(int Least, int Most)> Holding(Test test);

    public virtual void Encode(Register register, int from, int to)
    {
        for (var row = from; row < to; row++) Write(row, PositionOf(register, row));
    }

    public virtual void Encode(Register register, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows) Write(row, PositionOf(register, row));
    }

    protected abstract void Sort();

    protected void Write(int row, int position)
    {
        unchecked
        {
            var at = row ^ swizzle;
            for (var segment = 0; segment < segments.Length; segment++)
                segments[segment].At[at] = position < 0 ? (byte)0
                    : (byte)(1 + Math.Clamp(position - segment * PerSegment, 0, PerSegment));
        }
    }
}

/// <summary>An axis of whole numbers; a cut is the least number beyond it.</summary>
internal abstract class NumberAxis(long least, long most) : Axis
{
    private readonly HashSet<long> wanted = [];
    private long[] cuts = [];

    public override int Cuts => cuts.Length;

    protected ReadOnlySpan<long> Sorted => cuts;

    /// <summary>Makes sure that the intervals' bounds are cuts.</summary>
    public void Cut(Intervals among)
    {
        foreach (var (from, to) in among.Parts)
        {
            if (from > least && from <= most) wanted.Add(from);
            if (to < most && to >= least) wanted.Add(to + 1);
        }
    }

    protected override void Sort() => cuts = [.. wanted.Order()];

    /// <summary>
    /// The positions whose rows all lie in an interval, and those of whose rows only some do, which must be looked at.
    /// </summary>
    public ((int Least, int Most) Whole, List<int> Split) Place(long from, long to)
    {
        var split = new List<int>();
        var (first, last) = (PositionOf(Math.Max(from, least)), PositionOf(Math.Min(to, most)));
        var begins = from <= least || first > 0 && cuts[first - 1] == from;
        var ends = to >= most || last < cuts.Length && cuts[last] == to + 1;
        if (!begins) split.Add(first);
        if (!ends && (first != last || begins)) split.Add(last);
        return ((begins ? first : first + 1, ends ? last : last - 1), split);
    }

    protected IReadOnlyList<(int, int)> Holding(Intervals among) =>
        [.. among.Parts.Where(part => part.Most >= least && part.Least <= most).Select(part => (
            part.Least <= least ? 0 : Array.BinarySearch(cuts, part.Least) + 1,
            part.Most >= most ? cuts.Length : Array.BinarySearch(cuts, part.Most + 1)))];

    protected int PositionOf(long number)
    {
        unchecked
        {
            var (low, length) = (0, cuts.Length);
            while (length > 0)
            {
                var half = length >> 1;
                var reached = cuts[low + half] <= number;
                low = reached ? low + half + 1 : low;
                length = reached ? length - half - 1 : half;
            }
            return low;
        }
    }
}

/// <summary>A fact that is no ratio.</summary>
internal sealed class FactAxis(Fact fact) : NumberAxis(fact.Least, fact.Most)
{
    private const long Tabled = 1 << 16;

    private ushort[]? table;

    public int Fact => fact.Index;

    public override int PositionOf(Register register, int row) =>
        register.Number(fact.Index) is { } column && column.IsKnown(row) ? At(column[row]) : Unknown;

    public override IReadOnlyList<(int Least, int Most)> Holding(Test test) =>
        test is Within within ? Holding(within.Among) : [(0, Cuts)];

    public override void Encode(Register register, int from, int to)
    {
        if (register.Number(fact.Index) is not { } column) return;
        for (var row = from; row < to; row++) Write(row, column.IsKnown(row) ? At(column[row]) : Unknown);
    }

    public override void Encode(Register register, ReadOnlySpan<int> rows)
    {
        if (register.Number(fact.Index) is not { } column) return;
        foreach (var row in rows) Write(row, column.IsKnown(row) ? At(column[row]) : Unknown);
    }

    protected override void Sort()
    {
        base.Sort();
        if (fact.Most - (Int128)fact.Least >= Tabled || Cuts >= Tabled) return;
        table = new ushort[fact.Most - fact.Least + 1];
        for (var number = 0; number < table.Length; number++) table[number] = (ushort)PositionOf(fact.Least + number);
    }

    private int At(long number) => table is null ? PositionOf(number) : table[number - fact.Least];
}

/// <summary>What two sides of a balance differ by; or its left side, when the right one is a constant.</summary>
internal sealed class BalanceAxis(Balance of, FactBook facts) : NumberAxis(long.MinValue, long.MaxValue)
{
    /// <summary>Balances with the same key share an axis.</summary>
    public static Balance KeyOf(Balance balance) => balance with
    {
        Relation = Relation.Equal,
        Right = balance.Right is Constant ? new Constant(0) : balance.Right,
    };

    public static Intervals Among(Balance balance)
    {
        var to = balance.Right is Constant constant ? constant.Value : 0;
        return balance.Relation switch
        {
            Relation.Equal => Intervals.Between(to, to),
            Relation.NotEqual => Intervals.Union([(long.MinValue, to - 1), (to + 1, long.MaxValue)]),
            Relation.Less => Intervals.Between(long.MinValue, to - 1),
            Relation.AtMost => Intervals.Between(long.MinValue, to),
            Relation.Greater => Intervals.Between(to + 1, long.MaxValue),
            _ => Intervals.Between(to, long.MaxValue),
        };
    }

    public override int PositionOf(Register register, int row)
    {
        Span<FactValue> values = stackalloc FactValue[facts.Facts.Count];
        register.Read(row, values);
        return Position(values);
    }

    public override IReadOnlyList<(int Least, int Most)> Holding(Test test) => Holding(Among((Balance)test));

    public override void Encode(Register register, int from, int to)
    {
        var met = Met.By(of);
        Span<FactValue> values = new FactValue[facts.Facts.Count];
        for (var row = from; row < to; row++)
        {
            foreach (var fact in met) values[fact] = register[row, fact];
            Write(row, Position(values));
        }
    }

    public override void Encode(Register register, ReadOnlySpan<int> rows)
    {
        var met = Met.By(of);
        Span<FactValue> values = new FactValue[facts.Facts.Count];
        foreach (var row in rows)
        {
            foreach (var fact in met) values[fact] = register[row, fact];
            Write(row, Position(values));
        }
    }

    private int Position(ReadOnlySpan<FactValue> values)
    {
        if (!Reckoning.AreNonZero(of.NonZero, values) || !Reckoning.TryReckon(of.Left, values, out var left)) return Unknown;
        if (of.Right is Constant) return PositionOf(left);
        return Reckoning.TryReckon(of.Right, values, out var right) ? PositionOf(unchecked(left - right)) : Unknown;
    }
}

/// <summary>Whether none, some or all of certain codes are marked; or whether a ratio was supplied at all.</summary>
internal sealed class MarkAxis(int fact, long marked) : Axis
{
    public override int Cuts => 2;

    public override int PositionOf(Register register, int row)
    {
        var value = register[row, fact];
        if (marked == 0) return value.IsKnown ? 1 : 0;
        return !value.IsKnown ? Unknown
            : (value.Number & marked) == marked ? 2
            : (value.Number & marked) != 0 ? 1 : 0;
    }

    public override IReadOnlyList<(int Least, int Most)> Holding(Test test) =>
        test is HasCodes { All: true } ? [(2, 2)] : [(1, 2)];

    protected override void Sort() { }
}
