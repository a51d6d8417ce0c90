namespace Yitong.Rules.Columns;

/// <summary>A ratio fact. A cut is a constant that is reached, or passed.</summary>
internal sealed class RatioAxis(Fact fact) : Axis
{
    private readonly HashSet<(long Number, long Over, bool Passed)> wanted = [];
    private (long Number, long Over, bool Passed)[] cuts = [];

    // Whether cross products of the fact and every cut fit 64 bits.
    private bool areSmall;

    public override int Cuts => cuts.Length;

    /// <summary>Makes sure that the test's constant is a cut.</summary>
    public void Cut(RatioAgainst test)
    {
        if (test.Relation is not (Relation.Greater or Relation.AtMost)) wanted.Add((test.Number, test.Over, false));
        if (test.Relation is not (Relation.Less or Relation.AtLeast)) wanted.Add((test.Number, test.Over, true));
    }

    public override int PositionOf(Register register, int row)
    {
        var value = register[row, fact.Index];
        return value.IsKnown && value.Over != 0 ? PositionOf(value.Number, value.Over) : Unknown;
    }

    public override IReadOnlyList<(int Least, int Most)> Holding(Test test)
    {
        var ratio = (RatioAgainst)test;
        var reached = Array.IndexOf(cuts, (ratio.Number, ratio.Over, false));
        var passed = Array.IndexOf(cuts, (ratio.Number, ratio.Over, true));
        return ratio.Relation switch
        {
            Relation.Equal => [(reached + 1, passed)],
            Relation.NotEqual => [(0, reached), (passed + 1, Cuts)],
            Relation.Less => [(0, reached)],
            Relation.AtMost => [(0, passed)],
            Relation.Greater => [(passed + 1, Cuts)],
            _ => [(reached + 1, Cuts)],
        };
    }

    public override void Encode(Register register, int from, int to)
    {
        if (register.Number(fact.Index) is not { } number || register.Over(fact.Index) is not { } over) return;
        for (var row = from; row < to; row++)
            Write(row, number.IsKnown(row) && over[row] != 0 ? PositionOf(number[row], over[row]) : Unknown);
    }

    protected override void Sort()
    {
        cuts = [.. wanted];
        Array.Sort(cuts, (one, other) => Reckoning.Compare(one.Number, one.Over, other.Number, other.Over) is var order and not 0
            ? order : one.Passed.CompareTo(other.Passed));
        var greatest = Int128.Max(Int128.Abs(fact.Least), fact.Most);
        areSmall = cuts.All(cut =>
            Int128.Abs(cut.Number) * fact.MostOver <= long.MaxValue && greatest * cut.Over <= long.MaxValue);
    }

    private int PositionOf(long number, long over)
    {
        var (low, high) = (0, cuts.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var cut = cuts[middle];
            var order = areSmall
                ? unchecked(number * cut.Over).CompareTo(unchecked(cut.Number * over))
                : Reckoning.Compare(number, over, cut.Number, cut.Over);
            if (order > 0 || order == 0 && !cut.Passed) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
