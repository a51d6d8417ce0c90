using Yitong.Rules.Language;
using Yitong.Rules.Saying;

namespace Yitong.Rules;

/// <summary>A line that people read.</summary>
/// <param name="Depth">How far it is set in: the parts of a line that joins several stand one deeper.</param>
/// <param name="Text">What it says.</param>
public sealed record SaidLine(int Depth, string Text);

/// <summary>
/// Says findings and cards in the words of the pack: the text compilation of a rule. Thread-safe.
/// </summary>
public sealed class RuleSaying
{
    private readonly Phrases phrases;
    private readonly Figures figures;
    private readonly Requirements requirements;
    private readonly FactBook facts;

    /// <summary>A saying of the rules about these facts.</summary>
    /// <param name="phraseOf">The pack's text for a key such as <c>rules.yes</c>; null when there is none.</param>
    /// <param name="facts">The facts.</param>
    public RuleSaying(Func<string, string?> phraseOf, FactBook facts)
    {
        (phrases, this.facts) = (new(phraseOf), facts);
        figures = new(phrases, facts);
        requirements = new(phrases, figures);
    }

    /// <summary>A value, such as 6.0% or 20万元.</summary>
    public string Of(Quantity quantity) => figures.Of(quantity);

    /// <summary>The value of a fact, such as 6.0%; the word for unknown when it is.</summary>
    public string Of(Fact fact, FactValue value) => !value.IsKnown ? phrases.Say("rules.unknown")
        : fact.Kind == FactKind.Codes ? figures.Several(Enumerable.Range(0, fact.List!.Codes.Count)
            .Where(place => (value.Number >> place & 1) != 0)
                .Select(place => new Quantity(FactKind.Code, place, 1, List: fact.List)))
        : value.Over == 0 ? phrases.Say("rules.unknown")
        : figures.Of(Quantity.Of(fact.Kind, new(value.Number, value.Over), new(fact.Kind, 0, 1, fact.Unit, List: fact.List)));

    /// <summary>
    /// One condition in one sentence: how it is, how it should be, by how much it misses, and from which clause.
    /// </summary>
    public string Of(ConditionFinding condition) => phrases.Say("rules.condition",
        ("name", condition.Name), ("clause", condition.Clause),
            ("reason", condition.First is { } first ? Reason(first, isNamed: false)
            : phrases.Say($"rules.truth.{condition.Truth}")));

    /// <summary>Every comparison of a condition, as a tree.</summary>
    public IReadOnlyList<SaidLine> Reasons(ConditionFinding condition) => [.. Lines(condition.Reason, 0)];

    /// <summary>What came out, in one sentence.</summary>
    public string Conclusion(Finding finding) => finding switch
    {
        { Truth: Truth.Yes, Amount: { } amount } => phrases.Say("rules.conclusion.amount", ("amount", amount.ToString())),
        { Truth: Truth.Yes, AmountLack.IsNothing: false } =>
            phrases.Say("rules.conclusion.amount-unknown", ("lack", Lacking(finding.AmountLack))),
        { Truth: Truth.Unknown } => phrases.Say("rules.conclusion.Unknown", ("lack", Lacking(finding.Lack))),
        _ => phrases.Say($"rules.conclusion.{finding.Truth}"),
    };

    /// <summary>Why something is unknown.</summary>
    public string Lacking(Lack lack)
    {
        var parts = new List<string>();
        if (lack.Missing.Count > 0) parts.Add(phrases.Say("rules.lack.missing", ("names", Names(lack.Missing))));
        if (lack.ZeroDivisors.Count > 0) parts.Add(phrases.Say("rules.lack.zero", ("names", Names(lack.ZeroDivisors))));
        if (lack.Gaps.Count > 0) parts.Add(phrases.Say("rules.lack.gap", ("names", string.Join("、", lack.Gaps))));
        return string.Join(phrases.Say("rules.comma"), parts);
    }

    /// <summary>The conditions of a card and its amount as they are on a day, with that day's numbers.</summary>
    public IReadOnlyList<SaidLine> Of(RuleCard card, DateOnly asOf)
    {
        var telling = new Telling(phrases, figures, facts, asOf);
        var lines = new List<SaidLine>();
        foreach (var condition in card.Conditions)
        {
            lines.Add(new(0, phrases.Say("rules.card.condition", ("name", condition.Name), ("clause", condition.Clause))));
            lines.AddRange(telling.Of(condition.Test, 1));
        }
        if (card.Amount is { } amount) lines.AddRange(telling.Of(amount));
        return lines;
    }

    /// <summary>What a check found, in one sentence.</summary>
    public string Of(RuleNotice notice) => phrases.Say($"rules.notice.{notice.Kind}",
        ("rule", notice.Rule), ("other", notice.Other ?? ""), ("condition", notice.Condition ?? ""),
        ("example", notice.Example is { } example ? string.Join(phrases.Say("rules.comma"), example.Select(each =>
            phrases.Say("rules.notice.value", ("fact", facts.Facts[each.Key].Name),
                ("value", Of(facts.Facts[each.Key], each.Value))))) : ""),
        ("fact", notice.Cliff?.Fact.Name ?? ""),
        ("from", notice.Cliff is { } low ? Of(low.Fact, FactValue.Of(low.From)) : ""),
        ("to", notice.Cliff is { } high ? Of(high.Fact, FactValue.Of(high.To)) : ""),
        ("before", notice.Cliff?.Before.ToString() ?? ""), ("after", notice.Cliff?.After.ToString() ?? ""));

    private IEnumerable<SaidLine> Lines(Reason reason, int depth)
    {
        if (reason.Comparison is not null) return [new(depth, Reason(reason, isNamed: true))];
        var joined = phrases.Say(reason.Every ? "rules.all" : "rules.any");
        return reason.Of.SelectMany(part => Lines(part, depth + 1))
            .Prepend(new(depth, phrases.Say("rules.joined", ("joined", joined),
                ("truth", phrases.Say($"rules.truth.{reason.Truth}")))));
    }

    private string Reason(Reason reason, bool isNamed)
    {
        var comparison = reason.Comparison!;
        var required = requirements.Of(comparison);
        var name = comparison.Formula ?? (comparison.Facts is [var fact] && isNamed ? fact.Name : "");
        if (comparison.Kind is RequirementKind.Supplied or RequirementKind.NotSupplied) name = Names(comparison.Facts);
        if (reason.Truth == Truth.Unknown)
            return phrases.Say("rules.reason.Unknown", ("lack", Lacking(reason.Lack)), ("required", required));
        var actual = requirements.Actual(comparison);
        if (actual is null) return name + phrases.Say("rules.reason.bare", ("required", required));
        return name + (reason.Truth == Truth.Yes ? phrases.Say("rules.reason.Yes", ("actual", actual), ("required", required))
            : comparison.ShortBy is { } gap
                ? phrases.Say("rules.reason.short", ("actual", actual), ("required", required), ("gap", figures.Gap(gap)))
                : phrases.Say("rules.reason.No", ("actual", actual), ("required", required)));
    }

    private static string Names(IEnumerable<Fact> some) => string.Join("、", some.Select(fact => fact.Name));
}
