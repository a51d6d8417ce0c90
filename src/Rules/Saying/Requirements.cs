namespace Yitong.Rules.Saying;

/// <summary>Says what a comparison requires, and what was found.</summary>
internal sealed class Requirements(Phrases phrases, Figures figures)
{
    /// <summary>Such as 不高于 5.5%.</summary>
    public string Of(Comparison comparison) => comparison.Kind switch
    {
        RequirementKind.Compared when comparison.Required is [{ Kind: FactKind.YesNo } wanted] =>
            phrases.Say("rules.is", ("value", figures.Of(wanted))),
        RequirementKind.Compared when comparison.Required is [var value] =>
            Relation(comparison.Relation, value.Kind, figures.Of(value)),
        RequirementKind.Compared => phrases.Say("rules.unknown"),
        RequirementKind.Said => phrases.Say("rules.said"),
        _ => phrases.Say($"rules.requirement.{comparison.Kind}",
            ("values", comparison.Group ?? figures.Several(comparison.Required))),
    };

    /// <summary>A relation and what it is to; each kind of value has its own words for more and less.</summary>
    public string Relation(Relation relation, FactKind kind, string value) =>
        relation is Rules.Relation.Equal or Rules.Relation.NotEqual
        ? phrases.Say($"rules.relation.{relation}", ("value", value))
        : phrases.Say($"rules.relation.{Words(kind)}.{relation}", ("value", value));

    /// <summary>What was found; null when there is nothing to tell.</summary>
    public string? Actual(Comparison comparison) => comparison.Actual is { } actual ? figures.Of(actual)
        : comparison.Marked is { Count: > 0 } marked ? figures.Several(marked)
        : comparison.Marked is not null ? phrases.Say("rules.none") : null;

    private static string Words(FactKind kind) => kind switch
    {
        FactKind.Whole => "count",
        FactKind.Date => "day",
        _ => "level",
    };
}
