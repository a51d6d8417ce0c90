using System.Diagnostics.CodeAnalysis;
using CsCheck;
using Yitong.Rules.Tests.Cards;
using Yitong.Testing;

namespace Yitong.Rules.Tests.Binding;

public sealed class BinderTests
{
    // What a card may well be refused for when it is made at random.
    private static readonly string[] Fair =
        ["rule.too-large", "rule.divisor-negative", "rule.divides-by-zero", "rule.months-of-several", "rule.too-long", "rule.amount-negative",
            "rule.months-of-fact", "rule.no-tests", "rule.cannot-compare"];

    [Fact]
    public void A_bound_rule_says_what_the_plain_judge_says() =>
        Gen.Select(AnyCard.Truth(2), AnyCard.Day, AnyCard.Subject.Array[12]).Sample((condition, day, subjects) =>
        {
            if (!TryBind(Town.Text(condition, null, AnyCard.Parameters), day, out var card, out var bound)) return;
            foreach (var subject in subjects)
                Assert.Equal(Judge.Of(card, day, fact => subject[fact.Index]).Truth, new Plain(at => subject[at]).Of(bound));
        }, iter: Extent.Of(300, 1_000), print: Print);

    [Fact]
    public void A_bound_amount_is_what_the_plain_judge_gives_to_the_fen() =>
        Gen.Select(AnyCard.Money(3), AnyCard.Day, AnyCard.Subject.Array[12]).Sample((formula, day, subjects) =>
        {
            if (!TryBind(Town.Text(amount: $"max(0元, {formula})", parameters: AnyCard.Parameters), day, out var card, out var bound)) return;
            foreach (var subject in subjects)
                Assert.Equal(Judge.Of(card, day, fact => subject[fact.Index]).Amount?.Fen, new Plain(at => subject[at]).Of(bound.Amount!));
        }, iter: Extent.Of(300, 1_000), print: Print);

    [Fact]
    public void Most_of_what_is_made_at_random_can_be_bound()
    {
        var (bound, all) = (0, 0);
        AnyCard.Truth(2).Sample(condition =>
        {
            all++;
            if (TryBind(Town.Text(condition, null, AnyCard.Parameters), new(2024, 7, 1), out _, out _)) bound++;
        }, iter: 300, threads: 1);
        Assert.InRange(bound, all / 2, all);
    }

    internal static bool TryBind(
        string text, DateOnly day, [NotNullWhen(true)] out RuleCard? card, [NotNullWhen(true)] out BoundRule? bound)
    {
        (card, bound) = (null, null);
        var reading = Town.Read(text);
        if (reading.Faults.FirstOrDefault(fault => fault.Code == "rule.figures-missing") is { } numbers)
            reading = Town.Read(text.Replace("policy: T1", $"policy: T1\nfigures: {{ illustrative: [{numbers.Values[0].Value}] }}", StringComparison.Ordinal));
        Assert.All(reading.Faults, fault => Assert.Contains(fault.Code, Fair));
        if (reading.Card is null) return false;
        card = reading.Card;
        var result = Binder.Bind(card, day);
        Assert.All(result.Faults, fault => Assert.Contains(fault.Code, Fair));
        bound = result.Rule;
        return bound is not null;
    }

    private static string Print((string Written, DateOnly Day, FactValue[][] Subjects) sample) => $"{sample.Written} on {sample.Day:yyyy-MM-dd}";
}
