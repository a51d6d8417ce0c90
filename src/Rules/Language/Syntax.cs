namespace Yitong.Rules.Language;

/// <summary>An expression as it was written, before names and types are known.</summary>
internal abstract record Syntax(Place At)
{
    /// <summary>The parts, for whoever walks the whole.</summary>
    public virtual IEnumerable<Syntax> Parts => [];

    /// <summary>Whether a number, an amount, a day or a duration is written anywhere in it.</summary>
    public bool HasNumeral => this is NumberSyntax || Parts.Any(part => part.HasNumeral);
}

internal sealed record NumberSyntax(Place At, Literal Value, string Text) : Syntax(At);

internal sealed record YesNoSyntax(Place At, bool Yes) : Syntax(At);

internal sealed record NameSyntax(Place At, string Name) : Syntax(At);

internal sealed record QuotedSyntax(Place At, string Text) : Syntax(At);

internal sealed record NotSyntax(Place At, Syntax Of) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Of];
}

internal sealed record MinusSyntax(Place At, Syntax Of) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Of];
}

/// <summary>Several joined by and, or by or; also a tree's <c>all</c> and <c>any</c>.</summary>
internal sealed record JoinedSyntax(Place At, bool All, IReadOnlyList<Syntax> Of) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => Of;
}

internal sealed record ComparedSyntax(Place At, Syntax Left, Relation Relation, Syntax Right) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Left, Right];
}

/// <summary><c>x in y</c>. <c>Set</c> is a list, a range or a name.</summary>
internal sealed record AmongSyntax(Place At, Syntax Of, Syntax Set, bool Negated) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Of, Set];
}

internal sealed record ListSyntax(Place At, IReadOnlyList<Syntax> Items) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => Items;
}

internal sealed record RangeSyntax(Place At, Syntax Least, Syntax Most) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Least, Most];
}

/// <summary><c>+ - * /</c>.</summary>
internal sealed record CalcSyntax(Place At, Syntax Left, char Sign, Syntax Right) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [Left, Right];
}

internal sealed record CallSyntax(Place At, Function Function, string Name, IReadOnlyList<Syntax> Given) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => Given;
}

/// <summary>A parameter looked up by the code of a fact: <c>返还比例[企业规模]</c>.</summary>
internal sealed record IndexSyntax(Place At, string Parameter, Syntax By) : Syntax(At)
{
    public override IEnumerable<Syntax> Parts => [By];
}
