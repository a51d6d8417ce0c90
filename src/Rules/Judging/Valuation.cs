using Yitong.Kernel;
using Yitong.Rules.Language;

namespace Yitong.Rules.Judging;

/// <summary>The value of each part of a card for one subject on one day.</summary>
internal sealed class Valuation(DateOnly asOf, Func<Fact, FactValue> valueOf, WorkCalendar? calendar)
{
    private readonly ParameterValues parameters = new(asOf);
    private readonly Dictionary<(string, string?), ParameterUsed> used = [];

    /// <summary>The parameter values met so far, by name.</summary>
    public IReadOnlyList<ParameterUsed> Used =>
        [.. used.Values.OrderBy(each => each.Name, StringComparer.Ordinal).ThenBy(each => each.Key, StringComparer.Ordinal)];

    public FactValue ValueOf(Fact fact) => valueOf(fact);

    public Reason Truth(Expr expr) => expr is Joined joined ? Joined(joined) : new Leaf(this).Of(expr);

    // Kleene: no wins over unknown in all, yes wins over unknown in any.
    private Reason Joined(Joined joined)
    {
        var parts = joined.Of.Select(Truth).ToList();
        var truths = parts.Select(part => part.Truth);
        var truth = joined.Every ? truths.Min() : truths.Max();
        var lack = new LackList();
        if (truth == Rules.Truth.Unknown)
            foreach (var part in parts) lack.Add(part.Lack);
        return new(truth, joined.Every, parts, null, lack.Whole);
    }

    /// <summary>
    /// A number, amount in fen, day, place of a code or number of a text; null with the reason when it is unknown.
    /// </summary>
    public Exact? Number(Expr expr, LackList lack) => expr switch
    {
        Fixed number => number.Value,
        OfDay day => day.YearOnly ? asOf.Year : asOf.DayNumber,
        OfFact fact => Fact(fact.Fact, lack),
        OfParameter parameter => Parameter(parameter.Parameter, parameter.Parameter.Entries[0], parameter.Sort, lack),
        Keyed keyed => Looked(keyed, lack),
        Calc calc => Calculated(calc, lack),
        Extreme extreme => Extreme(extreme, lack),
        Choice choice => Chosen(choice, lack),
        Apart apart => Apart(apart, lack),
        YearOf year => Number(year.Of, lack) is { } of ? OnCalendar(of, lack) ? Calendar.YearOf((long)of.Number) : null : null,
        Shifted shifted => Shifted(shifted, lack),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Exact? Fact(Fact fact, LackList lack)
    {
        var value = ValueOf(fact);
        if (!value.IsKnown)
        {
            lack.Missing(fact);
            return null;
        }
        if (fact.Kind != FactKind.Ratio) return value.Number;
        if (value.Over != 0) return new Exact(value.Number, value.Over);
        lack.Zero(fact);
        return null;
    }

    private Exact? Parameter(CardParameter parameter, ParameterEntry entry, Sort sort, LackList lack)
    {
        if (parameters.Of(entry) is not { } value)
        {
            lack.Gap(parameter.Name);
            return null;
        }
        var key = entry.Keys is { } keys ? string.Join(Keywords.NameSeparator, keys) : null;
        used.TryAdd((parameter.Name, key), new(parameter.Name, key, Quantity.Of(KindOf(sort), value), entry.On(asOf)!.From));
        return value;
    }

    private Exact? Looked(Keyed keyed, LackList lack)
    {
        var by = ValueOf(keyed.By);
        if (!by.IsKnown)
        {
            lack.Missing(keyed.By);
            return null;
        }
        if (by.Number >= 0 && by.Number < keyed.EntryOf.Count && keyed.EntryOf[(int)by.Number] is >= 0 and var entry)
            return Parameter(keyed.Parameter, keyed.Parameter.Entries[entry], keyed.Sort, lack);
        lack.Gap(keyed.Parameter.Name);
        return null;
    }

    private Exact? Calculated(Calc calc, LackList lack)
    {
        var (left, right) = (Number(calc.Left, lack), Number(calc.Right, lack));
        if (left is not { } first || right is not { } second) return null;
        if (ParameterValues.Apply(first, calc.Sign, second) is { } result) return result;
        var named = false;
        foreach (var fact in calc.Right.Facts)
        {
            lack.Zero(fact);
            named = true;
        }
        foreach (var parameter in calc.Right.All.OfType<OfParameter>().Where(_ => !named)) lack.Gap(parameter.Parameter.Name);
        return null;
    }

    private Exact? Extreme(Extreme extreme, LackList lack)
    {
        var parts = extreme.Of.Select(part => Number(part, lack)).ToList();
        return parts.Contains(null) ? null : extreme.Greatest ? parts.Max() : parts.Min();
    }

    // Only the chosen one is met: what the other lacks does not matter.
    private Exact? Chosen(Choice choice, LackList lack)
    {
        var test = Truth(choice.If);
        if (test.Truth != Rules.Truth.Unknown) return Number(test.Truth == Rules.Truth.Yes ? choice.Then : choice.Otherwise,
            lack);
        lack.Add(test.Lack);
        return null;
    }

    private Exact? Apart(Apart apart, LackList lack)
    {
        var (from, to) = (Number(apart.From, lack), Number(apart.To, lack));
        if (from is not { } first || to is not { } last) return null;
        return OnCalendar(first, lack) && OnCalendar(last, lack) ? ParameterValues.Between(apart.Unit, first, last) : null;
    }

    private Exact? Shifted(Shifted shifted, LackList lack)
    {
        var span = SpanOf(shifted.By, lack);
        if (Number(shifted.Day, lack) is not { } start || span is null || !OnCalendar(start, lack)) return null;
        var amount = shifted.Back ? -span.Amount : span.Amount;
        var moved = span.Unit == SpanUnit.WorkingDays ? WorkingDay((long)start.Number, amount)
            : Calendar.Shift((long)start.Number, amount, span.Unit);
        if (moved is null) lack.Gap("calendar");
        return moved;
    }

    private FixedSpan? SpanOf(Expr expr, LackList lack)
    {
        if (expr is not OfParameter parameter) return (FixedSpan)expr;
        var span = parameters.SpanOf(parameter.Parameter.Entries[0]);
        if (span is null) lack.Gap(parameter.Parameter.Name);
        return span;
    }

    private long? WorkingDay(long day, long by) =>
        calendar is not null && Math.Abs(by) <= TimeLimit.MaxAmount
        && calendar.AddWorkingDays(DateOnly.FromDayNumber((int)day), (int)by) is Deadline.On on ? on.Day.DayNumber : null;

    private static bool OnCalendar(Exact day, LackList lack)
    {
        if (Calendar.IsDay(day.Number)) return true;
        lack.Gap("calendar");
        return false;
    }

    public static FactKind KindOf(Sort sort) => sort switch
    {
        Sort.YesNo => FactKind.YesNo, Sort.Whole or Sort.Span => FactKind.Whole, Sort.Money => FactKind.Money,
        Sort.Ratio => FactKind.Ratio, Sort.Date => FactKind.Date, Sort.Code => FactKind.Code, Sort.Codes => FactKind.Codes,
        _ => FactKind.Text,
    };
}
