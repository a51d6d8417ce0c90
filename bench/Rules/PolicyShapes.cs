using Yitong.Rules;

namespace Yitong.Bench.Rules;

/// <summary>
/// Policies as cities write them: a few conditions that nearly all share (no dishonesty, tax credit, size), some that single out a
/// trade, a district or an age, thresholds on money and staff, a rate against a base with a ceiling.
/// </summary>
internal sealed class PolicyShapes(FactBook facts, Random random)
{
    private const long Yuan = 100, Wan = 10_000 * Yuan;
    private static readonly long[] Steps = [1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 80, 100, 200, 300, 500, 1_000, 2_000, 5_000];

    public BoundRule Draw(string id, bool hasFormula)
    {
        var wanted = random.Next(4, 11);
        var tests = new List<Test> { Is("seriously_dishonest", 0) };
        while (tests.Count < wanted)
            if (Next() is var test && !tests.Contains(test)) tests.Add(test);
        return new(id, "1", facts, RulesWorld.Today, [.. tests.Select((test, at) => new BoundCondition($"c{at}", test))],
            new(hasFormula ? Formula() : new Constant(Step() * Wan), []));
    }

    private Test Next() => random.Next(22) switch
    {
        0 => Is("abnormal_listed", 0),
        1 => Is("registered_in_city", 1),
        2 => Is("tax_arrears", 0),
        3 => Is("restricted_industry", 0),
        4 => Is("tax_filed_12_months", 1),
        5 => OneOf("entity_type", [0]),
        6 => OneOf("entity_size", random.Next(3) switch { 0 => [1, 2, 3], 1 => [2, 3], _ => [3] }),
        7 => OneOf("tax_credit_grade", random.Next(2) == 0 ? [0, 1, 2] : [0, 1]),
        8 => Industry(),
        9 when random.Next(3) == 0 => OneOf("district", [random.Next(10)]),
        10 => AtMost("founded_on", RulesWorld.Today.AddMonths(-(int)Step()).DayNumber),
        11 => AtLeast("founded_on", RulesWorld.Today.AddYears(-random.Next(2, 16)).DayNumber),
        12 => AtMost("staff_count", Step()),
        13 => AtLeast("staff_count", Steps[random.Next(6)]),
        14 => Between("revenue_last_year", Step() * Wan, Step() * 50 * Wan),
        15 => AtLeast("revenue_last_year", Step() * Wan),
        16 => AtMost("total_assets", Step() * 50 * Wan),
        17 => AtLeast("insured_average_last_year", Steps[random.Next(6)]),
        18 => Layoffs(),
        19 => AtLeast("unemployment_months_last_year", random.Next(1, 13)),
        20 => random.Next(3) switch
        {
            0 => new Balance(new Product(Of("rd_spend_last_year"), new Constant(100)), Relation.AtLeast,
                new Product(Of("revenue_last_year"), new Constant(random.Next(2, 7))), []),
            1 => AtLeast("rd_spend_last_year", Step() * Wan),
            _ => AtLeast("patents_granted", random.Next(1, 6)),
        },
        _ => AtLeast("taxable_income_last_year", Step() * Wan / 10),
    };

    private Computed Formula()
    {
        string[] bases = ["unemployment_paid_last_year", "revenue_last_year", "six_taxes_last_year", "taxable_income_last_year",
            "rd_spend_last_year", "total_assets", "trade_last_year"];
        var of = Of(bases[random.Next(bases.Length)]);
        Computed fen = random.Next(5) switch
        {
            0 => new Quotient(new Product(of, new Lookup(FactOf("entity_size"),
                [random.Next(5, 31), random.Next(20, 61), random.Next(30, 91), random.Next(60, 100)])), new Constant(100), Rounding.Down),
            1 => new Product(Of("insured_average_last_year"), new Constant(random.Next(2, 30) * 50 * Yuan)),
            2 => new Quotient(new Product(of, new Constant(random.Next(1, 99))), new Constant(1_000), Rounding.HalfUp),
            _ => new Quotient(new Product(of, new Constant(random.Next(1, 60))), new Constant(100), Rounding.Down),
        };
        var most = new Constant(Step() * Wan);
        return random.Next(10) < 7 ? new Pick(new Balance(fen, Relation.AtMost, most, []), fen, most) : fen;
    }

    private AnyOf Layoffs() => new(
    [
        new RatioAgainst(FactOf("layoff_rate_last_year"), Relation.AtMost, 11, 200),
        new AllOf([AtMost("insured_average_last_year", 30), new RatioAgainst(
            FactOf("layoff_rate_last_year"), Relation.AtMost, 1, random.Next(3, 7))]),
    ]);

    private Within Industry()
    {
        var codes = facts.Facts[FactOf("industry")].List!.Codes.Count;
        var from = random.Next(codes - 1);
        return random.Next(2) == 0
            ? new(FactOf("industry"), Intervals.Between(from, Math.Min(codes - 1, from + random.Next(4, 32))))
            : new(FactOf("industry"), Intervals.Of(Enumerable.Range(0, random.Next(3, 14)).Select(_ => (long)random.Next(codes))));
    }

    private long Step() => Steps[random.Next(Steps.Length)] * (random.Next(3) == 0 ? random.Next(1, 4) : 1);

    private int FactOf(string id) => facts.TryFind(id, out var fact) ? fact.Index : throw new InvalidOperationException(id);

    private NumberOf Of(string id) => new(FactOf(id));

    private Within Is(string id, long value) => new(FactOf(id), Intervals.Between(value, value));

    private Within OneOf(string id, long[] codes) => new(FactOf(id), Intervals.Of(codes));

    private Within AtLeast(string id, long value) => new(FactOf(id), Intervals.Between(value, long.MaxValue));

    private Within AtMost(string id, long value) => new(FactOf(id), Intervals.Between(long.MinValue, value));

    private Within Between(string id, long least, long most) =>
        new(FactOf(id), Intervals.Between(Math.Min(least, most), Math.Max(least, most)));
}
