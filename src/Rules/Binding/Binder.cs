using Yitong.Kernel;
using Yitong.Rules.Binding;
using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>
/// Fixes a card to a day: parameters become numbers, months become cut points between days, ratios become products, and every
/// number is proved to fit 64 bits.
/// </summary>
public static class Binder
{
    /// <summary>Binds a card.</summary>
    /// <param name="card">The card.</param>
    /// <param name="asOf">The day. Whether the card is in force on it is the caller's question.</param>
    /// <param name="calendar">The work calendar; needed only where the card counts working days.</param>
    /// <returns>The bound rule; or what cannot be bound on that day, such as a parameter without a value.</returns>
    public static BindingResult Bind(RuleCard card, DateOnly asOf, WorkCalendar? calendar = null)
    {
        var faults = new FaultList(card.File);
        var ranges = new Ranges(card.Facts);
        var numbers = new BindingNumbers(card.Facts, asOf, calendar, ranges);
        var conditions = new List<BoundCondition>();
        foreach (var condition in card.Conditions)
            Try(faults, () => conditions.Add(new(condition.Name, numbers.Tests.Of(condition.Test))));
        BoundAmount? amount = null;
        if (card.Amount is { } worth) Try(faults, () => amount = BindingAmount.Of(worth, numbers, ranges));
        if (faults.Count == 0) BindingGaps.Check(card, asOf, conditions, faults);
        return faults.Count > 0 ? new(null, faults.All) : new(new(card.Id, card.Edition, card.Facts, asOf, conditions, amount),
            []);
    }

    private static void Try(FaultList faults, Action bind)
    {
        try
        {
            bind();
        }
        catch (BindingStop stop)
        {
            faults.Add(stop.At, stop.Code, stop.Values);
        }
    }
}

/// <summary>A bound rule, or why there is none.</summary>
/// <param name="Rule">The bound rule; null when there is a fault.</param>
/// <param name="Faults">What cannot be bound, by line and column.</param>
public sealed record BindingResult(BoundRule? Rule, IReadOnlyList<CardFault> Faults);

/// <summary>Ends the binding of one condition; the binder turns it into a fault.</summary>
internal sealed class BindingStop(Place at, string code, params (string Name, object? Value)[] values) : Exception
{
    public Place At => at;

    public string Code => code;

    public (string Name, object? Value)[] Values => values;
}
