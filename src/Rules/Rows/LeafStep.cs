namespace Yitong.Rules.Rows;

/// <summary>A single test, laid out so that judging it takes a few instructions.</summary>
internal readonly struct LeafStep
{
    private const int MostInSet = 1 << 12;

    private readonly Shape shape;
    private readonly int fact;
    private readonly long least, most;
    private readonly Relation relation;
    private readonly ulong[]? set;
    private readonly Test test;

    public LeafStep(Test test, FactBook facts)
    {
        this.test = test;
        switch (test)
        {
            case Within within:
                var (of, parts) = (facts.Facts[fact = within.Fact], within.Among.Parts);
                var isNominal = of.Kind is FactKind.YesNo or FactKind.Code or FactKind.Codes or FactKind.Text;
                if (isNominal && of is { Least: >= 0, Most: < MostInSet })
                    (shape, set) = (Shape.Set, SetOf(within.Among, (int)of.Most));
                else if (parts.Count == 1)
                    (shape, least, most) = (isNominal ? Shape.Named : Shape.Range, parts[0].Least, parts[0].Most);
                else
                    shape = isNominal ? Shape.Other : Shape.Ranges;
                break;
            case RatioAgainst ratio:
                (shape, fact, least, most, relation) = (Shape.Ratio, ratio.Fact, ratio.Number, ratio.Over, ratio.Relation);
                break;
            case Balance: shape = Shape.Balance; break;
            default: shape = Shape.Other; break;
        }
    }

    /// <summary>How the test is judged.</summary>
    private enum Shape : byte
    {
        /// <summary>One interval of numbers.</summary>
        Range,
        /// <summary>Several intervals of numbers.</summary>
        Ranges,
        /// <summary>Codes, as one bit each.</summary>
        Set,
        /// <summary>One interval of codes or texts, among which there is no distance.</summary>
        Named,
        /// <summary>A ratio.</summary>
        Ratio,
        /// <summary>Two computed numbers.</summary>
        Balance,
        /// <summary>Anything else.</summary>
        Other,
    }

    /// <summary>Judges it for one subject.</summary>
    public Truth Judge(ReadOnlySpan<FactValue> row, out Gap gap)
    {
        gap = default;
        switch (shape)
        {
            case Shape.Range:
                ref readonly var value = ref row[fact];
                if (!value.IsKnown) return Truth.Unknown;
                if (value.Number >= least && value.Number <= most) return Truth.Yes;
                gap = new(unchecked((value.Number < least ? least : most) - value.Number), 1);
                return Truth.No;
            case Shape.Set:
                value = ref row[fact];
                if (!value.IsKnown) return Truth.Unknown;
                return (set![(int)value.Number >> 6] >> (int)(value.Number & 63) & 1) != 0 ? Truth.Yes : Truth.No;
            case Shape.Named:
                value = ref row[fact];
                return !value.IsKnown ? Truth.Unknown : value.Number >= least && value.Number <= most ? Truth.Yes : Truth.No;
            case Shape.Ratio: return JudgeRatio(row[fact], out gap);
            case Shape.Ranges: return JudgeRanges((Within)test, row[fact], out gap);
            case Shape.Balance: return JudgeBalance((Balance)test, row, out gap);
            default: return Reckoning.Judge(test, row);
        }
    }

    private Truth JudgeRatio(FactValue value, out Gap gap)
    {
        gap = default;
        if (!value.IsKnown || value.Over == 0) return Truth.Unknown;
        var difference = (Int128)least * value.Over - (Int128)value.Number * most;
        if (Reckoning.Stands(relation, -Int128.Sign(difference))) return Truth.Yes;
        var over = (Int128)most * value.Over;
        if (relation != Relation.NotEqual && Int128.Abs(difference) <= long.MaxValue && over <= long.MaxValue)
            gap = new((long)difference, (long)over);
        return Truth.No;
    }

    private static Truth JudgeRanges(Within within, FactValue value, out Gap gap)
    {
        gap = default;
        if (!value.IsKnown) return Truth.Unknown;
        var parts = within.Among.Parts;
        for (var at = 0; at < parts.Count; at++)
        {
            var (least, most) = parts[at];
            if (value.Number >= least && value.Number <= most)
            {
                gap = default;
                return Truth.Yes;
            }
            var distance = unchecked((value.Number < least ? least : most) - value.Number);
            if (!gap.IsMeasured || Math.Abs(distance) < Math.Abs(gap.Number)) gap = new(distance, 1);
        }
        return Truth.No;
    }

    private static Truth JudgeBalance(Balance balance, ReadOnlySpan<FactValue> row, out Gap gap)
    {
        gap = default;
        if (!Reckoning.AreNonZero(balance.NonZero, row) || !Reckoning.TryReckon(balance.Left, row, out var left)
            || !Reckoning.TryReckon(balance.Right, row, out var right)) return Truth.Unknown;
        if (Reckoning.Stands(balance.Relation, left.CompareTo(right))) return Truth.Yes;
        if (balance.Relation != Relation.NotEqual)
        {
            var strict = balance.Relation switch { Relation.Less => -1, Relation.Greater => 1, _ => 0 };
            gap = new(unchecked(right - left + strict), 1);
        }
        return Truth.No;
    }

    private static ulong[] SetOf(Intervals among, int most)
    {
        var bits = new ulong[most / 64 + 1];
        for (var code = 0; code <= most; code++)
            if (among.Has(code)) bits[code >> 6] |= 1UL << (code & 63);
        return bits;
    }
}
