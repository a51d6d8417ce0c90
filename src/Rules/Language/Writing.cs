using System.Globalization;
using System.Numerics;

namespace Yitong.Rules.Language;

/// <summary>Writes a value expression as a card would: names, signs and numbers, with the parentheses that it needs.</summary>
internal static class Writing
{
    public static string Of(Expr expr) => expr switch
    {
        Fixed number => Number(number),
        FixedSpan span => span.Amount.ToString(CultureInfo.InvariantCulture) + Keywords.Spans.First(each =>
            each.Unit == span.Unit).Name,
        OfParameter parameter => parameter.Parameter.Name,
        Keyed keyed => $"{keyed.Parameter.Name}[{keyed.By.Name}]",
        OfFact fact => fact.Fact.Name,
        OfDay day => day.YearOnly ? Keywords.AsOfYear : Keywords.AsOf,
        Calc calc => $"{Inner(calc.Left, Strength(calc))} {calc.Sign} {Inner(calc.Right, Strength(calc) + 1)}",
        Shifted shifted => $"{Inner(shifted.Day, 1)} {(shifted.Back ? '-' : '+')} {Of(shifted.By)}",
        Extreme extreme => Call(extreme.Greatest ? Function.Max : Function.Min, extreme.Of),
        Apart apart => Call(FunctionOf(apart.Unit), [apart.From, apart.To]),
        YearOf year => Call(Function.Year, [year.Of]),
        Choice choice => Call(Function.If, [choice.If, choice.Then, choice.Otherwise]),
        _ => Truth(expr),
    };

    private static string Truth(Expr expr) => expr switch
    {
        Said said => said.Yes ? "yes" : "no",
        Joined joined => "(" + string.Join(joined.Every ? " and " : " or ", joined.Of.Select(Of)) + ")",
        Compared compared => $"{Of(compared.Left)} {Sign(compared.Relation)} {Of(compared.Right)}",
        IsSo isSo => isSo.Yes ? isSo.Fact.Name : $"not {isSo.Fact.Name}",
        OneOf { Fact.Kind: FactKind.Text } text => $"{text.Fact.Name} {In(text.Negated)} [" + string.Join(", ", text.Some) + "]",
        OneOf oneOf => $"{oneOf.Fact.Name} {In(oneOf.Negated)} [" + Names(oneOf.Fact, oneOf.Some
            .Select(place => (int)place)) + "]",
        Has { Every: false } has => $"{has.Fact.Name} {In(has.Negated)} [" + Names(has.Fact, has.Some) + "]",
        Has has => $"{(has.Negated ? "not " : "")}has_all({has.Fact.Name}, [{Names(has.Fact, has.Some)}])",
        Supplied supplied => $"{(supplied.Yes ? "" : "not ")}supplied({supplied.Fact.Name})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string In(bool negated) => negated ? "not in" : "in";

    private static string Names(Fact fact, IEnumerable<int> places) =>
        string.Join(", ", places.Select(place => $"\"{fact.List!.Codes[place].Name}\""));

    public static string Sign(Relation relation) => relation switch
    {
        Relation.Equal => "=", Relation.NotEqual => "!=", Relation.Less => "<", Relation.AtMost => "<=", Relation.Greater => ">",
        _ => ">=",
    };

    private static string Inner(Expr expr, int least) => expr is Calc or Shifted && Strength(expr) < least ? $"({Of(expr)})"
        : Of(expr);

    private static int Strength(Expr expr) => expr is Calc { Sign: '*' or '/' } ? 2 : 1;

    private static string Call(Function function, IReadOnlyList<Expr> given) =>
        $"{Keywords.Functions.First(each => each.Value == function && !char.IsAscii(each.Key[0])).Key}"
        + $"({string.Join(", ", given.Select(Of))})";

    private static Function FunctionOf(SpanUnit unit) => unit switch
    {
        SpanUnit.Months => Function.Months, SpanUnit.Years => Function.Years, _ => Function.Days,
    };

    private static string Number(Fixed number) => number.Sort switch
    {
        Sort.Date => DateOnly.FromDayNumber((int)number.Value.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sort.Money when number.Value.Number % 100 == 0 => $"{number.Value.Number / 100}{Keywords.Money[^1].Name}",
        Sort.Money =>
            $"{number.Value.Number / 100}.{BigInteger.Abs(number.Value.Number % 100):00}{Keywords.Money[^1].Name}",
        Sort.Ratio when !number.Value.IsWhole => $"{number.Value.Number}/{number.Value.Over}",
        _ => number.Value.Number.ToString(CultureInfo.InvariantCulture),
    };
}
