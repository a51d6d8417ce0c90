using System.Numerics;
using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>A value with what it is, exact, for people to be told: 6.0%, 80,000元, 12个月, 小型.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">The value, or its numerator: fen, days since 0001-01-01, a place in the list, a number of a text.</param>
/// <param name="Over">Its denominator, above 0.</param>
/// <param name="Unit">What is counted, in the pack's word; null when nothing is said.</param>
/// <param name="Span">What is counted when it is months, years or days apart; null for all else.</param>
/// <param name="List">The list of a code; null for all else.</param>
public sealed record Quantity(
    FactKind Kind, BigInteger Number, BigInteger Over, string? Unit = null, SpanUnit? Span = null, CodeList? List = null)
{
    internal static Quantity Of(FactKind kind, Exact value, Quantity? like = null) =>
        new(kind, value.Number, value.Over, like?.Unit, like?.Span, like?.List);

    internal Exact Value => new(Number, Over);
}
