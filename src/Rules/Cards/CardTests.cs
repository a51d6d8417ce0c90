using Yitong.Kernel;
using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>Runs the tests that a card carries.</summary>
public static class CardTests
{
    /// <summary>Runs all tests of a card.</summary>
    /// <param name="card">The card.</param>
    /// <param name="calendar">The work calendar, when the card counts working days.</param>
    /// <returns>A fault for each part of a test that came out otherwise, at the test's line; empty when all hold.</returns>
    public static IReadOnlyList<CardFault> Run(RuleCard card, WorkCalendar? calendar = null)
    {
        var faults = new FaultList(card.File);
        foreach (var test in card.Tests) Check(card, test, Judge.Of(card, test.AsOf, Given(test), calendar), faults);
        return faults.All;
    }

    /// <summary>The facts of a test, as the judge asks for them.</summary>
    public static Func<Fact, FactValue> Given(CardTest test) => fact => test.Given.GetValueOrDefault(fact.Index);

    private static void Check(RuleCard card, CardTest test, Finding finding, FaultList faults)
    {
        var at = new Place(test.Line, test.Column);
        if (finding.Truth != test.Expect)
        {
            faults.Add(at, "rule.test-truth", ("expected", test.Expect), ("actual", finding.Truth),
                ("names", string.Join(", ", finding.Conditions.Where(each => each.Truth == finding.Truth)
                    .Select(each => each.Name))));
            return;
        }
        foreach (var name in test.Because)
            if (finding.Conditions.First(each => each.Name == name).Truth != test.Expect)
                faults.Add(at, "rule.test-because", ("name", name),
                    ("actual", finding.Conditions.First(each => each.Name == name).Truth));
        if (test.Amount is { } amount && amount != finding.Amount)
            faults.Add(at, "rule.test-amount", ("expected", amount), ("actual", finding.Amount));
        if (test.AmountUnknown && finding.Amount is not null)
            faults.Add(at, "rule.test-amount", ("expected", Truth.Unknown), ("actual", finding.Amount));
        CheckMissing(test, finding, at, faults);
        CheckGap(test, finding, at, faults);
    }

    private static void CheckMissing(CardTest test, Finding finding, Place at, FaultList faults)
    {
        if (test.Missing is not { } wanted) return;
        var missing = finding.Truth == Truth.Unknown ? finding.Lack.Missing : finding.AmountLack.Missing;
        if (missing.Select(fact => fact.Index).Order().SequenceEqual(wanted
            .Select(fact => fact.Index).Distinct().Order())) return;
        faults.Add(at, "rule.test-missing", ("expected", Names(wanted)), ("actual", Names(missing)));
    }

    private static void CheckGap(CardTest test, Finding finding, Place at, FaultList faults)
    {
        if (test.ShortBy is not { } wanted) return;
        var failing = finding.Conditions.Where(each => test.Because.Count == 0 || test.Because.Contains(each.Name))
            .Where(each => each.Truth == Truth.No).Select(each => each.First?.Comparison?.ShortBy).ToList();
        if (failing.Exists(gap => gap is not null && Equal(gap, wanted))) return;
        var actual = failing.Find(gap => gap is not null);
        faults.Add(at, "rule.test-gap", ("expected", test.ShortByText), ("actual", actual is null ? "—" : Plain(actual)));
    }

    private static bool Equal(Quantity gap, Literal wanted) => gap.Value == wanted.Amount && wanted.Sort switch
    {
        Sort.Span => gap.Span == wanted.Unit || gap.Span is null && gap.Unit is { } unit
            && Keywords.Spans.Any(each => each.Name == unit && each.Unit == wanted.Unit),
        Sort.Money => gap.Kind == FactKind.Money,
        Sort.Ratio => gap.Kind == FactKind.Ratio,
        _ => gap.Kind is FactKind.Whole,
    };

    private static string Plain(Quantity quantity) => quantity.Kind switch
    {
        FactKind.Money => new Money((long)quantity.Value.Rounded(Rounding.Down)).ToString(),
        FactKind.Ratio => $"{quantity.Number * 100}/{quantity.Over} {Keywords.PercentagePoints}",
        _ => $"{quantity.Number}{(quantity.Over.IsOne ? "" : $"/{quantity.Over}")}",
    };

    private static string Names(IEnumerable<Fact> facts) => string.Join(Keywords.NameSeparator, facts.Select(fact => fact.Name));
}
