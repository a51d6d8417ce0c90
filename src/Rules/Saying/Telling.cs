using Yitong.Rules.Judging;
using Yitong.Rules.Language;

namespace Yitong.Rules.Saying;

/// <summary>Tells what a card requires on a day: every parameter by its value, in the order and the shape of the card.</summary>
internal sealed class Telling(Phrases phrases, Figures figures, FactBook facts, DateOnly asOf)
{
    private readonly ParameterValues parameters = new(asOf);
    private readonly Requirements requirements = new(phrases, figures);

    public IEnumerable<SaidLine> Of(Expr test, int depth)
    {
        if (test is not Joined joined) return [new(depth, Leaf(test))];
        return joined.Of.SelectMany(part => Of(part, depth + 1))
            .Prepend(new(depth, phrases.Say(joined.Every ? "rules.all" : "rules.any")));
    }

    public IEnumerable<SaidLine> Of(CardAmount amount)
    {
        yield return new(0, phrases.Say("rules.card.amount", ("formula", Value(amount.Formula))));
        if (amount.RoundTo > 0)
            yield return new(1, phrases.Say($"rules.card.round.{amount.Rounding}",
                ("unit", new Kernel.Money(amount.RoundTo).ToString())));
        if (amount.Least is { } least) yield return new(1, phrases.Say("rules.card.least", ("value", least.ToString())));
        if (amount.Most is { } most) yield return new(1, phrases.Say("rules.card.most", ("value", most.ToString())));
        yield return new(1, phrases.Say($"rules.card.once.{amount.OncePer}"));
        foreach (var keyed in amount.Formula.All.OfType<Keyed>().DistinctBy(keyed => keyed.Parameter)) yield return new(1,
            Table(keyed));
    }

    private string Leaf(Expr test) => test switch
    {
        Said said => phrases.Say(said.Yes ? "rules.yes" : "rules.no"),
        IsSo isSo => isSo.Fact.Name + phrases.Say("rules.is", ("value", phrases.Say(isSo.Yes ? "rules.yes" : "rules.no"))),
        Compared compared => Value(compared.Left)
            + requirements.Relation(compared.Relation, Valuation.KindOf(compared.Left.Sort),
                Value(compared.Right, compared.Left)),
        OneOf oneOf => oneOf.Fact.Name + Requirement(oneOf.Negated ? RequirementKind.NoneOf : RequirementKind.OneOf,
            oneOf.Group ?? figures.Several(oneOf.Some.Select(number =>
                new Quantity(oneOf.Fact.Kind, number, 1, List: oneOf.Fact.List)))),
        Has has => has.Fact.Name + Requirement((has.Every, has.Negated) switch
        {
            (true, false) => RequirementKind.HasAll, (true, true) => RequirementKind.LacksSome,
            (false, false) => RequirementKind.HasAny, _ => RequirementKind.HasNone,
        }, figures.Several(has.Some.Select(place => new Quantity(FactKind.Code, place, 1, List: has.Fact.List)))),
        Supplied supplied => supplied.Fact.Name
            + Requirement(supplied.Yes ? RequirementKind.Supplied : RequirementKind.NotSupplied, ""),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Requirement(RequirementKind kind, string values) =>
        phrases.Say($"rules.requirement.{kind}", ("values", values));

    // A plain number beside a count carries the word of what is counted.
    private string Value(Expr expr, Expr beside) => expr is Fixed or OfParameter && beside.Sort == Sort.Whole
        && (expr is Fixed number ? number.Value : parameters.Of(((OfParameter)expr).Parameter.Entries[0])) is { } value
        ? figures.Of(Quantity.Of(FactKind.Whole, value, beside switch
        {
            OfFact fact => new(FactKind.Whole, 0, 1, fact.Fact.Unit),
            Apart apart => new(FactKind.Whole, 0, 1, Span: apart.Unit),
            _ => null,
        })) : Value(expr);

    // A number as the card writes it, with the day's values for the names of parameters.
    private string Value(Expr expr) => Writing.Of(expr, Known);

    private string? Known(Expr expr) => expr switch
    {
        OfParameter parameter when parameters.Of(parameter.Parameter.Entries[0]) is { } value => Exactly(parameter.Sort, value),
        OfParameter parameter when parameters.SpanOf(parameter.Parameter.Entries[0]) is { } span => Writing.Of(span),
        Fixed number => Exactly(number.Sort, number.Value),
        _ => null,
    };

    // What the law says is told exactly: a third is not 33.33%.
    private string Exactly(Sort sort, Exact value)
    {
        var isEven = (new Exact(1_000_000, 1) * value).IsWhole;
        return sort == Sort.Ratio && !isEven || sort == Sort.Money && !value.IsWhole ? $"{value.Number}/{value.Over}"
            : figures.Of(Quantity.Of(Valuation.KindOf(sort), value));
    }

    private string Table(Keyed keyed)
    {
        var rows = keyed.Parameter.Entries
            .Select(entry => (Key: string.Join("、", entry.Keys!), Value: parameters.Of(entry)))
            .Where(row => row.Value is not null)
            .Select(row => phrases.Say("rules.card.row", ("key", row.Key), ("value", Exactly(keyed.Sort, row.Value!.Value))));
        return phrases.Say("rules.card.table", ("name", keyed.Parameter.Name), ("by", facts.Facts[keyed.By.Index].Name),
            ("rows", string.Join(phrases.Say("rules.comma"), rows)));
    }
}
