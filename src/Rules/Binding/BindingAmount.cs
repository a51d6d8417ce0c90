using System.Numerics;
using Yitong.Rules.Language;

namespace Yitong.Rules.Binding;

/// <summary>Binds the amount: the formula, rounded, then held between floor and ceiling.</summary>
internal static class BindingAmount
{
    public static BoundAmount Of(CardAmount amount, BindingNumbers numbers, Ranges ranges)
    {
        var at = amount.Formula.At;
        var exact = numbers.Of(amount.Formula);
        var fen = Rounded(exact, amount, at);
        numbers.Tests.Prove(fen, at);
        foreach (var divisor in exact.NonZero) numbers.Tests.Prove(divisor, at);
        if (amount.Least is { } least) fen = Held(fen, least.Fen, greatest: true, numbers, at);
        if (amount.Most is { } most) fen = Held(fen, most.Fen, greatest: false, numbers, at);
        if (ranges.Of(fen).Least.Sign < 0) throw new BindingStop(at, "rule.amount-negative");
        numbers.Tests.Prove(fen, at);
        return new(fen, exact.NonZero);
    }

    private static Computed Rounded(Fraction exact, CardAmount amount, Place at)
    {
        var unit = Math.Max(1, amount.RoundTo);
        var (number, over) = (exact.Number, exact.Over * Poly.Of(unit));
        var common = BigInteger.GreatestCommonDivisor(number.CommonDivisor, over.CommonDivisor);
        if (common > BigInteger.One) (number, over) = (number.DividedBy(common), over.DividedBy(common));
        var isWhole = over.AsConstant is { IsOne: true };
        if (!isWhole && amount.RoundTo == 0) throw new BindingStop(at, "rule.amount-unrounded");
        var rounded = isWhole ? Lowering.Of(number) : new Quotient(Lowering.Of(number), Lowering.Of(over), amount.Rounding);
        if (unit == 1) return rounded;
        return rounded is Constant whole ? new Constant(whole.Value * unit) : new Product(new Constant(unit), rounded);
    }

    private static Computed Held(Computed fen, long limit, bool greatest, BindingNumbers numbers, Place at)
    {
        if (fen is Constant constant) return new Constant(greatest ? Math.Max(constant.Value, limit)
            : Math.Min(constant.Value, limit));
        return Lowering.Of(numbers.Least(Fraction.Of(Poly.Of(fen)), Fraction.Of(Poly.Of(limit)), greatest, at).Number);
    }
}
