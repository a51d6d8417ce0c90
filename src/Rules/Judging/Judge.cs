using System.Numerics;
using Yitong.Kernel;
using Yitong.Rules.Judging;
using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>
/// Judges one subject by a card, plainly and exactly: the reference that every fast compilation is held against. It reads the
/// card itself, not a bound rule. Never throws; what cannot be said is unknown, with the reason.
/// </summary>
public static class Judge
{
    /// <summary>Version of the engine, which every finding names.</summary>
    public static string Engine { get; } = typeof(Judge).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>Judges a subject.</summary>
    /// <param name="card">The card.</param>
    /// <param name="asOf">The day. Whether the card is in force on it is the caller's question.</param>
    /// <param name="valueOf">The value of a fact; unknown when nobody supplied it.</param>
    /// <param name="calendar">The work calendar; null makes every working day unknown.</param>
    public static Finding Of(RuleCard card, DateOnly asOf, Func<Fact, FactValue> valueOf, WorkCalendar? calendar = null)
    {
        var valuation = new Valuation(asOf, valueOf, calendar);
        var conditions = card.Conditions.Select(condition => Condition(condition, valuation)).ToList();
        var truth = conditions.Select(condition => condition.Truth).DefaultIfEmpty(Truth.Yes).Min();
        var lack = new LackList();
        if (truth == Truth.Unknown)
            foreach (var condition in conditions) lack.Add(condition.Reason.Lack);
        var amountLack = new LackList();
        var amount = card.Amount is { } worth ? Amount(worth, valuation, amountLack) : null;
        return new(card.Id, card.Edition, asOf, Engine, truth, amount, conditions, lack.Whole, amountLack.Whole, valuation.Used);
    }

    private static ConditionFinding Condition(CardCondition condition, Valuation valuation)
    {
        var reason = valuation.Truth(condition.Test);
        return new(condition.Name, condition.Clause, reason.Truth, reason);
    }

    private static Money? Amount(CardAmount amount, Valuation valuation, LackList lack)
    {
        if (valuation.Number(amount.Formula, lack) is not { } exact) return null;
        var unit = Math.Max(1, amount.RoundTo);
        var fen = (exact / unit).Rounded(amount.Rounding) * unit;
        if (amount.Least is { } least) fen = BigInteger.Max(fen, least.Fen);
        if (amount.Most is { } most) fen = BigInteger.Min(fen, most.Fen);
        if (BigInteger.Abs(fen) < BigInteger.One << 62) return new((long)fen);
        lack.Gap("amount");
        return null;
    }
}
