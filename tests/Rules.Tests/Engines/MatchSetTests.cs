using Yitong.Testing;

namespace Yitong.Rules.Tests.Engines;

public sealed class MatchSetTests
{
    public static TheoryData<VectorPath> Paths => [.. Enum.GetValues<VectorPath>()];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_width_of_vector_marks_the_same_rows_as_the_definition(VectorPath path)
    {
        Assert.SkipUnless(VectorPaths.IsThere(path), "This processor lacks it.");
        foreach (var seed in Seeds.Some(2))
        {
            var world = new World(seed, rows: 600, rules: 25);
            var set = new MatchSet(world.Rules, world.Register, path);
            for (var rule = 0; rule < world.Rules.Count; rule++)
            {
                var marked = set.Mark(rule);
                for (var row = 0; row < world.Register.Count; row++)
                {
                    var wanted = Wanted(world, rule, row);
                    var truth = marked.Matched[row] ? Truth.Yes : marked.Unknown[row] ? Truth.Unknown : Truth.No;
                    var found = new Verdict(truth, marked.Near[row], truth == Truth.Yes ? set.FenOf(rule, row) : null);
                    Assert.True(wanted == found, $"seed {seed}, rule {rule}, row {row}: {wanted}, {found}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Counts_and_fen_are_those_of_the_rows_with_one_thread_or_three(VectorPath path)
    {
        Assert.SkipUnless(VectorPaths.IsThere(path), "This processor lacks it.");
        foreach (var seed in Seeds.Some(1))
        {
            var world = new World(seed, rows: 9_500, rules: 12);
            var set = new MatchSet(world.Rules, world.Register, path);
            var wanted = Enumerable.Range(0, world.Rules.Count).Select(rule => TallyOf(world, rule)).ToList();
            Assert.Equal(wanted, set.Tally());
            Assert.Equal(wanted, set.Tally(threads: 3));
        }
    }

    [Fact]
    public void Thousands_of_different_bounds_of_one_fact_are_told_apart()
    {
        foreach (var path in Enum.GetValues<VectorPath>().Where(VectorPaths.IsThere))
        {
            var world = new World(Seeds.One(), rows: Extent.Of(500, 2_000), rules: 0);
            var money = world.Facts.Facts.First(fact => fact.Most == 20_000).Index;
            var rules = Enumerable.Range(0, 900).Select(at => new BoundRule($"{at}", "1", world.Facts, default,
                [new("a", new Within(money, at % 3 == 0 ? Intervals.Between(at * 22, at * 22 + 3_000)
                    : at % 3 == 1 ? Intervals.Between(long.MinValue, at * 22) : Intervals.Union([(1, at), (at * 20 + 7, 20_000)])))],
                null)).ToList();
            var set = new MatchSet(rules, world.Register, path);
            Assert.Equal(
                rules.Select((_, rule) => TallyOf(world.Register, rules[rule]).Matched), set.Tally().Select(tally => tally.Matched));
        }
    }

    [Fact]
    public void A_draft_comes_to_what_the_whole_set_says_also_when_only_one_condition_is_new()
    {
        foreach (var seed in Seeds.Some(2))
        {
            var world = new World(seed, rows: 5_000, rules: 30);
            var (set, board) = (new MatchSet(world.Rules, world.Register), new DraftBoard(world.Register));
            var tallies = set.Tally();
            for (var times = 0; times < 2; times++)
                for (var rule = 0; rule < world.Rules.Count; rule++)
                {
                    var answer = board.Try(world.Rules[rule]);
                    Assert.Equal(tallies[rule], answer.Tally);
                    Assert.Equal(set.Mark(rule).Near.Marked(), answer.Rows.Near.Marked());
                    Assert.Equal(tallies[rule].Matched, board.CountBy(9, answer.Rows.Matched).Sum());
                }
        }
    }

    [Fact]
    public void Changed_rows_gain_and_lose_exactly_what_differs()
    {
        foreach (var seed in Seeds.Some(2))
        {
            var world = new World(seed, rows: 3_000, rules: 30);
            var set = new MatchSet(world.Rules, world.Register);
            var before = Matches(world);
            var random = new Random(seed);
            int[] rows = [.. Enumerable.Range(0, 1_500).Select(_ => random.Next(3_400)).Distinct().Select(world.Put)];
            var missing = Enumerable.Range(3_000, world.Register.Count - 3_000).Except(rows);
            var turns = set.Changed([.. rows, .. missing]);
            var after = Matches(world);
            Assert.Equal(after.Except(before).Select(each => new MatchTurn(each.Rule, each.Row, true))
                .Concat(before.Except(after).Select(each => new MatchTurn(each.Rule, each.Row, false)))
                .OrderBy(turn => (turn.Rule, turn.Row)), turns.OrderBy(turn => (turn.Rule, turn.Row)));
            Assert.Equal(set.Tally(), new MatchSet(world.Rules, world.Register).Tally());
            Assert.Empty(set.Changed(rows));
        }
    }

    private static HashSet<(int Rule, int Row)> Matches(World world) =>
        [.. from rule in Enumerable.Range(0, world.Rules.Count)
            from row in Enumerable.Range(0, world.Register.Count)
            where Wanted(world, rule, row).Truth == Truth.Yes
            select (rule, row)];

    private static Verdict Wanted(World world, int rule, int row)
    {
        var values = new FactValue[world.Facts.Facts.Count];
        world.Register.Read(row, values);
        return Verdict.Of(world.Rules[rule], values);
    }

    private static RuleTally TallyOf(World world, int rule) => TallyOf(world.Register, world.Rules[rule]);

    private static RuleTally TallyOf(Register register, BoundRule rule)
    {
        var values = new FactValue[register.Facts.Facts.Count];
        var (matched, unknown, near, fen, amountUnknown) = (0, 0, 0, Int128.Zero, 0);
        for (var row = 0; row < register.Count; row++)
        {
            register.Read(row, values);
            var verdict = Verdict.Of(rule, values);
            if (verdict.Truth == Truth.Yes) matched++;
            if (verdict.Truth == Truth.Unknown) unknown++;
            if (verdict.IsNear) near++;
            fen += verdict.Fen ?? 0;
            if (verdict is { Truth: Truth.Yes, Fen: null } && rule.Amount is not null) amountUnknown++;
        }
        return new(rule.Rule, matched, unknown, near, fen, amountUnknown);
    }
}
