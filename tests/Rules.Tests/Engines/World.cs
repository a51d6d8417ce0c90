using System.Globalization;

namespace Yitong.Rules.Tests.Engines;

/// <summary>A generated fact book, its register with missing values, and bound rules over it; everything from one seed.</summary>
internal sealed class World
{
    private readonly Random random;

    public World(int seed, int rows, int rules)
    {
        (random, Seed) = (new(seed), seed);
        Facts = NewFacts();
        Register = new(Facts, SubjectKind.Company);
        for (var row = 0; row < rows; row++) Put(row);
        Rules = [.. Enumerable.Range(0, rules).Select(NewRule)];
    }

    public int Seed { get; }

    public FactBook Facts { get; }

    public Register Register { get; }

    public IReadOnlyList<BoundRule> Rules { get; }

    public static SubjectCode CodeOf(int row) =>
        SubjectCode.TryParse(row.ToString("D18", CultureInfo.InvariantCulture), out var code) ? code
            : throw new ArgumentOutOfRangeException(nameof(row));

    /// <summary>A new value for some facts of a row, or that they are missing.</summary>
    public int Put(int row)
    {
        var values = new FactValue[Facts.Facts.Count];
        foreach (var fact in Facts.Facts)
            if (fact.Subject == SubjectKind.Company && random.Next(7) > 0) values[fact.Index] = NewValue(fact);
        var put = Register.Put(CodeOf(row), values);
        Assert.Null(put.Refusal);
        return put.Value;
    }

    private static FactBook NewFacts()
    {
        var size = new CodeList("size", "1", [("L", "l"), ("M", "m"), ("S", "s"), ("X", "x")], new Dictionary<string, IReadOnlyList<int>>());
        var trade = new CodeList("trade", "1", [.. Enumerable.Range(0, 300).Select(at => ($"T{at}", $"t{at}"))],
            new Dictionary<string, IReadOnlyList<int>>());
        var tags = new CodeList("tags", "1", [.. Enumerable.Range(0, 62).Select(at => ($"G{at}", $"g{at}"))],
            new Dictionary<string, IReadOnlyList<int>>());
        var facts = new List<Fact>();
        void Add(FactKind kind, long least, long most, long over = 1, CodeList? list = null, SubjectKind whose = SubjectKind.Company) =>
            facts.Add(new(facts.Count, $"f{facts.Count}", $"n{facts.Count}", kind, whose, least, most, over, list, null, null));
        Add(FactKind.YesNo, 0, 1);
        Add(FactKind.Whole, -40, 90);
        Add(FactKind.Whole, 0, 20_000);
        Add(FactKind.Whole, -2_000_000_000, 2_000_000_000, whose: SubjectKind.Person);
        Add(FactKind.Money, 0, 50_000);
        Add(FactKind.Money, -3_000_000_000_000, 10_000_000_000_000);
        Add(FactKind.Ratio, 0, 5_000, 4_000);
        Add(FactKind.Ratio, -6_000_000_000, 6_000_000_000, 1_000_000_000);
        Add(FactKind.Date, 700_000, 740_000);
        Add(FactKind.Code, 0, 3, list: size);
        Add(FactKind.Code, 0, 299, list: trade);
        Add(FactKind.Codes, 0, (1L << 62) - 1, list: tags);
        Add(FactKind.Text, 0, int.MaxValue);
        return new(facts, [size, trade, tags]);
    }

    // Small spans are met often, so that bounds are hit exactly.
    private long Near(Fact fact, long span = 12) => random.Next(4) == 0
        ? random.NextInt64(fact.Least, fact.Most + 1)
        : Math.Clamp(fact.Least / 2 + fact.Most / 2 + random.NextInt64(-span, span + 1), fact.Least, fact.Most);

    private FactValue NewValue(Fact fact) => fact.Kind switch
    {
        FactKind.Ratio => FactValue.Ratio(Near(fact), random.Next(5) == 0 ? 0 : random.NextInt64(1, Math.Min(fact.MostOver, 20) + 1)),
        FactKind.Codes => FactValue.Of(random.NextInt64(fact.Most + 1) & random.NextInt64(fact.Most + 1) & random.NextInt64(16)
            | (random.Next(3) == 0 ? 1L << 61 : 0)),
        _ => FactValue.Of(Near(fact)),
    };

    private Fact AnyFact(params FactKind[] kinds)
    {
        while (true)
            if (Facts.Facts[random.Next(Facts.Facts.Count)] is { Subject: SubjectKind.Company } fact
                && (kinds.Length == 0 || kinds.Contains(fact.Kind))) return fact;
    }

    private BoundRule NewRule(int at) => new($"R{at}", "1", Facts, new(2024, 7, 1),
        [.. Enumerable.Range(0, random.Next(1, 6)).Select(condition => new BoundCondition($"c{condition}", NewTest(0)))],
        random.Next(5) == 0 ? null : NewAmount());

    private Test NewTest(int depth) => random.Next(depth < 2 ? 14 : 10) switch
    {
        0 or 1 or 2 when AnyFact(FactKind.Whole, FactKind.Money, FactKind.Date) is var fact =>
            new Within(fact.Index, random.Next(2) == 0 ? Intervals.Between(long.MinValue, Near(fact)) : Intervals.Between(Near(fact), long.MaxValue)),
        3 or 4 when AnyFact(FactKind.Code, FactKind.YesNo, FactKind.Whole, FactKind.Text, FactKind.Codes) is var fact =>
            new Within(fact.Index, Intervals.Of(Enumerable.Range(0, random.Next(9)).Select(_ => Near(fact, 3)))),
        5 or 6 when AnyFact(FactKind.Ratio) is var fact => NewRatio(fact),
        7 when AnyFact(FactKind.Codes) is var fact => new HasCodes(fact.Index, random.NextInt64(16), random.Next(2) == 0),
        8 => new IsSupplied(AnyFact().Index),
        9 => random.Next(20) == 0 ? new Always((Truth)random.Next(3)) : NewBalance(depth),
        10 => new NotSo(NewTest(depth + 1)),
        11 => new AllOf([.. Enumerable.Range(0, random.Next(4)).Select(_ => NewTest(depth + 1))]),
        _ => new AnyOf([.. Enumerable.Range(0, random.Next(5)).Select(_ => NewTest(depth + 1))]),
    };

    private RatioAgainst NewRatio(Fact fact)
    {
        var (number, over) = (random.NextInt64(-30, 60), random.NextInt64(1, 21));
        var common = (long)System.Numerics.BigInteger.GreatestCommonDivisor(number, over);
        return new(fact.Index, (Relation)random.Next(6), number / common, over / common);
    }

    private Balance NewBalance(int depth)
    {
        var left = NewComputed(depth + 1);
        Computed right = random.Next(2) == 0 ? new Constant(random.NextInt64(-50_000, 50_000)) : NewComputed(depth + 1);
        return new(left, (Relation)random.Next(6), right, random.Next(3) == 0 ? [new NumberOf(AnyFact(FactKind.Whole).Index)] : []);
    }

    private BoundAmount NewAmount()
    {
        var money = AnyFact(FactKind.Money);
        Computed fen = random.Next(6) switch
        {
            0 => new Constant(random.NextInt64(1_000_000)),
            1 => new Quotient(new Product(new NumberOf(money.Index), new Constant(random.Next(1, 99))), new Constant(100), (Rounding)random.Next(3)),
            2 => new Quotient(new Product(new NumberOf(money.Index), NewLookup()), new Constant(random.Next(1, 300)), (Rounding)random.Next(3)),
            3 => new Product(new Quotient(NewComputed(1), new Constant(1 + random.Next(1_000)), (Rounding)random.Next(3)), new Constant(100)),
            _ => NewComputed(0),
        };
        if (random.Next(2) == 0)
        {
            var most = new Constant(random.NextInt64(2, 3_000_000));
            fen = new Pick(new Balance(fen, random.Next(2) == 0 ? Relation.Less : Relation.AtMost, most, []), fen, most);
        }
        if (random.Next(2) == 0)
        {
            var least = new Constant(random.NextInt64(2, 3_000));
            fen = new Pick(new Balance(least, Relation.Greater, fen, []), least, fen);
        }
        else
        {
            fen = new Pick(new Balance(fen, Relation.Less, new Constant(0), []), new Constant(0), fen);
        }
        var ratio = AnyFact(FactKind.Ratio).Index;
        return new(fen, random.Next(4) == 0 ? [new OverOf(ratio)] : []);
    }

    private Lookup NewLookup()
    {
        var fact = AnyFact(FactKind.Code);
        return new(fact.Index, [.. fact.List!.Codes.Select(_ => random.NextInt64(100))]);
    }

    private Computed NewComputed(int depth) => random.Next(depth < 3 ? 9 : 4) switch
    {
        0 => new Constant(random.NextInt64(-900, 900)),
        1 or 2 => new NumberOf(AnyFact(FactKind.Whole, FactKind.YesNo, FactKind.Date).Index),
        3 => NewLookup(),
        4 => new Sum(NewComputed(depth + 1), NewComputed(depth + 1)),
        5 => new Difference(NewComputed(depth + 1), NewComputed(depth + 1)),
        6 => new Product(new Constant(random.NextInt64(-9, 90)), NewComputed(depth + 1)),
        7 => new Quotient(NewComputed(depth + 1), new Constant(random.NextInt64(1, 40)), (Rounding)random.Next(3)),
        _ => new Pick(NewTest(depth + 1), NewComputed(depth + 1), NewComputed(depth + 1)),
    };
}
