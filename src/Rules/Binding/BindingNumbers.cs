using System.Numerics;
using Yitong.Kernel;
using Yitong.Rules.Judging;
using Yitong.Rules.Language;

namespace Yitong.Rules.Binding;

/// <summary>Binds the numbers of a card: each becomes a quotient of sums of products of facts.</summary>
internal sealed class BindingNumbers
{
    private const int MostTerms = 200, MostAtoms = 12, MostLetters = 20_000;
    private static readonly BigInteger Most = BigInteger.One << 62;
    private readonly DateOnly asOf;
    private readonly WorkCalendar? calendar;
    private readonly Ranges ranges;
    private readonly Dictionary<ParameterEntry, Exact> parameters = [];

    public BindingNumbers(FactBook facts, DateOnly asOf, WorkCalendar? calendar, Ranges ranges)
    {
        (Facts, this.asOf, this.calendar, this.ranges) = (facts, asOf, calendar, ranges);
        Tests = new(this, ranges);
    }

    public FactBook Facts { get; }

    public BindingTests Tests { get; }

    /// <summary>While cut points are sought: a day fact, and the day that it is taken to be.</summary>
    public (Fact Fact, long Day)? Supposed { get; set; }

    public Fraction Of(Expr expr)
    {
        var bound = Bind(expr);
        if (bound.Number.Count > MostTerms || bound.Over.Count > MostTerms
            || bound.Number.Terms.Concat(bound.Over.Terms).Any(term => term.Atoms.Length > MostAtoms || IsLong(term)))
            throw new BindingStop(expr.At, "rule.too-long", ("most", MostTerms));
        return bound;
    }

    private static bool IsLong((BigInteger Factor, Computed[] Atoms) term) =>
        term.Factor.GetBitLength() > 1_000 || term.Atoms.Any(atom => Canonical.Key(atom).Length > MostLetters);

    private Fraction Bind(Expr expr) => expr switch
    {
        Fixed number => Fraction.Of(number.Value),
        OfDay day => Fraction.Of(Poly.Of(day.YearOnly ? asOf.Year : asOf.DayNumber)),
        OfParameter parameter => Fraction.Of(Parameter(parameter.Parameter, parameter.Parameter.Entries[0], expr.At)),
        Keyed keyed => Looked(keyed),
        OfFact fact => OfFact(fact.Fact),
        Calc calc => Calculated(calc),
        Extreme extreme => extreme.Of.Select(Of).Aggregate((a, b) => Least(a, b, extreme.Greatest, extreme.At)),
        Choice choice => Chosen(Tests.Of(choice.If), Of(choice.Then), Of(choice.Otherwise), choice.At),
        Apart { Unit: SpanUnit.Days } apart => Minus(Of(apart.To), Of(apart.From)),
        Apart apart => Fraction.Of(Poly.Of(Months(apart))),
        YearOf year => Fraction.Of(Poly.Of(Calendar.YearOf(Day(year.Of)))),
        Shifted shifted => Shifted(shifted),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Fraction OfFact(Fact fact)
    {
        if (Supposed is { } supposed && supposed.Fact == fact) return Fraction.Of(Poly.Of(supposed.Day));
        var number = Poly.Of(new NumberOf(fact.Index));
        if (fact.Kind != FactKind.Ratio) return Fraction.Of(number);
        var over = new OverOf(fact.Index);
        return new(number, Poly.Of(over), [over]);
    }

    private Exact Parameter(CardParameter parameter, ParameterEntry entry, Place at)
    {
        if (parameters.TryGetValue(entry, out var known)) return known;
        if (entry.On(asOf)?.Typed is not { } typed)
            throw new BindingStop(at, "rule.parameter-gap", ("name", parameter.Name), ("day", asOf));
        if (Of(typed).AsConstant is not { } value || BigInteger.Abs(value.Number) > Most || value.Over > Most)
            throw new BindingStop(at, "rule.parameter-large", ("name", parameter.Name));
        return parameters[entry] = value;
    }

    // A code without a value is unknown: it stands as a 0 among the non-zeros.
    private Fraction Looked(Keyed keyed)
    {
        var values = keyed.EntryOf.Select(entry => entry >= 0 && keyed.Parameter.Entries[entry].On(asOf) is not null
            ? Parameter(keyed.Parameter, keyed.Parameter.Entries[entry], keyed.At) : (Exact?)null).ToList();
        var over = values.OfType<Exact>().Aggregate(BigInteger.One,
            (common, value) => common / BigInteger.GreatestCommonDivisor(common, value.Over) * value.Over);
        var numbers = values.Select(value => value is { } known ? known.Number * (over / known.Over) : BigInteger.Zero).ToList();
        if (numbers.Exists(number => BigInteger.Abs(number) > Most))
            throw new BindingStop(keyed.At, "rule.parameter-large", ("name", keyed.Parameter.Name));
        var lookup = new Lookup(keyed.By.Index, [.. numbers.Select(number => (long)number)]);
        return new(Poly.Of(lookup), Poly.Of(over),
            values.Contains(null) ? [new Lookup(keyed.By.Index, [.. values.Select(value => value is null ? 0L : 1)])] : []);
    }

    private Fraction Calculated(Calc calc)
    {
        var (left, right) = (Of(calc.Left), Of(calc.Right));
        return calc.Sign switch
        {
            '+' => Plus(left, right),
            '-' => Minus(left, right),
            '*' => new(left.Number * right.Number, left.Over * right.Over, Fraction.Both(left.NonZero, right.NonZero)),
            _ => Divided(left, right, calc.Right.At),
        };
    }

    private static Fraction Plus(Fraction a, Fraction b) => a.Over.Equals(b.Over)
        ? new(a.Number + b.Number, a.Over, Fraction.Both(a.NonZero, b.NonZero))
        : new(a.Number * b.Over + b.Number * a.Over, a.Over * b.Over, Fraction.Both(a.NonZero, b.NonZero));

    private static Fraction Minus(Fraction a, Fraction b) => Plus(a, b with { Number = Poly.Of(-1) * b.Number });

    private Fraction Divided(Fraction of, Fraction by, Place at)
    {
        var divisor = by.Number;
        if (divisor.AsConstant is { IsZero: true }) throw new BindingStop(at, "rule.divides-by-zero");
        var (least, most) = ranges.Of(divisor);
        var sign = least.Sign >= 0 ? 1 : most.Sign <= 0 ? -1 : throw new BindingStop(at, "rule.divisor-negative");
        divisor = Poly.Of(sign) * divisor;
        var nonZero = Fraction.Both(of.NonZero, by.NonZero);
        if (divisor.AsConstant is null) nonZero = Fraction.Both(nonZero, [Lowering.Of(divisor)]);
        return new(Poly.Of(sign) * of.Number * by.Over, of.Over * divisor, nonZero);
    }

    /// <summary>The lesser of two, or the greater.</summary>
    public Fraction Least(Fraction a, Fraction b, bool greatest, Place at)
    {
        if (a.AsConstant is { } one && b.AsConstant is { } other) return one < other == greatest ? b : a;
        var first = Tests.Compare(a, greatest ? Relation.AtLeast : Relation.AtMost, b, at);
        var picked = Chosen(first, a, b, at) with { NonZero = Fraction.Both(a.NonZero, b.NonZero) };
        if (greatest && (IsNotNegative(a) || IsNotNegative(b)) && picked.Number.Terms.ToList() is [{ Atoms: [var whole] }])
            ranges.Tell(whole, (BigInteger.Zero, ranges.Of(whole).Most));
        if (a.Over.AsConstant is not { } overA || b.Over.AsConstant is not { } overB
            || picked.Over.AsConstant is not { } over
            || picked.Number.Terms.ToList() is not [{ Atoms: [var atom] }]) return picked;
        var (rangeA, rangeB) = (Scaled(ranges.Of(a.Number), over / overA), Scaled(ranges.Of(b.Number), over / overB));
        ranges.Tell(atom, greatest
            ? (BigInteger.Max(rangeA.Least, rangeB.Least), BigInteger.Max(rangeA.Most, rangeB.Most))
            : (BigInteger.Min(rangeA.Least, rangeB.Least), BigInteger.Min(rangeA.Most, rangeB.Most)));
        return picked;
    }

    private bool IsNotNegative(Fraction fraction) => ranges.Of(fraction.Number).Least.Sign >= 0;

    private static (BigInteger Least, BigInteger Most) Scaled((BigInteger Least, BigInteger Most) range, BigInteger by) =>
        (range.Least * by, range.Most * by);

    // What the branch that is not chosen must not divide by does not matter.
    private static Fraction Chosen(Test test, Fraction then, Fraction otherwise, Place at)
    {
        if (test is Always { Truth: not Truth.Unknown } always) return always.Truth == Truth.Yes ? then : otherwise;
        var one = new Constant(1);
        var nonZero = Fraction.Both(
            then.NonZero.Select(each => new Pick(test, each, one)), otherwise.NonZero.Select(each => new Pick(test, one, each)));
        if (Canonical.Key(test).Length > MostLetters) throw new BindingStop(at, "rule.too-long", ("most", MostLetters));
        if (then.Over.AsConstant is { } a && otherwise.Over.AsConstant is { } b)
        {
            var over = a / BigInteger.GreatestCommonDivisor(a, b) * b;
            return new(Poly.Of(new Pick(test, Lowering.Of(then.Number * Poly.Of(over / a)),
                Lowering.Of(otherwise.Number * Poly.Of(over / b)))), Poly.Of(over), nonZero);
        }
        return new(Poly.Of(new Pick(test, Lowering.Of(then.Number), Lowering.Of(otherwise.Number))),
            Poly.Of(new Pick(test, Lowering.Of(then.Over), Lowering.Of(otherwise.Over))), nonZero);
    }

    private long Months(Apart apart)
    {
        var (from, to) = (Day(apart.From), Day(apart.To));
        return apart.Unit == SpanUnit.Months ? Calendar.MonthsBetween(from, to) : Calendar.YearsBetween(from, to);
    }

    /// <summary>A day that is the same for every subject, or supposed.</summary>
    private long Day(Expr expr)
    {
        if (Of(expr).AsConstant is not { } day) throw new BindingStop(expr.At, "rule.months-of-fact");
        return Calendar.IsDay(day.Number) ? (long)day.Number : throw new BindingStop(expr.At, "rule.calendar-end");
    }

    private Fraction Shifted(Shifted shifted)
    {
        var span = shifted.By as FixedSpan ?? SpanOf((OfParameter)shifted.By);
        var by = shifted.Back ? -span.Amount : span.Amount;
        if (span.Unit == SpanUnit.Days) return Plus(Of(shifted.Day), Fraction.Of(Poly.Of(by)));
        var start = Day(shifted.Day);
        if (span.Unit != SpanUnit.WorkingDays)
            return Fraction.Of(Poly.Of(Calendar.Shift(start, by, span.Unit) ?? throw new BindingStop(shifted.At,
                "rule.calendar-end")));
        if (Supposed is not null && shifted.Day.Facts.Any()) throw new BindingStop(shifted.At, "rule.working-days-of-fact");
        if (calendar is null || Math.Abs(by) > TimeLimit.MaxAmount
            || calendar.AddWorkingDays(DateOnly.FromDayNumber((int)start), (int)by) is not Deadline.On on)
            throw new BindingStop(shifted.At, "rule.work-calendar");
        return Fraction.Of(Poly.Of(on.Day.DayNumber));
    }

    private FixedSpan SpanOf(OfParameter parameter) => parameter.Parameter.Entries[0].On(asOf)?.Typed switch
    {
        FixedSpan span => span,
        OfParameter other => SpanOf(other),
        _ => throw new BindingStop(parameter.At, "rule.parameter-gap", ("name", parameter.Parameter.Name), ("day", asOf)),
    };
}
