namespace Yitong.Rules.Columns;

/// <summary>One thread's memory for going through rows block by block, and the loops in the width that was chosen.</summary>
internal sealed unsafe class Blocks
{
    // As much as stays in the second cache beside the columns that are read.
    private const long Wanted = 256 << 10;
    private const int Fewest = 2048;

    private readonly Plan plan;
    private readonly VectorPath path;
    private readonly RangePart[] ranges;
    private readonly (AnswerAt[] Parts, AnswerAt To, bool IsAll)[] joints;
    private readonly (int Column, AlignedBytes Table, int CodesUsed, int To)[] tables;
    private readonly AlignedBytes memory, valid, columns, conditions;

    public Blocks(Plan plan, VectorPath path)
    {
        (this.plan, this.path) = (plan, path);
        Rows = Bitmap.Stride;
        while (Rows > Fewest && plan.Bitmaps * (long)Rows / 8 > Wanted) Rows /= 2;
        memory = new((plan.Bitmaps + 8L) * Rows / 8);
        valid = new(Rows / 8);
        Starts = [.. plan.Axes.Select((_, at) => plan.Axes.Take(at).Sum(axis => axis.Segments))];
        columns = new(8L * plan.Axes.Sum(axis => axis.Segments) + 8);
        new Span<byte>(memory.At + Rows / 8, Rows / 8).Fill(byte.MaxValue);
        ranges = [.. plan.Groups.SelectMany((group, at) => group.Atoms.SelectMany((atom, bit) => Ranges(at, atom, bit)))];
        joints = [.. plan.Joints.Select(joint => (joint.Parts.Select(At).ToArray(), At(joint.To), joint.IsAll))];
        tables = path == VectorPath.Vector512Tables ? [.. plan.Groups.Select(Table)] : [];
        conditions = new(plan.Rules.Sum(rule => rule.Length) * 8L + 8);
        var next = (AnswerAt*)conditions.At;
        foreach (var answer in plan.Rules.SelectMany(rule => rule)) *next++ = At(answer);
    }

    /// <summary>Rows of one block.</summary>
    public int Rows { get; }

    /// <summary>Words of one block.</summary>
    public int Words => Rows / 64;

    /// <summary>For each axis which column its first segment is.</summary>
    public int[] Starts { get; }

    /// <summary>Where each column's codes begin in the block at hand.</summary>
    public byte** Columns => (byte**)columns.At;

    /// <summary>Which rows of the block at hand there are.</summary>
    public ulong* Valid => valid.Words;

    /// <summary>Turns to the block that begins at a row.</summary>
    public void TurnTo(long firstRow, long rows)
    {
        for (var axis = 0; axis < plan.Axes.Count; axis++)
            for (var segment = 0; segment < plan.Axes[axis].Segments; segment++)
                Columns[Starts[axis] + segment] = plan.Axes[axis].Codes(segment) + firstRow;
        Limit(rows - firstRow);
    }

    /// <summary>Says how many rows of the block there are.</summary>
    public void Limit(long rows)
    {
        for (var word = 0; word < Words; word++)
            Valid[word] = rows >= (word + 1) * 64L ? ulong.MaxValue
                : rows <= word * 64L ? 0 : (1UL << (int)(rows - word * 64L)) - 1;
    }

    /// <summary>Answers every test for the block at hand.</summary>
    public void Answer()
    {
        if (tables.Length > 0)
            foreach (var (column, table, used, to) in tables)
                TableKernel.Answer(Columns[column], table.At, used, memory.At + to, Rows / 8, Rows);
        else if (path == VectorPath.Vector128) Kernels<Lanes128>.Answer(ranges, Columns, memory.At, Words);
        else if (path == VectorPath.Vector256) Kernels<Lanes256>.Answer(ranges, Columns, memory.At, Words);
        else Kernels<Lanes512>.Answer(ranges, Columns, memory.At, Words);
        foreach (var (parts, to, isAll) in joints)
            if (path == VectorPath.Vector128) Kernels<Lanes128>.Join(isAll, parts, to, memory.At, Words);
            else if (path == VectorPath.Vector256) Kernels<Lanes256>.Join(isAll, parts, to, memory.At, Words);
            else Kernels<Lanes512>.Join(isAll, parts, to, memory.At, Words);
    }

    /// <summary>Judges every rule for the block at hand, whose tests have been answered.</summary>
    public void Judge(ReadOnlySpan<RulePart> rules, ulong* kept, Counts* counts)
    {
        var answers = (AnswerAt*)conditions.At;
        if (path == VectorPath.Vector128) Kernels<Lanes128>.Judge(rules, answers, memory.At, Valid, Words, kept, counts);
        else if (path == VectorPath.Vector256) Kernels<Lanes256>.Judge(rules, answers, memory.At, Valid, Words, kept, counts);
        else Kernels<Lanes512>.Judge(rules, answers, memory.At, Valid, Words, kept, counts);
    }

    /// <summary>Marks the rows of the block at hand by one rule.</summary>
    public void Mark(RulePart rule, ulong* matching, ulong* unknown, ulong* near)
    {
        var answers = new ReadOnlySpan<AnswerAt>((AnswerAt*)conditions.At + rule.First, rule.Conditions);
        if (path == VectorPath.Vector128)
            Kernels<Lanes128>.Mark(answers, memory.At, Valid, Words, matching, unknown, near);
        else if (path == VectorPath.Vector256)
            Kernels<Lanes256>.Mark(answers, memory.At, Valid, Words, matching, unknown, near);
        else
            Kernels<Lanes512>.Mark(answers, memory.At, Valid, Words, matching, unknown, near);
    }

    private AnswerAt At(Answer answer) => new(answer.Yes * (Rows / 8), answer.Unknown * (Rows / 8));

    private IEnumerable<RangePart> Ranges(int group, Atom atom, int bit) => atom.Ranges.Select((range, at) => new RangePart(
        Starts[atom.Axis] + atom.Segment, (Plan.FirstOf(group) + bit) * (Rows / 8), range.Least,
        (byte)(range.Most - range.Least), at == 0));

    private (int, AlignedBytes, int, int) Table((int Axis, int Segment, Atom[] Atoms) group, int at)
    {
        var table = new AlignedBytes(256);
        for (var bit = 0; bit < group.Atoms.Length; bit++)
            for (var code = 0; code < 256; code++)
                if (group.Atoms[bit].Has(code)) table.At[code] |= (byte)(1 << bit);
        var used = Math.Min(plan.Axes[group.Axis].Cuts - group.Segment * Axis.PerSegment, Axis.PerSegment) + 1;
        return (Starts[group.Axis] + group.Segment, table, used, Plan.FirstOf(at) * (Rows / 8));
    }
}
