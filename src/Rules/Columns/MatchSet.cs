using Yitong.Rules.Columns;

namespace Yitong.Rules;

/// <summary>What one rule comes to over a register.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Matched">Rows for which every condition says yes.</param>
/// <param name="Unknown">Rows for which a missing fact decides.</param>
/// <param name="Near">Rows for which exactly one condition says no and the others say yes.</param>
/// <param name="Fen">The amounts of all matching rows together; 0 when the rule has none.</param>
/// <param name="AmountUnknown">Matching rows whose amount cannot be computed, because a fact of the formula is missing.</param>
public sealed record RuleTally(string Rule, long Matched, long Unknown, long Near, Int128 Fen, long AmountUnknown);

/// <summary>Which rows a rule marks.</summary>
/// <param name="Matched">Every condition says yes.</param>
/// <param name="Unknown">A missing fact decides.</param>
/// <param name="Near">Exactly one condition says no and the others say yes.</param>
public sealed record RuleRows(Bitmap Matched, Bitmap Unknown, Bitmap Near);

/// <summary>A subject came to match a rule, or ceased to.</summary>
/// <param name="Rule">Place of the rule in the set.</param>
/// <param name="Row">Row of the subject in the register.</param>
/// <param name="IsGained">It matches now and did not before; else the other way round.</param>
public readonly record struct MatchTurn(int Rule, int Row, bool IsGained);

/// <summary>
/// Many rules compiled together over one register (政策匹配): the register's facts are cut once at the bounds of all rules, each
/// different condition is answered once for a block of rows, and matches, unknowns, near misses and exact costs of all rules fall
/// out of the same pass. Not thread-safe; one call uses several threads when asked to. What it answers is the register as it was
/// when its rows were last taken over: on making it, or by <see cref="Changed"/>.
/// </summary>
public sealed unsafe class MatchSet
{
    private readonly Register register;
    private readonly Plan plan;
    private readonly VectorPath path;
    private readonly RulePart[] counting, keeping, ordered;
    private readonly Costing?[] costings;
    private readonly List<AlignedBytes> tables = [];
    private readonly List<(Blocks Blocks, CostRoom Room, AlignedBytes Kept)> rooms = [];
    private (Blocks Blocks, AlignedBytes Before, AlignedBytes After, AlignedBytes Copies)? changing;
    private int rows;

    /// <summary>Compiles the rules and takes over the register's rows.</summary>
    /// <param name="rules">Rules about the register's kind of subject, each fixed to a day.</param>
    /// <param name="register">The register.</param>
    /// <param name="path">Which vectors to use; the fastest of this processor when null.</param>
    /// <param name="threads">How many threads may take over the rows.</param>
    /// <exception cref="ArgumentException">A rule speaks of another fact book, or the processor lacks the path.</exception>
    public MatchSet(IReadOnlyList<BoundRule> rules, Register register, VectorPath? path = null, int threads = 1)
    {
        this.path = path ?? VectorPaths.Fastest;
        if (!VectorPaths.IsThere(this.path)) throw new ArgumentException("This processor lacks it.", nameof(path));
        if (rules.Any(rule => rule.Facts != register.Facts)) throw new ArgumentException("Another fact book.", nameof(rules));
        (Rules, this.register) = (rules, register);
        plan = Plan.Of(rules, register.Facts, register.Count, this.path == VectorPath.Vector512Tables ? TableKernel.Swizzle : 0);
        costings = [.. rules.Select(rule => rule.Amount is null ? null : new Costing(rule.Amount, register, tables))];
        (counting, keeping) = (new RulePart[rules.Count], new RulePart[rules.Count]);
        var (first, kept, words) = (0, 0, Bitmap.Stride / 64);
        for (var rule = 0; rule < rules.Count; first += plan.Rules[rule++].Length)
        {
            var costs = costings[rule] is { Fixed: null };
            counting[rule] = new(first, plan.Rules[rule].Length, rule, costs ? kept++ * words : -1);
            keeping[rule] = new(first, plan.Rules[rule].Length, rule, rule * words);
        }
        // Rules of the same length follow each other, so that the processor foresees where their conditions end.
        ordered = [.. counting.OrderBy(part => part.Conditions)];
        rows = register.Count;
        Parallel.ForEach(plan.Axes, new ParallelOptions { MaxDegreeOfParallelism = threads },
            axis => axis.Encode(register, 0, register.Count));
    }

    /// <summary>The rules, in the order of every answer.</summary>
    public IReadOnlyList<BoundRule> Rules { get; }

    /// <summary>How many different tests are answered.</summary>
    public int DifferentTests => plan.Groups.Sum(group => group.Atoms.Length) + plan.Joints.Count;

    /// <summary>Bytes of the codes.</summary>
    public long MemoryBytes => plan.Axes.Sum(axis => axis.MemoryBytes);

    /// <summary>Matches every row with every rule, and costs it.</summary>
    /// <param name="threads">How many threads share the rows.</param>
    public IReadOnlyList<RuleTally> Tally(int threads = 1)
    {
        while (rooms.Count < threads) rooms.Add(NewRoom(counting));
        var block = rooms[0].Blocks.Rows;
        var shares = new (Counts[] Counts, Cost[] Costs)[threads];
        var blocks = (rows + block - 1) / block;
        void Take(int share) => shares[share] = Tally(
            rooms[share], (int)((long)blocks * share / threads) * block, (int)((long)blocks * (share + 1) / threads) * block);
        if (threads == 1) Take(0);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, Take);
        var tallies = new RuleTally[Rules.Count];
        for (var rule = 0; rule < tallies.Length; rule++)
        {
            var (counts, cost) = (default(Counts), default(Cost));
            foreach (var share in shares)
            {
                counts.Add(share.Counts[rule]);
                cost.Fen += share.Costs[rule].Fen;
                cost.Unknown += share.Costs[rule].Unknown;
            }
            if (costings[rule] is { Fixed: { } each }) cost.Fen = (Int128)each * counts.Matched;
            tallies[rule] = new(Rules[rule].Rule, counts.Matched, counts.Unknown, counts.Near, cost.Fen, cost.Unknown);
        }
        return tallies;
    }

    /// <summary>Which rows one rule marks.</summary>
    public RuleRows Mark(int rule)
    {
        var marked = new RuleRows(new(rows), new(rows), new(rows));
        if (rooms.Count == 0) rooms.Add(NewRoom(counting));
        var blocks = rooms[0].Blocks;
        for (var first = 0; first < rows; first += blocks.Rows)
        {
            blocks.TurnTo(first, rows);
            blocks.Answer();
            var word = first / 64;
            blocks.Mark(counting[rule], marked.Matched.Words + word, marked.Unknown.Words + word, marked.Near.Words + word);
        }
        return marked;
    }

    /// <summary>What a matching subject gets; null when the rule has no amount or it is unknown.</summary>
    /// <param name="rule">Place of the rule in the set.</param>
    /// <param name="row">Row of the subject.</param>
    /// <param name="room">Room for one value of each fact, for callers that ask often; it is overwritten.</param>
    public long? FenOf(int rule, int row, FactValue[]? room = null) => costings[rule] is not { } costing ? null
        : costing.Fixed ?? costing.Of(row, register, room ?? new FactValue[register.Facts.Facts.Count]);

    /// <summary>
    /// Takes over rows that have changed in the register or are new there, and says who gained and who lost a match by it.
    /// </summary>
    /// <param name="changed">The rows, each once; every new row must be among them.</param>
    public IReadOnlyList<MatchTurn> Changed(ReadOnlySpan<int> changed)
    {
        foreach (var axis in plan.Axes) axis.Grow(register.Count);
        var known = rows;
        rows = register.Count;
        var turns = new List<MatchTurn>();
        var (blocks, before, after, copies) = changing ??= NewChanging();
        for (var from = 0; from < changed.Length; from += blocks.Rows)
        {
            var some = changed.Slice(from, Math.Min(blocks.Rows, changed.Length - from));
            JudgeSome(blocks, copies, some, known, before.Words);
            foreach (var axis in plan.Axes) axis.Encode(register, some);
            JudgeSome(blocks, copies, some, rows, after.Words);
            for (var rule = 0; rule < Rules.Count; rule++)
            {
                var kept = keeping[rule].Kept;
                for (var word = 0; word < (some.Length + 63) / 64; word++)
                    Compare(rule, word, before.Words[kept + word], after.Words[kept + word], some, turns);
            }
        }
        return turns;
    }

    private static void Compare(int rule, int word, ulong before, ulong after, ReadOnlySpan<int> some, List<MatchTurn> turns)
    {
        for (var differing = before ^ after; differing != 0; differing &= differing - 1)
        {
            var bit = System.Numerics.BitOperations.TrailingZeroCount(differing);
            turns.Add(new(rule, some[word * 64 + bit], (after >> bit & 1) != 0));
        }
    }

    // Rows from a certain one on are not there yet.
    private void JudgeSome(Blocks blocks, AlignedBytes copies, ReadOnlySpan<int> some, int known, ulong* kept)
    {
        var swizzle = path == VectorPath.Vector512Tables ? TableKernel.Swizzle : 0;
        var column = 0;
        foreach (var axis in plan.Axes)
            for (var segment = 0; segment < axis.Segments; segment++, column++)
            {
                byte* codes = axis.Codes(segment), copy = copies.At + (long)column * blocks.Rows;
                for (var at = 0; at < some.Length; at++) copy[at ^ swizzle] = codes[some[at] ^ swizzle];
                blocks.Columns[column] = copy;
            }
        blocks.Limit(some.Length);
        for (var at = 0; at < some.Length; at++)
            if (some[at] >= known) blocks.Valid[at >> 6] &= ~(1UL << (at & 63));
        blocks.Answer();
        var counts = stackalloc Counts[Rules.Count];
        blocks.Judge(keeping, kept, counts);
    }

    private (Blocks, AlignedBytes, AlignedBytes, AlignedBytes) NewChanging()
    {
        var (blocks, _, kept) = NewRoom(keeping);
        return (blocks, kept, new(kept.Length), new((long)plan.Axes.Sum(axis => axis.Segments) * blocks.Rows));
    }

    private (Blocks, CostRoom, AlignedBytes) NewRoom(RulePart[] parts)
    {
        var blocks = new Blocks(plan, path);
        var kept = parts.Count(part => part.Kept >= 0);
        return (blocks, new(register, blocks.Rows), new(kept * (Bitmap.Stride / 8L) + 64));
    }

    private (Counts[], Cost[]) Tally((Blocks Blocks, CostRoom Room, AlignedBytes Kept) room, int from, int to)
    {
        var (counts, costs) = (new Counts[Rules.Count], new Cost[Rules.Count]);
        room.Room.Point();
        for (var first = from; first < to; first += room.Blocks.Rows)
        {
            room.Blocks.TurnTo(first, rows);
            room.Blocks.Answer();
            fixed (Counts* at = counts) room.Blocks.Judge(ordered, room.Kept.Words, at);
            for (var rule = 0; rule < counting.Length; rule++)
                if (counting[rule].Kept >= 0)
                    costings[rule]!.Add(
                        room.Kept.Words + counting[rule].Kept, room.Blocks.Words, first, register, room.Room, ref costs[rule]);
        }
        return (counts, costs);
    }
}
