using System.Numerics;

namespace Yitong.Rules.Tests.Binding;

/// <summary>Evaluates a bound rule in the plainest way that there is. Null is unknown. It also sees that 64 bits are never left.</summary>
internal sealed class Plain(Func<int, FactValue> valueOf)
{
    private static readonly BigInteger Most = BigInteger.One << 62;

    public Truth Of(BoundRule rule) => rule.Conditions.Select(each => Of(each.Test)).DefaultIfEmpty(Truth.Yes).Min();

    public long? Of(BoundAmount amount) =>
        amount.NonZero.Select(Of).Any(value => value is null || value == 0) ? null : Of(amount.Fen) is { } fen ? (long)fen : null;

    public Truth Of(Test test) => test switch
    {
        Always always => always.Truth,
        Within within => valueOf(within.Fact) is { IsKnown: true } value ? Is(within.Among.Has(value.Number)) : Truth.Unknown,
        RatioAgainst ratio => valueOf(ratio.Fact) is { IsKnown: true, Over: not 0 } value
            ? Is(Holds(ratio.Relation, ((BigInteger)value.Number * ratio.Over).CompareTo((BigInteger)ratio.Number * value.Over)))
            : Truth.Unknown,
        HasCodes has => valueOf(has.Fact) is { IsKnown: true } value
            ? Is(has.All ? (value.Number & has.Marked) == has.Marked : (value.Number & has.Marked) != 0) : Truth.Unknown,
        IsSupplied supplied => Is(valueOf(supplied.Fact).IsKnown),
        Balance balance => balance.NonZero.Select(Of).Any(value => value is null || value == 0) ? Truth.Unknown
            : Of(balance.Left) is { } left && Of(balance.Right) is { } right ? Is(Holds(balance.Relation, left.CompareTo(right)))
            : Truth.Unknown,
        AllOf all => all.Tests.Select(Of).Min(),
        AnyOf any => any.Tests.Select(Of).Max(),
        NotSo not => (Truth)(2 - (int)Of(not.Of)),
        _ => throw new InvalidOperationException(),
    };

    public BigInteger? Of(Computed computed)
    {
        var value = Compute(computed);
        if (value is { } large) Assert.InRange(large, -Most, Most);
        return value;
    }

    private BigInteger? Compute(Computed computed) => computed switch
    {
        Constant constant => constant.Value,
        NumberOf number => valueOf(number.Fact) is { IsKnown: true } value ? value.Number : null,
        OverOf over => valueOf(over.Fact) is { IsKnown: true } value ? value.Over : null,
        Sum sum => Of(sum.Left) + Of(sum.Right),
        Difference difference => Of(difference.Left) - Of(difference.Right),
        Product product => Of(product.Left) * Of(product.Right),
        Quotient quotient => Of(quotient.Of) is { } of && Of(quotient.By) is { } by ? Divided(of, by, quotient.Rounding) : null,
        Pick pick => Of(pick.If) switch { Truth.Yes => Of(pick.Then), Truth.No => Of(pick.Otherwise), _ => null },
        Lookup lookup => valueOf(lookup.Fact) is { IsKnown: true } value ? lookup.Values[(int)value.Number] : null,
        _ => throw new InvalidOperationException(),
    };

    private static BigInteger Divided(BigInteger of, BigInteger by, Rounding rounding)
    {
        Assert.True(by > 0);
        var floor = (of - ((of % by) + by) % by) / by;
        return rounding switch
        {
            Rounding.Down => floor,
            Rounding.Up => floor * by == of ? floor : floor + 1,
            _ => 2 * (of - floor * by) >= by ? floor + 1 : floor,
        };
    }

    private static bool Holds(Relation relation, int compared) => relation switch
    {
        Relation.Equal => compared == 0, Relation.NotEqual => compared != 0, Relation.Less => compared < 0,
        Relation.AtMost => compared <= 0, Relation.Greater => compared > 0, _ => compared >= 0,
    };

    private static Truth Is(bool holds) => holds ? Truth.Yes : Truth.No;
}
