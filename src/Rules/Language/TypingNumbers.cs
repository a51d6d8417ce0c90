namespace Yitong.Rules.Language;

/// <summary>Sums, products, functions: which kinds go together.</summary>
internal sealed partial class Typing
{
    private Expr? Minus(MinusSyntax minus)
    {
        if (Value(minus.Of) is not { } of) return null;
        if (of is Fixed number && number.Sort != Sort.Date) return number with { At = minus.At, Value = -number.Value };
        if (of.Sort is not (Sort.Whole or Sort.Money or Sort.Ratio)) return Fault(minus.At, "rule.no-number", ("kind", of.Sort));
        return new Calc(of.Sort, minus.At, new Fixed(of.Sort, minus.At, Exact.Zero), '-', of);
    }

    private Expr? Calculated(CalcSyntax calc)
    {
        if (Value(calc.Left) is not { } left || Value(calc.Right) is not { } right) return null;
        if (calc.Sign is '+' or '-') return Sum(calc, left, right);
        if (ProductSort(left.Sort, calc.Sign, right.Sort) is not { } sort)
            return Fault(calc.At, calc.Sign == '*' ? "rule.cannot-multiply" : "rule.cannot-divide",
                ("left", left.Sort), ("right", right.Sort));
        if (calc.Sign == '/' && right is Fixed { Value.IsZero: true }) return Fault(right.At, "rule.divides-by-zero");
        return new Calc(sort, calc.At, left, calc.Sign, right);
    }

    private Expr? Sum(CalcSyntax calc, Expr left, Expr right)
    {
        if (left.Sort == Sort.Date && right.Sort == Sort.Span) return new Shifted(calc.At, left, right, calc.Sign == '-');
        if (left.Sort == Sort.Date && right.Sort == Sort.Date) return Fault(calc.At, "rule.days-apart");
        (left, right) = Widened(left, right);
        if (left.Sort == right.Sort && left.Sort is Sort.Whole or Sort.Money or Sort.Ratio)
            return new Calc(left.Sort, calc.At, left, calc.Sign, right);
        return Fault(calc.At, "rule.cannot-add", ("left", left.Sort), ("right", right.Sort));
    }

    private static Sort? ProductSort(Sort left, char sign, Sort right) => (left, sign, right) switch
    {
        (Sort.Whole, '*', Sort.Whole) => Sort.Whole,
        (Sort.Whole or Sort.Ratio, _, Sort.Whole or Sort.Ratio) => Sort.Ratio,
        (Sort.Money, _, Sort.Whole or Sort.Ratio) => Sort.Money,
        (Sort.Whole or Sort.Ratio, '*', Sort.Money) => Sort.Money,
        (Sort.Money, '/', Sort.Money) => Sort.Ratio,
        _ => null,
    };

    /// <summary>A whole number beside a ratio is one, where it is written or a parameter: <c>营收增幅 &lt;= 1</c>.</summary>
    private static (Expr, Expr) Widened(Expr left, Expr right) => (left.Sort, right.Sort) switch
    {
        (Sort.Whole, Sort.Ratio) when left is Fixed or OfParameter or Keyed => (left with { Sort = Sort.Ratio }, right),
        (Sort.Ratio, Sort.Whole) when right is Fixed or OfParameter or Keyed => (left, right with { Sort = Sort.Ratio }),
        _ => (left, right),
    };

    private Expr? Called(CallSyntax call) => call.Function switch
    {
        Function.Min or Function.Max => Extreme(call),
        Function.If => If(call),
        Function.Months => Apart(call, SpanUnit.Months),
        Function.Years => Apart(call, SpanUnit.Years),
        Function.Days => Apart(call, SpanUnit.Days),
        Function.Year => Year(call),
        _ => Fault(call.At, "rule.truth-as-value"),
    };

    private Expr? Extreme(CallSyntax call)
    {
        const int most = 50;
        if (!Takes(call, 2, most)) return null;
        var parts = call.Given.Select(Value).ToList();
        if (parts.Contains(null)) return null;
        var whole = parts.OfType<Expr>().ToList();
        if (whole.Exists(part => part.Sort == Sort.Ratio))
            whole = [.. whole.Select(part => part is Fixed or OfParameter or Keyed && part.Sort == Sort.Whole
                ? part with { Sort = Sort.Ratio } : part)];
        var sort = whole[0].Sort;
        if (sort is not (Sort.Whole or Sort.Money or Sort.Ratio or Sort.Date))
            return Fault(call.At, "rule.no-number", ("kind", sort));
        if (whole.Find(part => part.Sort != sort) is { } other)
            return Fault(other.At, "rule.kinds-differ", ("left", sort), ("right", other.Sort));
        return new Extreme(sort, call.At, call.Function == Function.Max, whole);
    }

    private Expr? If(CallSyntax call)
    {
        if (!Takes(call, 3, 3) || Truth(call.Given[0]) is not { } test) return null;
        if (Value(call.Given[1]) is not { } then || Value(call.Given[2]) is not { } otherwise) return null;
        (then, otherwise) = Widened(then, otherwise);
        if (then.Sort != otherwise.Sort || then.Sort is Sort.Code or Sort.Codes or Sort.Text or Sort.Span)
            return Fault(otherwise.At, "rule.kinds-differ", ("left", then.Sort), ("right", otherwise.Sort));
        return new Choice(then.Sort, call.At, test, then, otherwise);
    }

    private Expr? Apart(CallSyntax call, SpanUnit unit)
    {
        if (!Takes(call, 2, 2)) return null;
        if (Value(call.Given[0]) is not { } from || Value(call.Given[1]) is not { } to) return null;
        foreach (var day in new[] { from, to })
            if (day.Sort != Sort.Date) return Fault(day.At, "rule.no-day", ("kind", day.Sort), ("name", call.Name));
        return new Apart(call.At, unit, from, to);
    }

    private Expr? Year(CallSyntax call)
    {
        if (!Takes(call, 1, 1) || Value(call.Given[0]) is not { } day) return null;
        return day.Sort == Sort.Date ? new YearOf(call.At, day)
            : Fault(day.At, "rule.no-day", ("kind", day.Sort), ("name", call.Name));
    }
}
