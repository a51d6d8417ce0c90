using System.Numerics;
using Yitong.Rules.Language;

namespace Yitong.Rules.Judging;

/// <summary>
/// The values of parameters on one day. A value may be computed from other parameters; each is computed once. A value past 2⁶² is
/// none, so that a chain of products cannot grow without end.
/// </summary>
internal sealed class ParameterValues(DateOnly day)
{
    private static readonly BigInteger Most = BigInteger.One << 62;
    private readonly Dictionary<ParameterEntry, Exact?> known = [];
    private readonly Dictionary<ParameterEntry, FixedSpan?> spans = [];

    /// <summary>The value; null when there is none on the day.</summary>
    public Exact? Of(ParameterEntry entry)
    {
        if (known.TryGetValue(entry, out var value)) return value;
        value = entry.On(day)?.Typed is { } typed ? Compute(typed) : null;
        if (value is { } large && (BigInteger.Abs(large.Number) > Most || large.Over > Most)) value = null;
        return known[entry] = value;
    }

    /// <summary>The duration; null when there is none on the day.</summary>
    public FixedSpan? SpanOf(ParameterEntry entry)
    {
        if (spans.TryGetValue(entry, out var span)) return span;
        return spans[entry] = entry.On(day)?.Typed switch
        {
            FixedSpan written => written,
            OfParameter other => SpanOf(other.Parameter.Entries[0]),
            _ => null,
        };
    }

    private Exact? Compute(Expr expr) => expr switch
    {
        Fixed number => number.Value,
        OfParameter other => Of(other.Parameter.Entries[0]),
        Calc calc => Compute(calc.Left) is { } left && Compute(calc.Right) is { } right ? Apply(left, calc.Sign, right) : null,
        Extreme extreme => extreme.Of.Select(Compute).ToList() is var parts && parts.Contains(null) ? null
            : extreme.Greatest ? parts.Max() : parts.Min(),
        Shifted { By: FixedSpan { Unit: not SpanUnit.WorkingDays } by } shifted =>
            Compute(shifted.Day) is { } start && Calendar.IsDay(start.Number)
            && Calendar.Shift((long)start.Number, shifted.Back ? -by.Amount : by.Amount, by.Unit) is { } moved ? moved : null,
        Apart apart => Compute(apart.From) is { } from && Compute(apart.To) is { } to ? Between(apart.Unit, from, to) : null,
        YearOf year => Compute(year.Of) is { } of && Calendar.IsDay(of.Number) ? Calendar.YearOf((long)of.Number) : null,
        _ => null,
    };

    /// <summary>The result of an operator; null when it divides by zero.</summary>
    public static Exact? Apply(Exact left, char sign, Exact right) => sign switch
    {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        _ => right.IsZero ? null : left / right,
    };

    /// <summary>How far two days are apart; null when one leaves the calendar.</summary>
    public static Exact? Between(SpanUnit unit, Exact from, Exact to)
    {
        if (!Calendar.IsDay(from.Number) || !Calendar.IsDay(to.Number)) return null;
        var (first, last) = ((long)from.Number, (long)to.Number);
        return unit switch
        {
            SpanUnit.Months => Calendar.MonthsBetween(first, last),
            SpanUnit.Years => Calendar.YearsBetween(first, last),
            _ => last - first,
        };
    }
}
