using Yitong.Kernel;
using Yitong.Rules.Language;

namespace Yitong.Rules.Cards;

/// <summary>Reads <c>amount</c>: formula, rounding, ceiling, floor and how often.</summary>
internal static class AmountParser
{
    private static readonly string[] Keys = ["formula", "round", "once_per", "most", "least"];

    private static readonly Dictionary<string, OncePer> Periods = new()
    {
        ["ever"] = OncePer.Ever, ["year"] = OncePer.Year, ["quarter"] = OncePer.Quarter, ["month"] = OncePer.Month,
    };

    private static readonly Dictionary<string, (Rounding, long)> Roundings = new(
        from way in new[] { ("down", Rounding.Down), ("up", Rounding.Up), ("half up", Rounding.HalfUp) }
        from unit in new[] { ("fen", 1L), ("yuan", 100), ("10 yuan", 1_000), ("100 yuan", 10_000), ("1000 yuan", 100_000),
            ("10000 yuan", 1_000_000) }
        select KeyValuePair.Create($"{way.Item1} to {unit.Item1}", (way.Item2, unit.Item2)));

    public static CardAmount? Read(CardMap map, NodeParser reading, Scope scope, out Syntax? written)
    {
        written = null;
        if (map.Find("amount") is not { } entry || reading.Map(entry.Value) is not { } amount) return null;
        reading.Close(amount, Keys);
        if (reading.Required(amount, "formula") is not { } text) return null;
        var period = reading.Required(amount, "once_per") is { } once ? reading.Choice(once, Periods) : null;
        var (rounding, to) = amount.Find("round") is { } round && reading.Text(round.Value) is { } how
            ? reading.Choice(how, Roundings) ?? default : default;
        var (most, least) = (Limit(amount, "most", reading), Limit(amount, "least", reading));
        if (most < least) reading.Faults.Add(amount.At, "rule.most-below-least");
        written = Parser.Read(text.Placed, reading.Faults);
        if (written is null || new Typing(scope).Value(written) is not { } formula) return null;
        scope.CheckSize(formula, formula.At);
        if (formula.Sort != Sort.Money) reading.Faults.Add(formula.At, "rule.amount-no-money", ("kind", formula.Sort));
        return new(formula)
        {
            Rounding = rounding, RoundTo = to, Most = most, Least = least, OncePer = period ?? OncePer.Ever,
        };
    }

    private static Money? Limit(CardMap amount, string key, NodeParser reading)
    {
        if (amount.Find(key) is not { } entry || reading.Text(entry.Value) is not { } text) return null;
        if (reading.Literal(text) is not { } literal) return null;
        if (literal is { Sort: Sort.Money, Amount.Number.Sign: >= 0 }) return new((long)literal.Amount.Number);
        reading.Faults.Add(text.At, "rule.amount-no-money", ("kind", literal.Sort));
        return null;
    }
}
