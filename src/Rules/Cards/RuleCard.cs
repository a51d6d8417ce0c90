using Yitong.Kernel;
using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>
/// A rule card (规则卡): whom it is for, when it is in force, the parameters of the law by day, the conditions with their clauses,
/// the amount, and tests. Read and typed; immutable; safe to share between threads.
/// </summary>
public sealed record RuleCard
{
    internal RuleCard() { }

    /// <summary>Id of the policy or rule: ASCII letters, digits, hyphen, underscore and dot.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is a policy (政策); otherwise a rule for something else, such as deciding a matter.</summary>
    public required bool IsPolicy { get; init; }

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>Whom it is about.</summary>
    public required SubjectKind For { get; init; }

    /// <summary>The first day in force.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day in force; null when no end is set.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>The clause of the amount and of each condition that names none of its own.</summary>
    public required string Clause { get; init; }

    /// <summary>The edition: twelve hexadecimal digits that change with any letter of the card.</summary>
    public required string Edition { get; init; }

    /// <summary>The file that it was read from, as the reader was told.</summary>
    public required string File { get; init; }

    /// <summary>The facts and lists that it speaks of.</summary>
    public required FactBook Facts { get; init; }

    /// <summary>The dated parameters.</summary>
    public required IReadOnlyList<CardParameter> Parameters { get; init; }

    /// <summary>The conditions; all must hold.</summary>
    public required IReadOnlyList<CardCondition> Conditions { get; init; }

    /// <summary>What it is worth; null when it only answers yes or no.</summary>
    public required CardAmount? Amount { get; init; }

    /// <summary>Names of parameters and conditions, and <c>amount</c>, whose numbers stand in a source that was read.</summary>
    public required IReadOnlyList<string> Sourced { get; init; }

    /// <summary>The others: their numbers only show how the rule works.</summary>
    public required IReadOnlyList<string> Illustrative { get; init; }

    /// <summary>The tests in the card.</summary>
    public required IReadOnlyList<CardTest> Tests { get; init; }

    /// <summary>What stands under the host's own keys.</summary>
    public required IReadOnlyDictionary<string, CardEntry> Host { get; init; }

    /// <summary>Whether it is in force on a day.</summary>
    public bool IsInForce(DateOnly day) => day >= From && (Until is not { } until || day <= until);

    /// <summary>The facts that its conditions and amount name, in the order of the fact book.</summary>
    public IReadOnlyList<Fact> FactsUsed => [.. Conditions.Select(condition => condition.Test)
        .Concat(Amount is null ? [] : [Amount.Formula]).SelectMany(expr => expr.Facts).Distinct().OrderBy(fact => fact.Index)];

    /// <summary>
    /// The days of its time in force on which a parameter changes, and the first day: between two nothing of it changes but
    /// months.
    /// </summary>
    public IReadOnlyList<DateOnly> Turns =>
        [.. Parameters.SelectMany(parameter => parameter.Days).Where(IsInForce).Append(From).Distinct().Order()];
}

/// <summary>A named condition (条件).</summary>
public sealed class CardCondition
{
    internal CardCondition(string name, string clause, Expr test, Place at) =>
        (Name, Clause, Test, At) = (name, clause, test, at);

    /// <summary>Its name, unique in the card.</summary>
    public string Name { get; }

    /// <summary>The clause that it comes from.</summary>
    public string Clause { get; }

    /// <summary>The line where it stands, from 1.</summary>
    public int Line => At.Line;

    internal Expr Test { get; }

    internal Place At { get; }
}

/// <summary>The amount (金额) of a card.</summary>
public sealed class CardAmount
{
    internal CardAmount(Expr formula) => Formula = formula;

    /// <summary>How it is rounded; the unit is <see cref="RoundTo"/>.</summary>
    public Rounding Rounding { get; internal init; }

    /// <summary>The unit that it is rounded to, in fen: 1 for fen, 100 for yuan. 0 when it is whole by itself.</summary>
    public long RoundTo { get; internal init; }

    /// <summary>The most that is given, applied after rounding; null when there is no ceiling.</summary>
    public Money? Most { get; internal init; }

    /// <summary>The least that is given, applied after rounding; null when there is no floor.</summary>
    public Money? Least { get; internal init; }

    /// <summary>How often it can be had.</summary>
    public OncePer OncePer { get; internal init; }

    internal Expr Formula { get; }
}

/// <summary>In which period a benefit is given at most once.</summary>
public enum OncePer
{
    /// <summary>Once at all (一次性).</summary>
    Ever,
    /// <summary>Once a calendar year (每年).</summary>
    Year,
    /// <summary>Once a quarter (每季度).</summary>
    Quarter,
    /// <summary>Once a month (每月).</summary>
    Month,
}

/// <summary>A test of a card: facts, the day, and what must come out.</summary>
public sealed class CardTest
{
    internal CardTest() { }

    /// <summary>The line where it stands, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column where it stands, from 1.</summary>
    public required int Column { get; init; }

    /// <summary>The day that it is judged as of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The facts, by index; what is not among them is missing.</summary>
    public required IReadOnlyDictionary<int, FactValue> Given { get; init; }

    /// <summary>What must come out.</summary>
    public required Truth Expect { get; init; }

    /// <summary>The conditions that must not be met (or must be unknown); empty when the test does not say.</summary>
    public required IReadOnlyList<string> Because { get; init; }

    /// <summary>The amount that must come out; null when the test does not say.</summary>
    public Money? Amount { get; internal init; }

    /// <summary>Whether the amount must be unknown.</summary>
    public bool AmountUnknown { get; internal init; }

    /// <summary>The facts whose absence must be named; null when the test does not say.</summary>
    public IReadOnlyList<Fact>? Missing { get; internal init; }

    internal Literal? ShortBy { get; init; }

    internal string? ShortByText { get; init; }
}

/// <summary>The root keys of a card that belong to a host, such as how a benefit is delivered.</summary>
/// <param name="Names">The keys.</param>
public sealed record CardKeys(params IReadOnlyList<string> Names)
{
    /// <summary>No key of a host.</summary>
    public static CardKeys None { get; } = new();
}

/// <summary>A card that was read, or what is wrong with it.</summary>
/// <param name="Card">The card; null when there is a fault.</param>
/// <param name="Faults">What is wrong, by line and column.</param>
public sealed record CardReading(RuleCard? Card, IReadOnlyList<CardFault> Faults);
