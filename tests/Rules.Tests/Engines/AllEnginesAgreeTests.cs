using CsCheck;
using Yitong.Rules.Tests.Binding;
using Yitong.Rules.Tests.Cards;

namespace Yitong.Rules.Tests.Engines;

/// <summary>
/// The interpreter, the row judge, the columns in every width and the SQL of three databases say the same of every row, to the fen:
/// 20,000 pairs of a card and a row with each run, four times as many in a long one, YITONG_CASES times as many on demand.
/// </summary>
public sealed class AllEnginesAgreeTests
{
    private const int Worlds = 4, Rows = 250, Rules = 20;

    private static readonly Gen<(string[] Conditions, string? Formula, DateOnly Day)> Card = Gen.Select(
        AnyCard.Truth(2).Array[1, 4], Gen.OneOf(AnyCard.Money(2).Select(formula => (string?)formula), Gen.Const((string?)null)),
        AnyCard.Day);

    [Fact]
    public async Task Generated_cards_come_to_the_same_everywhere_by_truth_near_miss_and_fen()
    {
        var engines = await SqlEngine.AllAsync();
        Gen.Select(Card.Array[2 * Rules], AnyCard.Subject.Array[Rows]).Sample(
            (cards, subjects) => RunCards(cards, subjects, engines), iter: Worlds * Seeds.Times, threads: 1);
        Array.ForEach(engines, engine => engine.Dispose());
    }

    [Fact]
    public async Task Generated_bound_rules_come_to_the_same_everywhere_by_truth_near_miss_and_fen()
    {
        var engines = await SqlEngine.AllAsync();
        foreach (var seed in Seeds.Some(Seeds.Times))
        {
            var world = new World(seed, Rows, Rules);
            new Trial($"seed {seed}", world.Rules, world.Register, (rule, row) => Verdict.Of(world.Rules[rule], row)).Run(engines);
        }
        Array.ForEach(engines, engine => engine.Dispose());
    }

    private static void RunCards(
        (string[] Conditions, string? Formula, DateOnly Day)[] drawn, FactValue[][] subjects, SqlEngine[] engines)
    {
        var bound = new List<(RuleCard Card, DateOnly Day, BoundRule Rule)>();
        foreach (var (conditions, formula, day) in drawn)
            if (bound.Count < Rules && BinderTests.TryBind(TextOf(conditions, formula), day, out var card, out var rule))
                bound.Add((card, day, rule));
        Assert.InRange(bound.Count, Rules / 2, Rules);
        var register = new Register(Town.Facts, SubjectKind.Company);
        for (var row = 0; row < subjects.Length; row++)
        {
            foreach (var fact in Town.Facts.Facts.Where(fact => fact.Subject == SubjectKind.Person)) subjects[row][fact.Index] = default;
            Assert.Null(register.Put(World.CodeOf(row), subjects[row].AsSpan()).Refusal);
        }
        new Trial("cards", [.. bound.Select(each => each.Rule)], register,
            (rule, row) => Verdict.Of(bound[rule].Card, bound[rule].Day, row)).Run(engines);
    }

    private static string TextOf(string[] conditions, string? formula) => Town.Text(
        string.Join("", conditions.Select((condition, at) =>
            at == 0 ? condition : $"\n  - 条件{at}:\n      any:\n        - >-\n          {condition}")),
        formula is null ? null : $"max(0元, {formula})", AnyCard.Parameters);
}
