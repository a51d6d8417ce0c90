using System.Globalization;
using System.Numerics;

namespace Yitong.Rules.Language;

/// <summary>Writes a value expression as a card would: names, signs and numbers, with the parentheses that it needs.</summary>
internal static class Writing
{
    /// <summary>Writes it; what <c>known</c> has a text for is written so.</summary>
    public static string Of(Expr expr, Func<Expr, string?>? known = null) => known?.Invoke(expr) ?? expr switch
    {
        Fixed number => Number(number),
        FixedSpan span => span.Amount.ToString(CultureInfo.InvariantCulture) + Keywords.Spans.First(each =>
            each.Unit == span.Unit).Name,
        OfParameter parameter => parameter.Parameter.Name,
        Keyed keyed => $"{keyed.Parameter.Name}[{keyed.By.Name}]",
        OfFact fact => fact.Fact.Name,
        OfDay day => day.YearOnly ? Keywords.AsOfYear : Keywords.AsOf,
        Calc calc => $"{Inner(calc.Left, Strength(calc), known)} {Keywords.SignOf(calc.Sign)} "
            + Inner(calc.Right, Strength(calc) + 1, known),
        Shifted shifted => $"{Inner(shifted.Day, 1, known)} {(shifted.Back ? '-' : '+')} {Of(shifted.By, known)}",
        Extreme extreme => Call(extreme.Greatest ? Function.Max : Function.Min, extreme.Of, known),
        Apart apart => Call(FunctionOf(apart.Unit), [apart.From, apart.To], known),
        YearOf year => Call(Function.Year, [year.Of], known),
        Choice choice => Call(Function.If, [choice.If, choice.Then, choice.Otherwise], known),
        _ => Truth(expr, known),
    };

    private static string Truth(Expr expr, Func<Expr, string?>? known) => expr switch
    {
        Said said => Keywords.Of(said.Yes ? Word.Yes : Word.No),
        Joined joined => "(" + string.Join($" {Keywords.Of(joined.Every ? Word.And : Word.Or)} ",
            joined.Of.Select(part => Of(part, known))) + ")",
        Compared compared => $"{Of(compared.Left, known)} {Sign(compared.Relation)} {Of(compared.Right, known)}",
        IsSo isSo => $"{isSo.Fact.Name} = {Keywords.Of(isSo.Yes ? Word.Yes : Word.No)}",
        OneOf oneOf => $"{oneOf.Fact.Name} {In(oneOf.Negated)} [" + string.Join(", ", oneOf.Names
            .Select(name => $"\"{name}\"")) + "]",
        Has { Every: false } has => $"{has.Fact.Name} {In(has.Negated)} [" + Names(has.Fact, has.Some) + "]",
        Has has => $"{Not(has.Negated)}{Keywords.Of(Function.HasAll)}({has.Fact.Name}, [{Names(has.Fact, has.Some)}])",
        Supplied supplied => $"{Not(!supplied.Yes)}{Keywords.Of(Function.Supplied)}({supplied.Fact.Name})",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Not(bool negated) => negated ? Keywords.Of(Word.Not) + " " : "";

    private static string In(bool negated) => Keywords.Of(negated ? Word.NotIn : Word.In);

    private static string Names(Fact fact, IEnumerable<int> places) =>
        string.Join(", ", places.Select(place => $"\"{fact.List!.Codes[place].Name}\""));

    private static string Sign(Relation relation) => relation switch
    {
        Relation.Equal => "=", Relation.NotEqual => "≠", Relation.Less => "<", Relation.AtMost => "≤", Relation.Greater => ">",
        _ => "≥",
    };

    // A fraction that stands for a name is one value.
    private static string Inner(Expr expr, int least, Func<Expr, string?>? known)
    {
        var text = Of(expr, known);
        var isLoose = expr is Calc or Shifted ? Strength(expr) < least : text.Contains('/', StringComparison.Ordinal);
        return isLoose ? $"({text})" : text;
    }

    private static int Strength(Expr expr) => expr is Calc { Sign: '*' or '/' } ? 2 : 1;

    private static string Call(Function function, IReadOnlyList<Expr> given, Func<Expr, string?>? known) =>
        $"{Keywords.Of(function)}({string.Join(", ", given.Select(each => Of(each, known)))})";

    private static Function FunctionOf(SpanUnit unit) => unit switch
    {
        SpanUnit.Months => Function.Months, SpanUnit.Years => Function.Years, _ => Function.Days,
    };

    private static string Number(Fixed number) => number.Sort switch
    {
        Sort.Date => DateOnly.FromDayNumber((int)number.Value.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sort.Money when number.Value.Number % 100 == 0 => $"{number.Value.Number / 100}{Keywords.Money[^1].Name}",
        Sort.Money =>
            $"{(number.Value.Number.Sign < 0 ? "-" : "")}{BigInteger.Abs(number.Value.Number) / 100}."
                + $"{BigInteger.Abs(number.Value.Number % 100):00}{Keywords.Money[^1].Name}",
        Sort.Ratio when !number.Value.IsWhole => $"{number.Value.Number}/{number.Value.Over}",
        _ => number.Value.Number.ToString(CultureInfo.InvariantCulture),
    };
}
