namespace Yitong.Rules.Columns;

/// <summary>Where a test's answer stands in a block: the bitmap of yes and the bitmap of unknown.</summary>
internal readonly record struct Answer(int Yes, int Unknown)
{
    /// <summary>The bitmap without a mark.</summary>
    public const int None = 0;

    /// <summary>The bitmap with every mark.</summary>
    public const int Every = 1;
}

/// <summary>Codes of one segment of an axis that make a bitmap.</summary>
/// <param name="Axis">Which axis.</param>
/// <param name="Segment">Which of its bytes.</param>
/// <param name="Ranges">Codes, as ranges with both ends.</param>
internal sealed record Atom(int Axis, int Segment, IReadOnlyList<(byte Least, byte Most)> Ranges)
{
    public bool Has(int code) => Ranges.Any(range => range.Least <= code && code <= range.Most);
}

/// <summary>A test of several tests.</summary>
/// <param name="IsAll">All must hold, not any.</param>
/// <param name="Parts">Their answers.</param>
/// <param name="To">Where its own answer goes.</param>
internal sealed record Joint(bool IsAll, Answer[] Parts, Answer To);

/// <summary>
/// How the conditions of many rules are answered together: each different test once. Bitmaps have numbers: two fixed ones, then
/// those of the atoms in groups of eight that share a byte of codes, then the joints in the order in which they must be computed.
/// </summary>
internal sealed class Plan
{
    private const int Fixed = 2;
    private const int PerGroup = 8;

    private readonly FactBook facts;
    private readonly Dictionary<object, int> axisByKey = [];
    private readonly Dictionary<(int Axis, int Segment, string Ranges), int> atomNumbers = [];
    private readonly List<Atom> atoms = [];
    private readonly Dictionary<Test, Answer> answers = [];
    private readonly List<Joint> joints = [];

    // Until the atoms have been put into groups, an atom's bitmap has this number plus its own.
    private const int Loose = 1 << 28;

    private Plan(FactBook facts) => this.facts = facts;

    public List<Axis> Axes { get; } = [];

    /// <summary>For each group of up to eight atoms: the byte of codes that they share, and they.</summary>
    public List<(int Axis, int Segment, Atom[] Atoms)> Groups { get; } = [];

    public IReadOnlyList<Joint> Joints { get; private set; } = [];

    /// <summary>For each rule the answers of its conditions.</summary>
    public Answer[][] Rules { get; private set; } = [];

    /// <summary>How many bitmaps there are.</summary>
    public int Bitmaps { get; private set; }

    public static int FirstOf(int group) => Fixed + group * PerGroup;

    /// <summary>Makes the plan for rules over one fact book.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="facts">The book.</param>
    /// <param name="rows">How many rows memory is taken for.</param>
    /// <param name="swizzle">What a row's number is crossed with to find its code.</param>
    public static Plan Of(IReadOnlyList<BoundRule> rules, FactBook facts, long rows, int swizzle)
    {
        var plan = new Plan(facts);
        var forms = new Test[rules.Count][];
        for (var rule = 0; rule < rules.Count; rule++)
        {
            forms[rule] = [.. rules[rule].Conditions.Select(condition => Plain.Form(condition.Test))];
            foreach (var form in forms[rule]) plan.Cut(form);
        }
        foreach (var axis in plan.Axes) axis.Freeze(rows, swizzle);
        plan.Rules = [.. forms.Select(tests => tests.Select(plan.AnswerOf).ToArray())];
        plan.Settle();
        return plan;
    }

    private void Cut(Test test)
    {
        switch (test)
        {
            case Within within: ((FactAxis)AxisOf(within)).Cut(within.Among); break;
            case RatioAgainst ratio: ((RatioAxis)AxisOf(ratio)).Cut(ratio); break;
            case Balance balance: ((BalanceAxis)AxisOf(balance)).Cut(BalanceAxis.Among(balance)); break;
            case HasCodes or IsSupplied: AxisOf(test); break;
            case NotSo not: Cut(not.Of); break;
            case AllOf all: foreach (var part in all.Tests) Cut(part); break;
            case AnyOf any: foreach (var part in any.Tests) Cut(part); break;
        }
    }

    private Axis AxisOf(Test test)
    {
        (object key, Func<Axis> make) = test switch
        {
            RatioAgainst ratio => ((object)("ratio", ratio.Fact), (Func<Axis>)(() => new RatioAxis(facts.Facts[ratio.Fact]))),
            Balance balance => (BalanceAxis.KeyOf(balance), () => new BalanceAxis(balance, facts)),
            HasCodes codes => ((codes.Fact, codes.Marked), () => new MarkAxis(codes.Fact, codes.Marked)),
            IsSupplied { Fact: var fact } when facts.Facts[fact].Kind == FactKind.Ratio =>
                ((fact, 0L), () => new MarkAxis(fact, 0)),
            IsSupplied { Fact: var fact } => (fact, () => new FactAxis(facts.Facts[fact])),
            Within { Fact: var fact } => (fact, () => new FactAxis(facts.Facts[fact])),
            _ => throw new ArgumentOutOfRangeException(nameof(test)),
        };
        if (!axisByKey.TryGetValue(key, out var at))
        {
            axisByKey.Add(key, at = Axes.Count);
            Axes.Add(make());
        }
        return Axes[at];
    }

    private Answer AnswerOf(Test test)
    {
        if (answers.TryGetValue(test, out var known)) return known;
        var answer = test switch
        {
            Always { Truth: Truth.Yes } => new Answer(Answer.Every, Answer.None),
            Always { Truth: Truth.No } => new Answer(Answer.None, Answer.None),
            Always => new Answer(Answer.None, Answer.Every),
            AllOf all => AnswerOf(true, all.Tests),
            AnyOf any => AnswerOf(false, any.Tests),
            NotSo { Of: IsSupplied supplied } => new Answer(AnswerOfMissing(supplied), Answer.None),
            NotSo { Of: HasCodes codes } => AnswerOfLacking(codes),
            NotSo not => throw new ArgumentException($"{not} is in no plain form.", nameof(test)),
            _ => AnswerOfLeaf(test),
        };
        return answers[test] = answer;
    }

    private Answer AnswerOf(bool isAll, IReadOnlyList<Test> tests)
    {
        Answer[] parts = [.. tests.Select(AnswerOf).Distinct()];
        return Join(isAll, parts);
    }

    private Answer Join(bool isAll, Answer[] parts)
    {
        if (parts.Length == 1) return parts[0];
        var to = new Answer(-2 - 2 * joints.Count, -3 - 2 * joints.Count);
        joints.Add(new(isAll, parts, to));
        return to;
    }

    private Answer AnswerOfLeaf(Test test)
    {
        var (axis, at) = (AxisOf(test), Axes.IndexOf(AxisOf(test)));
        var unknown = test is IsSupplied ? Answer.None : LooseAtom(at, 0, [(0, 0)]);
        var holding = axis.Holding(test);
        if (axis.Segments == 1)
            return new(LooseAtom(at, 0, [.. holding.Select(part => ((byte)(part.Least + 1), (byte)(part.Most + 1)))]), unknown);
        Answer[] parts = [.. holding.Select(part => AnswerOf(at, part.Least, part.Most, axis.Cuts, unknown))];
        return parts.Length == 0 ? new(LooseAtom(at, 0, []), unknown) : Join(false, parts);
    }

    // Positions from one to another where more than one byte is needed to tell them.
    private Answer AnswerOf(int axis, int least, int most, int cuts, int unknown)
    {
        var parts = new List<Answer>();
        var (first, last) = (Math.Max(least - 1, 0) / Axis.PerSegment, Math.Min(most, cuts - 1) / Axis.PerSegment);
        var from = (byte)(1 + least - first * Axis.PerSegment);
        var to = (byte)(1 + most - last * Axis.PerSegment);
        if (first == last) return new(LooseAtom(axis, first, [(Math.Max(from, (byte)1), to)]), unknown);
        if (least > 0) parts.Add(new(LooseAtom(axis, first, [(from, byte.MaxValue)]), unknown));
        if (most < cuts) parts.Add(new(LooseAtom(axis, last, [(1, to)]), unknown));
        return parts.Count == 0 ? new(LooseAtom(axis, 0, [(1, byte.MaxValue)]), unknown) : Join(true, [.. parts]);
    }

    private Answer AnswerOfLacking(HasCodes codes)
    {
        var axis = Axes.IndexOf(AxisOf(codes));
        // Position 0 is none of the codes, 1 some, 2 all.
        return new(LooseAtom(axis, 0, [codes.All ? ((byte)1, (byte)2) : ((byte)1, (byte)1)]), LooseAtom(axis, 0, [(0, 0)]));
    }

    private int AnswerOfMissing(IsSupplied supplied)
    {
        var at = Axes.IndexOf(AxisOf(supplied));
        return Axes[at] is MarkAxis ? LooseAtom(at, 0, [(1, 1)]) : LooseAtom(at, 0, [(0, 0)]);
    }

    private int LooseAtom(int axis, int segment, IReadOnlyList<(byte Least, byte Most)> ranges)
    {
        if (ranges.Count == 0) return Answer.None;
        var key = (axis, segment, string.Join(',', ranges));
        if (!atomNumbers.TryGetValue(key, out var at))
        {
            atomNumbers.Add(key, at = atoms.Count);
            atoms.Add(new(axis, segment, ranges));
        }
        return Loose + at;
    }

    // Puts atoms of the same byte into groups and gives every bitmap its final number.
    private void Settle()
    {
        var final = new int[atoms.Count];
        foreach (var shared in Enumerable.Range(0, atoms.Count).GroupBy(at => (atoms[at].Axis, atoms[at].Segment)))
            foreach (var eight in shared.Chunk(PerGroup))
            {
                for (var at = 0; at < eight.Length; at++) final[eight[at]] = FirstOf(Groups.Count) + at;
                Groups.Add((shared.Key.Axis, shared.Key.Segment, [.. eight.Select(at => atoms[at])]));
            }
        var firstJoint = FirstOf(Groups.Count);
        int Number(int loose) => loose >= Loose ? final[loose - Loose] : loose < 0 ? firstJoint - 2 - loose : loose;
        Answer Final(Answer answer) => new(Number(answer.Yes), Number(answer.Unknown));
        Joints = [.. joints.Select(joint => new Joint(joint.IsAll, [.. joint.Parts.Select(Final)], Final(joint.To)))];
        Rules = [.. Rules.Select(parts => parts.Select(Final).ToArray())];
        Bitmaps = firstJoint + 2 * Joints.Count;
    }
}
