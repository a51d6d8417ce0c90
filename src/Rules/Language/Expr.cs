namespace Yitong.Rules.Language;

/// <summary>
/// An expression whose names and types are known. A negation is carried down to the leaves while typing, so what is left of it
/// stands in the leaves alone.
/// </summary>
internal abstract record Expr(Sort Sort, Place At)
{
    /// <summary>The parts, for whoever walks the whole.</summary>
    public virtual IEnumerable<Expr> Parts => [];

    /// <summary>This expression and all below it.</summary>
    public IEnumerable<Expr> All => Parts.SelectMany(part => part.All).Prepend(this);

    /// <summary>The facts that it speaks of.</summary>
    public IEnumerable<Fact> Facts => All.Select(each => each.Own).OfType<Fact>().Distinct();

    /// <summary>The fact that this very part names; null when it names none.</summary>
    public virtual Fact? Own => null;
}

/// <summary>A number, amount or day as written.</summary>
internal sealed record Fixed(Sort Sort, Place At, Exact Value) : Expr(Sort, At);

/// <summary>A duration as written.</summary>
internal sealed record FixedSpan(Place At, long Amount, SpanUnit Unit) : Expr(Sort.Span, At);

/// <summary>The value of a parameter that has one value a day.</summary>
internal sealed record OfParameter(Sort Sort, Place At, CardParameter Parameter) : Expr(Sort, At);

/// <summary>
/// The value of a parameter for the code of a fact. <c>EntryOf</c>: for each place of the list the entry, or -1.
/// </summary>
internal sealed record Keyed(Sort Sort, Place At, CardParameter Parameter, Fact By, IReadOnlyList<int> EntryOf) : Expr(Sort, At)
{
    public override Fact? Own => By;
}

/// <summary>The value of a fact that is no yes or no.</summary>
internal sealed record OfFact(Sort Sort, Place At, Fact Fact) : Expr(Sort, At)
{
    public override Fact? Own => Fact;
}

/// <summary>The day that the rule is judged as of, or its year.</summary>
internal sealed record OfDay(Place At, bool YearOnly) : Expr(YearOnly ? Sort.Whole : Sort.Date, At);

/// <summary><c>+ - * /</c>.</summary>
internal sealed record Calc(Sort Sort, Place At, Expr Left, char Sign, Expr Right) : Expr(Sort, At)
{
    public override IEnumerable<Expr> Parts => [Left, Right];
}

/// <summary>The least or the greatest of several.</summary>
internal sealed record Extreme(Sort Sort, Place At, bool Greatest, IReadOnlyList<Expr> Of) : Expr(Sort, At)
{
    public override IEnumerable<Expr> Parts => Of;
}

/// <summary>One of two, by a test.</summary>
internal sealed record Choice(Sort Sort, Place At, Expr If, Expr Then, Expr Otherwise) : Expr(Sort, At)
{
    public override IEnumerable<Expr> Parts => [If, Then, Otherwise];
}

/// <summary>Whole months, whole years or days from one day to another.</summary>
internal sealed record Apart(Place At, SpanUnit Unit, Expr From, Expr To) : Expr(Sort.Whole, At)
{
    public override IEnumerable<Expr> Parts => [From, To];
}

/// <summary>The year of a day.</summary>
internal sealed record YearOf(Place At, Expr Of) : Expr(Sort.Whole, At)
{
    public override IEnumerable<Expr> Parts => [Of];
}

/// <summary>A day moved by a duration.</summary>
internal sealed record Shifted(Place At, Expr Day, Expr By, bool Back) : Expr(Sort.Date, At)
{
    public override IEnumerable<Expr> Parts => [Day, By];
}

/// <summary>Yes or no as written.</summary>
internal sealed record Said(Place At, bool Yes) : Expr(Sort.YesNo, At);

/// <summary>All, or any, of several.</summary>
internal sealed record Joined(Place At, bool Every, IReadOnlyList<Expr> Of) : Expr(Sort.YesNo, At)
{
    public override IEnumerable<Expr> Parts => Of;
}

/// <summary>Two numbers, amounts, days, codes or texts compared.</summary>
internal sealed record Compared(Place At, Expr Left, Relation Relation, Expr Right) : Expr(Sort.YesNo, At)
{
    public override IEnumerable<Expr> Parts => [Left, Right];
}

/// <summary>A yes-or-no fact is as wanted.</summary>
internal sealed record IsSo(Place At, Fact Fact, bool Yes) : Expr(Sort.YesNo, At)
{
    public override Fact? Own => Fact;
}

/// <summary>A code or text fact is among some, or is not. The numbers are places of the list, or numbers of texts.</summary>
internal sealed record OneOf(Place At, Fact Fact, IReadOnlyList<long> Some, bool Negated, string? Group) : Expr(Sort.YesNo, At)
{
    /// <summary>The names of the codes, or the texts.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public override Fact? Own => Fact;
}

/// <summary>A fact of several codes has all, or any, of some, or does not. The numbers are places of the list.</summary>
internal sealed record Has(Place At, Fact Fact, IReadOnlyList<int> Some, bool Every, bool Negated) : Expr(Sort.YesNo, At)
{
    public override Fact? Own => Fact;
}

/// <summary>A fact was supplied, or was not; never unknown.</summary>
internal sealed record Supplied(Place At, Fact Fact, bool Yes) : Expr(Sort.YesNo, At)
{
    public override Fact? Own => Fact;
}
