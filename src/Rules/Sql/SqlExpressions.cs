using System.Globalization;
using Yitong.Rules.Columns;

namespace Yitong.Rules;

/// <summary>Tests and computations as SQL expressions.</summary>
internal sealed class SqlExpressions(FactBook facts, SqlDialect dialect)
{
    public static string Column(Fact fact) => $"\"{fact.Id}\"";

    public static string OverColumn(Fact fact) => $"\"{fact.Id}_over\"";

    public string Of(Test test) => test switch
    {
        Always { Truth: Truth.Yes } => "TRUE",
        Always { Truth: Truth.No } => "FALSE",
        Always => "CAST(NULL AS BOOLEAN)",
        Within within => Of(within),
        RatioAgainst ratio => Of(ratio),
        HasCodes codes => string.Create(CultureInfo.InvariantCulture,
            $"(({Column(codes.Fact)} & {codes.Marked}) {(codes.All ? "=" : "<>")} {(codes.All ? codes.Marked : 0)})"),
        IsSupplied supplied => $"({Column(supplied.Fact)} IS NOT NULL)",
        Balance balance => Guarded(
            balance.NonZero, $"({Of(balance.Left)} {Sign(balance.Relation)} {Of(balance.Right)})"),
        NotSo not => $"(NOT {Of(not.Of)})",
        AllOf all => all.Tests.Count == 0 ? "TRUE" : $"({string.Join(" AND ", all.Tests.Select(Of))})",
        AnyOf any => any.Tests.Count == 0 ? "FALSE" : $"({string.Join(" OR ", any.Tests.Select(Of))})",
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };

    public string Of(Computed computed) => computed switch
    {
        Constant constant => Wide(Number(constant.Value)),
        NumberOf of => Wide(Column(of.Fact)),
        OverOf of => Wide(OverColumn(facts.Facts[of.Fact])),
        Sum sum => $"({Of(sum.Left)} + {Of(sum.Right)})",
        Difference difference => $"({Of(difference.Left)} - {Of(difference.Right)})",
        Product product => $"({Of(product.Left)} * {Of(product.Right)})",
        Quotient quotient => Of(quotient),
        Pick pick when Of(pick.If) is var test =>
            $"CASE WHEN {test} THEN {Of(pick.Then)} WHEN NOT {test} THEN {Of(pick.Otherwise)} END",
        Lookup lookup => Of(lookup),
        _ => throw new ArgumentOutOfRangeException(nameof(computed)),
    };

    /// <summary>The value, or NULL where a divisor is zero or unknown.</summary>
    public string Guarded(IReadOnlyList<Computed> divisors, string value) => divisors.Count == 0 ? value
        : $"CASE WHEN {string.Join(" AND ", divisors.Select(divisor => $"{Of(divisor)} <> 0"))} THEN {value} END";

    private static string Number(long value) => value == long.MinValue ? "(-9223372036854775807 - 1)"
        : value < 0 ? string.Create(CultureInfo.InvariantCulture, $"({value})")
        : value.ToString(CultureInfo.InvariantCulture);

    private static string Sign(Relation relation) => relation switch
    {
        Relation.Equal => "=",
        Relation.NotEqual => "<>",
        Relation.Less => "<",
        Relation.AtMost => "<=",
        Relation.Greater => ">",
        _ => ">=",
    };

    private string Column(int fact) => Column(facts.Facts[fact]);

    // SQLite has one width; elsewhere the city's own table may have narrower columns than ours.
    private string Wide(string column) => dialect == SqlDialect.Sqlite ? column : $"CAST({column} AS BIGINT)";

    private string Of(Within within)
    {
        var (column, of) = (Column(within.Fact), facts.Facts[within.Fact]);
        if (within.Among.Parts.Count == 0) return $"({column} <> {column})";
        var single = within.Among.Parts.Where(part => part.Least == part.Most).Select(part => Number(part.Least)).ToList();
        var parts = within.Among.Parts.Where(part => part.Least != part.Most).Select(part =>
            part.Least <= of.Least && part.Most >= of.Most ? $"{column} = {column}"
            : part.Least <= of.Least ? $"{column} <= {Number(part.Most)}"
            : part.Most >= of.Most ? $"{column} >= {Number(part.Least)}"
            : $"{column} BETWEEN {Number(part.Least)} AND {Number(part.Most)}").ToList();
        if (single.Count == 1) parts.Add($"{column} = {single[0]}");
        else if (single.Count > 1) parts.Add($"{column} IN ({string.Join(", ", single)})");
        return $"({string.Join(" OR ", parts)})";
    }

    private string Of(RatioAgainst ratio)
    {
        var of = facts.Facts[ratio.Fact];
        var greatest = Int128.Max(Int128.Abs(of.Least), of.Most);
        var fits = greatest * ratio.Over <= long.MaxValue && Int128.Abs(ratio.Number) * of.MostOver <= long.MaxValue;
        var wide = dialect switch
        {
            SqlDialect.Postgres => fits ? "BIGINT" : "NUMERIC",
            SqlDialect.DuckDb => fits ? "BIGINT" : "HUGEINT",
            _ when fits => "INTEGER",
            _ => throw new NotSupportedException($"SQLite cannot compare {of.Id} exactly: its bounds are too wide."),
        };
        return $"(CAST({Column(of)} AS {wide}) * {Number(ratio.Over)} {Sign(ratio.Relation)} "
            + $"{Number(ratio.Number)} * CAST(NULLIF({OverColumn(of)}, 0) AS {wide}))";
    }

    // Written with dividends of at least 0 alone: there every database rounds the same way.
    private string Of(Quotient quotient)
    {
        var divide = dialect == SqlDialect.DuckDb ? "//" : "/";
        var by = quotient.By is Constant ? Of(quotient.By) : $"NULLIF({Of(quotient.By)}, 0)";
        var number = quotient.Rounding switch
        {
            Rounding.Up => $"({Of(quotient.Of)} + {by} - 1)",
            Rounding.HalfUp => $"({Of(quotient.Of)} + {by} {divide} 2)",
            _ => Of(quotient.Of),
        };
        var isPositive = Reach.Of(quotient.Of, facts).Least >= 0;
        return isPositive ? $"({number} {divide} {by})"
            : $"CASE WHEN {number} >= 0 THEN {number} {divide} {by} ELSE -(({by} - 1 - {number}) {divide} {by}) END";
    }

    private string Of(Lookup lookup)
    {
        var common = lookup.Values.GroupBy(value => value).MaxBy(group => group.Count())!.Key;
        var others = lookup.Values.Select((value, at) => (value, at)).Where(pair => pair.value != common).ToList();
        var column = Column(lookup.Fact);
        return $"CASE WHEN {column} IS NULL THEN NULL "
            + string.Concat(others.Select(pair => string.Create(CultureInfo.InvariantCulture,
                $"WHEN {column} = {pair.at} THEN {Wide(Number(pair.value))} ")))
            + $"ELSE {Wide(Number(common))} END";
    }
}
