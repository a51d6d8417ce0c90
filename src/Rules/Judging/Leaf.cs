using Yitong.Rules.Language;

namespace Yitong.Rules.Judging;

/// <summary>Judges one comparison, and says how it is, how it should be and by how much it misses.</summary>
internal sealed class Leaf(Valuation valuation)
{
    public Reason Of(Expr expr) => expr switch
    {
        Compared compared => Compared(compared),
        IsSo isSo => YesNo(isSo),
        OneOf oneOf => OneOf(oneOf),
        Has has => Has(has),
        Supplied supplied => Supplied(supplied),
        Said said => new(said.Yes ? Truth.Yes : Truth.No, true, [],
            new([], null, Relation.Equal, RequirementKind.Said, [], null), Lack.Nothing),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Reason Compared(Compared compared)
    {
        var (left, relation, right) = (compared.Left, compared.Relation, compared.Right);
        // What the subject has stands first, whichever way the card writes it.
        if (!left.Facts.Any() && right.Facts.Any()) (left, relation, right) = (right, relation.Mirrored(), left);
        var lack = new LackList();
        var (actual, required) = (valuation.Number(left, lack), valuation.Number(right, lack));
        var kind = Valuation.KindOf(left.Sort);
        var like = Like(left, kind);
        var truth = actual is { } first && required is { } second ? Is(first.Is(relation, second)) : Truth.Unknown;
        var comparison = new Comparison(
            [.. compared.Facts], actual is { } found ? Quantity.Of(kind, found, like) : null, relation, RequirementKind.Compared,
            required is { } wanted ? [Quantity.Of(kind, wanted, like)] : [],
            truth == Truth.No ? Gap(actual!.Value, relation, required!.Value, kind, like) : null)
        {
            IsOfFact = left is OfFact, Formula = left is OfFact ? null : Writing.Of(left),
        };
        return new(truth, true, [], comparison, lack.Whole);
    }

    // Of whole things the next one counts: 10 is short of "more than 10" by one.
    private static Quantity? Gap(Exact actual, Relation relation, Exact required, FactKind kind, Quantity like)
    {
        if (kind is FactKind.Code or FactKind.Text || relation == Relation.NotEqual) return null;
        var gap = actual > required ? actual - required : required - actual;
        if (relation is Relation.Less or Relation.Greater && kind != FactKind.Ratio && gap.IsWhole) gap += 1;
        return kind == FactKind.Date ? Quantity.Of(FactKind.Whole, gap, like with { Span = SpanUnit.Days })
            : Quantity.Of(kind, gap, like);
    }

    private static Quantity Like(Expr left, FactKind kind) => left switch
    {
        OfFact fact => new(kind, 0, 1, fact.Fact.Unit, List: fact.Fact.List),
        Apart apart => new(kind, 0, 1, Span: apart.Unit),
        _ => new(kind, 0, 1),
    };

    private Reason YesNo(IsSo isSo)
    {
        var value = valuation.ValueOf(isSo.Fact);
        var comparison = new Comparison([isSo.Fact], Known(isSo.Fact, value), Relation.Equal, RequirementKind.Compared,
            [new(FactKind.YesNo, isSo.Yes ? 1 : 0, 1)], null) { IsOfFact = true };
        return Answer(isSo.Fact, value, (value.Number != 0) == isSo.Yes, comparison);
    }

    private Reason OneOf(OneOf oneOf)
    {
        var value = valuation.ValueOf(oneOf.Fact);
        var comparison = new Comparison([oneOf.Fact], Known(oneOf.Fact, value), Relation.Equal,
            oneOf.Negated ? RequirementKind.NoneOf : RequirementKind.OneOf,
            [.. oneOf.Some.Select(number => new Quantity(oneOf.Fact.Kind, number, 1, List: oneOf.Fact.List))], null, oneOf.Group)
        { IsOfFact = true };
        return Answer(oneOf.Fact, value, oneOf.Some.Contains(value.Number) != oneOf.Negated, comparison);
    }

    private Reason Has(Has has)
    {
        var value = valuation.ValueOf(has.Fact);
        var kind = (has.Every, has.Negated) switch
        {
            (true, false) => RequirementKind.HasAll, (true, true) => RequirementKind.LacksSome,
            (false, false) => RequirementKind.HasAny, _ => RequirementKind.HasNone,
        };
        var found = has.Every ? has.Some.All(Marked) : has.Some.Any(Marked);
        var comparison = new Comparison([has.Fact], null, Relation.Equal, kind, [.. has.Some.Select(Code)], null)
        {
            IsOfFact = true,
            Marked = value.IsKnown ? [.. Enumerable.Range(0, has.Fact.List!.Codes.Count).Where(Marked).Select(Code)] : null,
        };
        return Answer(has.Fact, value, found != has.Negated, comparison);

        bool Marked(int place) => (value.Number >> place & 1) != 0;
        Quantity Code(int place) => new(FactKind.Code, place, 1, List: has.Fact.List);
    }

    private Reason Supplied(Supplied supplied)
    {
        var value = valuation.ValueOf(supplied.Fact);
        var comparison = new Comparison([supplied.Fact], null, Relation.Equal,
            supplied.Yes ? RequirementKind.Supplied : RequirementKind.NotSupplied, [], null) { IsOfFact = true };
        return new(Is(value.IsKnown == supplied.Yes), true, [], comparison, Lack.Nothing);
    }

    private static Reason Answer(Fact fact, FactValue value, bool holds, Comparison comparison) => value.IsKnown
        ? new(Is(holds), true, [], comparison, Lack.Nothing)
        : new(Truth.Unknown, true, [], comparison, new([fact], [], []));

    private static Quantity? Known(Fact fact, FactValue value) =>
        value.IsKnown ? new(fact.Kind, value.Number, 1, fact.Unit, List: fact.List) : null;

    private static Truth Is(bool holds) => holds ? Truth.Yes : Truth.No;
}
