using System.Numerics;
using Yitong.Kernel;

namespace Yitong.Rules;

/// <summary>
/// What a rule says of a subject (结论), with its reasons: enough to be checked by hand years later.
/// </summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Edition">Which edition of it.</param>
/// <param name="AsOf">The day that it was judged as of.</param>
/// <param name="Engine">Version of the engine that judged.</param>
/// <param name="Truth">Whether all conditions hold.</param>
/// <param name="Amount">
/// What the formula gives, whatever the truth; null when the card has no amount or when <see cref="AmountLack"/> says why not.
/// </param>
/// <param name="Conditions">Each condition, in the order of the card.</param>
/// <param name="Lack">What the truth lacks; nothing unless the truth is unknown.</param>
/// <param name="AmountLack">What the amount lacks.</param>
/// <param name="Parameters">The parameter values that entered.</param>
public sealed record Finding(
    string Rule, string Edition, DateOnly AsOf, string Engine, Truth Truth, Money? Amount,
    IReadOnlyList<ConditionFinding> Conditions, Lack Lack, Lack AmountLack, IReadOnlyList<ParameterUsed> Parameters);

/// <summary>What one condition came to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Clause">The clause that it comes from.</param>
/// <param name="Truth">Whether it holds.</param>
/// <param name="Reason">Why: a tree of comparisons.</param>
public sealed record ConditionFinding(string Name, string Clause, Truth Truth, Reason Reason)
{
    /// <summary>
    /// The comparison that is told first when it does not hold or is unknown: the first such one in the order of the card.
    /// </summary>
    public Reason? First => Reason.Leaves.FirstOrDefault(leaf => leaf.Truth == Truth);
}

/// <summary>One comparison, or several joined.</summary>
/// <param name="Truth">Whether it holds.</param>
/// <param name="Every">Whether all of <c>Of</c> must hold; otherwise any. Says nothing of a single comparison.</param>
/// <param name="Of">The parts; empty for a single comparison.</param>
/// <param name="Comparison">The single comparison; null when there are parts.</param>
/// <param name="Lack">What it lacks; nothing unless it is unknown.</param>
public sealed record Reason(Truth Truth, bool Every, IReadOnlyList<Reason> Of, Comparison? Comparison, Lack Lack)
{
    /// <summary>The single comparisons, in the order of the card.</summary>
    public IEnumerable<Reason> Leaves => Comparison is null ? Of.SelectMany(part => part.Leaves) : [this];
}

/// <summary>How something actually is, and how it was required to be.</summary>
/// <param name="Facts">The facts that were looked at; a single one when the comparison is of that fact itself.</param>
/// <param name="Actual">What was found; null when it is unknown, or for a fact of several codes (see <c>Marked</c>).</param>
/// <param name="Relation">How it was required to stand to the first of <c>Required</c>.</param>
/// <param name="Kind">Which of the other requirements it is, when it is no plain comparison.</param>
/// <param name="Required">What was required: one value, or the codes or texts of a set.</param>
/// <param name="ShortBy">By how much it misses; null when it holds, is unknown, or cannot be measured.</param>
/// <param name="Group">Name of the group of codes that the card names; null when it lists them.</param>
public sealed record Comparison(
    IReadOnlyList<Fact> Facts, Quantity? Actual, Relation Relation, RequirementKind Kind, IReadOnlyList<Quantity> Required,
    Quantity? ShortBy, string? Group = null)
{
    /// <summary>Whether it looks at one fact itself, not at something computed.</summary>
    public bool IsOfFact { get; init; }

    /// <summary>What was computed, as the card writes it in names; null when it is of one fact itself.</summary>
    public string? Formula { get; init; }

    /// <summary>The codes that a fact of several codes has; null for all else.</summary>
    public IReadOnlyList<Quantity>? Marked { get; init; }
}

/// <summary>What a comparison requires.</summary>
public enum RequirementKind
{
    /// <summary>A plain comparison with one value.</summary>
    Compared,
    /// <summary>To be one of several.</summary>
    OneOf,
    /// <summary>To be none of several.</summary>
    NoneOf,
    /// <summary>To have all of several codes.</summary>
    HasAll,
    /// <summary>Not to have all of several codes.</summary>
    LacksSome,
    /// <summary>To have any of several codes.</summary>
    HasAny,
    /// <summary>To have none of several codes.</summary>
    HasNone,
    /// <summary>To be known.</summary>
    Supplied,
    /// <summary>Not to be known.</summary>
    NotSupplied,
    /// <summary>Said so by the card itself.</summary>
    Said,
}

/// <summary>Why something is unknown.</summary>
/// <param name="Missing">Facts that nobody supplied.</param>
/// <param name="ZeroDivisors">Facts that are zero, or have a zero denominator, where something is divided by them.</param>
/// <param name="Gaps">Parameters without a value on the day, or for the code; or the work calendar where it does not
/// reach.</param>
public sealed record Lack(IReadOnlyList<Fact> Missing, IReadOnlyList<Fact> ZeroDivisors, IReadOnlyList<string> Gaps)
{
    /// <summary>Nothing is lacking.</summary>
    public static Lack Nothing { get; } = new([], [], []);

    /// <summary>Whether nothing is lacking.</summary>
    public bool IsNothing => Missing.Count == 0 && ZeroDivisors.Count == 0 && Gaps.Count == 0;
}

/// <summary>A parameter value that entered a finding.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Key">The key that was looked up, as the card writes it; null when the parameter has one value.</param>
/// <param name="Value">The value.</param>
/// <param name="Since">The day from which it holds.</param>
public sealed record ParameterUsed(string Name, string? Key, Quantity Value, DateOnly Since);
