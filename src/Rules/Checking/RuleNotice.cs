using Yitong.Kernel;

namespace Yitong.Rules;

/// <summary>Something about a rule, or two, that whoever answers for it should know. It may be meant.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Other">The other rule; null when it is about one.</param>
/// <param name="Condition">The condition; null when it is about the whole.</param>
/// <param name="Example">
/// A subject that shows it, each fact by index with its value; null when there is none to show.
/// </param>
/// <param name="Cliff">The cliff; null for every other kind.</param>
public sealed record RuleNotice(
    NoticeKind Kind, string Rule, string? Other = null, string? Condition = null,
    IReadOnlyDictionary<int, FactValue>? Example = null, Cliff? Cliff = null);

/// <summary>
/// A cliff (断崖): one more of a fact changes the amount by more than the steps beside it.
/// </summary>
/// <param name="Fact">The fact.</param>
/// <param name="From">Its value before.</param>
/// <param name="To">Its value one further: one employee more, one yuan more.</param>
/// <param name="Before">The amount before; zero where the rule does not hold.</param>
/// <param name="After">The amount after.</param>
public sealed record Cliff(Fact Fact, long From, long To, Money Before, Money After);

/// <summary>What a check found.</summary>
public enum NoticeKind
{
    /// <summary>No subject can ever meet all conditions.</summary>
    NeverTrue,
    /// <summary>Every subject whose facts are known meets all conditions.</summary>
    AlwaysTrue,
    /// <summary>The other conditions together already say so: the condition can go.</summary>
    DeadCondition,
    /// <summary>Two rules hold for exactly the same subjects.</summary>
    Same,
    /// <summary>Whoever meets the first rule meets the other.</summary>
    Implies,
    /// <summary>A subject can meet both rules (重复享受).</summary>
    Overlap,
    /// <summary>One more of something changes the amount by more than the step.</summary>
    Cliff,
    /// <summary>Whether it can ever hold could not be decided: it compares facts with facts.</summary>
    UndecidedTrue,
    /// <summary>Whether the condition is needed could not be decided.</summary>
    UndecidedCondition,
    /// <summary>Whether two rules overlap could not be decided.</summary>
    UndecidedOverlap,
    /// <summary>Not every cliff could be looked for: the amount turns where facts are compared with facts.</summary>
    UndecidedCliff,
}
