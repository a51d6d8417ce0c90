using System.Numerics;
using Yitong.Rules.Columns;

namespace Yitong.Rules;

/// <summary>What a rule comes to over a register, and for whom.</summary>
/// <param name="Tally">How many and how much.</param>
/// <param name="Rows">Which rows; overwritten by the board's next answer but one, so that two drafts can be compared.</param>
public sealed record DraftAnswer(RuleTally Tally, RuleRows Rows);

/// <summary>
/// Tries rules one by one over a register that stands still (政策沙盘), as fast as an officer types: facts are cut at the register's
/// own quantiles, so that any new bound splits only a few rows; and what a condition answered is kept, so that of a card in which
/// one number was changed only that condition is computed. Not thread-safe; make a new one when the register has changed.
/// </summary>
public sealed unsafe class DraftBoard
{
    // Conditions whose answers are kept, at most so many bytes of them.
    private const long MostKept = 256L << 20;
    private const int Sample = 20_000;

    private readonly Register register;
    private readonly Dictionary<int, FactAxis> axes = [];
    private readonly Dictionary<Test, (Bitmap Yes, Bitmap Unknown)> kept = [];
    private readonly Dictionary<(Computed, string), Costing> costings = [];
    private readonly List<AlignedBytes> tables = [];
    private readonly Bitmap valid, nothing, scratch;
    private readonly Dictionary<int, Bitmap> missing = [];
    private readonly CostRoom room;
    private readonly RuleRows[] answers;
    private int turn;

    /// <summary>A board over the register as it is now.</summary>
    public DraftBoard(Register register)
    {
        this.register = register;
        (valid, nothing, scratch) = (Bitmap.AllOf(register.Count), new(register.Count), new(register.Count));
        room = new(register, Bitmap.Stride);
        room.Point();
        answers = [NewRows(), NewRows()];
    }

    /// <summary>Tries a rule.</summary>
    /// <exception cref="ArgumentException">It speaks of another fact book.</exception>
    public DraftAnswer Try(BoundRule rule)
    {
        if (rule.Facts != register.Facts) throw new ArgumentException("Another fact book.", nameof(rule));
        var rows = answers[turn ^= 1];
        var yes = stackalloc ulong*[rule.Conditions.Count];
        var unknown = stackalloc ulong*[rule.Conditions.Count];
        for (var at = 0; at < rule.Conditions.Count; at++)
        {
            var answer = AnswerOf(Plain.Form(rule.Conditions[at].Test));
            yes[at] = answer.Yes.Words;
            unknown[at] = answer.Unknown.Words;
        }
        var counts = Combine(yes, unknown, rule.Conditions.Count, rows);
        var cost = rule.Amount is { } amount ? CostOf(amount, rows.Matched, counts.Matched) : default;
        return new(new(rule.Rule, counts.Matched, counts.Unknown, counts.Near, cost.Fen, cost.Unknown), rows);
    }

    /// <summary>
    /// How many of the marked rows have each code of a list; the last number counts those of whom it is unknown.
    /// </summary>
    /// <param name="fact">A fact of kind code.</param>
    /// <param name="marked">The rows.</param>
    public long[] CountBy(int fact, Bitmap marked)
    {
        var counts = new long[register.Facts.Facts[fact].List!.Codes.Count + 1];
        foreach (var row in marked.Marked())
            counts[register[row, fact] is { IsKnown: true } value ? (int)value.Number : counts.Length - 1]++;
        return counts;
    }

    private RuleRows NewRows() => new(new(register.Count), new(register.Count), new(register.Count));

    private Counts Combine(ulong** yes, ulong** unknown, int conditions, RuleRows rows)
    {
        ulong* matched = rows.Matched.Words, undecided = rows.Unknown.Words, near = rows.Near.Words;
        var words = valid.WordCount;
        return VectorPaths.Fastest switch
        {
            VectorPath.Vector128 =>
                Kernels<Lanes128>.Combine(yes, unknown, conditions, valid.Words, words, matched, undecided, near),
            VectorPath.Vector256 =>
                Kernels<Lanes256>.Combine(yes, unknown, conditions, valid.Words, words, matched, undecided, near),
            _ => Kernels<Lanes512>.Combine(yes, unknown, conditions, valid.Words, words, matched, undecided, near),
        };
    }

    private Cost CostOf(BoundAmount amount, Bitmap matched, long count)
    {
        var key = (amount.Fen, string.Join(';', amount.NonZero));
        if (amount.NonZero.Count > 0 || !costings.TryGetValue(key, out var costing))
            costing = costings[key] = new(amount, register, tables);
        var cost = default(Cost);
        if (costing.Fixed is { } each) cost.Fen = (Int128)each * count;
        else
            for (var word = 0L; word < matched.WordCount; word += Bitmap.Stride / 64)
                costing.Add(matched.Words + word, Bitmap.Stride / 64, (int)(word * 64), register, room, ref cost);
        return cost;
    }

    private (Bitmap Yes, Bitmap Unknown) AnswerOf(Test test)
    {
        if (kept.TryGetValue(test, out var known)) return known;
        var answer = test switch
        {
            Always always => (always.Truth == Truth.Yes ? valid : nothing, always.Truth == Truth.Unknown ? valid : nothing),
            Within within when register.Number(within.Fact) is not null => Find(within),
            AllOf all => Join(true, all.Tests),
            AnyOf any => Join(false, any.Tests),
            _ => LookAtEach(test),
        };
        if (kept.Count * 2 * (valid.WordCount * 8) > MostKept) kept.Clear();
        return kept[test] = answer;
    }

    private (Bitmap, Bitmap) Find(Within within)
    {
        var (axis, column) = (AxisOf(within.Fact), register.Number(within.Fact)!);
        var yes = new Bitmap(register.Count);
        foreach (var (least, most) in within.Among.Parts)
        {
            if (most < register.Facts.Facts[within.Fact].Least || least > register.Facts.Facts[within.Fact].Most) continue;
            var (whole, split) = axis.Place(least, most);
            if (whole.Least <= whole.Most) Find(axis, whole.Least, whole.Most, yes, adds: true);
            foreach (var position in split)
            {
                Find(axis, position, position, scratch, adds: false);
                Look(column, least, most, yes);
            }
        }
        return (yes, Missing(within.Fact, column));
    }

    // The rows of a position that a bound goes through.
    private void Look(ValueColumn column, long least, long most, Bitmap yes)
    {
        unchecked
        {
            for (var word = 0L; word < scratch.WordCount; word++)
                for (var left = scratch.Words[word]; left != 0; left &= left - 1)
                {
                    var number = column[word * 64 + BitOperations.TrailingZeroCount(left)];
                    if (number >= least && number <= most) yes.Words[word] |= left & ~(left - 1);
                }
        }
    }

    private Bitmap Missing(int fact, ValueColumn column)
    {
        if (missing.TryGetValue(fact, out var known)) return known;
        var unknown = missing[fact] = new(register.Count);
        for (var word = 0L; word < unknown.WordCount; word++) unknown.Words[word] = valid.Words[word] & ~column.Known[word];
        return unknown;
    }

    private static void Find(FactAxis axis, int least, int most, Bitmap to, bool adds)
    {
        var codes = axis.Codes(0);
        var (first, width) = ((byte)(least + 1), (byte)(most - least));
        switch (VectorPaths.Fastest)
        {
            case VectorPath.Vector128: Kernels<Lanes128>.Find(codes, first, width, to.Words, to.WordCount, adds); break;
            case VectorPath.Vector256: Kernels<Lanes256>.Find(codes, first, width, to.Words, to.WordCount, adds); break;
            default: Kernels<Lanes512>.Find(codes, first, width, to.Words, to.WordCount, adds); break;
        }
    }

    private (Bitmap, Bitmap) Join(bool isAll, IReadOnlyList<Test> tests)
    {
        var (yes, unknown) = (new Bitmap(register.Count), new Bitmap(register.Count));
        var parts = tests.Select(AnswerOf).ToList();
        for (var word = 0L; word < yes.WordCount; word++)
        {
            var (sure, possible) = (parts[0].Yes.Words[word], parts[0].Yes.Words[word] | parts[0].Unknown.Words[word]);
            for (var at = 1; at < parts.Count; at++)
            {
                var (next, nextPossible) = (parts[at].Yes.Words[word], parts[at].Yes.Words[word] | parts[at].Unknown.Words[word]);
                (sure, possible) = isAll ? (sure & next, possible & nextPossible) : (sure | next, possible | nextPossible);
            }
            (yes.Words[word], unknown.Words[word]) = (sure, possible & ~sure);
        }
        return (yes, unknown);
    }

    // Ratios, balances, several codes: every row is judged, once for each new test.
    private (Bitmap, Bitmap) LookAtEach(Test test)
    {
        var (yes, unknown) = (new Bitmap(register.Count), new Bitmap(register.Count));
        var (met, values) = (Met.By(test), new FactValue[register.Facts.Facts.Count]);
        for (var row = 0; row < register.Count; row++)
        {
            foreach (var fact in met) values[fact] = register[row, fact];
            var truth = Reckoning.Judge(test, values);
            if (truth == Truth.Yes) yes.Words[row >> 6] |= 1UL << (row & 63);
            else if (truth == Truth.Unknown) unknown.Words[row >> 6] |= 1UL << (row & 63);
        }
        return (yes, unknown);
    }

    private FactAxis AxisOf(int fact)
    {
        if (axes.TryGetValue(fact, out var axis)) return axis;
        axis = axes[fact] = new(register.Facts.Facts[fact]);
        var column = register.Number(fact)!;
        var step = Math.Max(1, register.Count / Sample);
        var some = Enumerable.Range(0, register.Count / step).Select(at => at * step).Where(row => column.IsKnown(row))
            .Select(row => column[row]).Order().ToArray();
        // Half a segment of quantiles, each with its successor, so that a value that many rows have stands alone.
        const int Quantiles = Axis.PerSegment / 2;
        for (var at = 0; at < Math.Min(Quantiles, some.Length); at++)
            axis.Cut(Intervals.Between(some[(long)at * some.Length / Quantiles], some[(long)at * some.Length / Quantiles]));
        axis.Freeze(register.Count, 0);
        axis.Encode(register, 0, register.Count);
        return axis;
    }
}
