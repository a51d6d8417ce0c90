namespace Yitong.Rules.Tests.Engines;

public sealed class AllEnginesAgreeTests
{
    private const int Worlds = 20, Rows = 250, Rules = 20;

    [Fact]
    public async Task Truth_near_miss_and_every_fen_are_the_same_by_row_in_columns_and_in_sql()
    {
        var engines = await SqlEngine.AllAsync();
        foreach (var seed in Seeds.Some(Worlds * Seeds.Times))
        {
            var world = new World(seed, Rows, Rules);
            foreach (var engine in engines) engine.Load(world.Register);
            var sets = Enum.GetValues<VectorPath>().Where(VectorPaths.IsThere)
                .Select(path => new MatchSet(world.Rules, world.Register, path)).ToList();
            var judge = new RowJudge(world.Rules);
            var tallies = sets.ConvertAll(set => set.Tally());
            for (var rule = 0; rule < Rules; rule++)
            {
                var marks = sets.ConvertAll(set => set.Mark(rule));
                var verdicts = engines.Select(engine => engine.Judge(world.Rules[rule])).ToList();
                var total = Compare(world, rule, judge, sets, marks, verdicts);
                Assert.All(tallies, tally => Assert.Equal(total, Shown(tally[rule])));
                Assert.All(engines, engine => Assert.Equal(total, engine.Counts(world.Rules[rule])));
            }
        }
        Array.ForEach(engines, engine => engine.Dispose());
    }

    private static string Compare(
        World world, int rule, RowJudge judge, List<MatchSet> sets, List<RuleRows> marks, List<Dictionary<string, Verdict>> verdicts)
    {
        var (findings, values) = (judge.NewFindings(), new FactValue[world.Facts.Facts.Count]);
        var (matched, unknown, near, fen) = (0, 0, 0, 0L);
        for (var row = 0; row < Rows; row++)
        {
            world.Register.Read(row, values);
            judge.Judge(values, findings);
            var wanted = Verdict.Of(world.Rules[rule], values);
            var found = marks.Select((mark, at) => new Verdict(
                    mark.Matched[row] ? Truth.Yes : mark.Unknown[row] ? Truth.Unknown : Truth.No, mark.Near[row],
                    mark.Matched[row] ? sets[at].FenOf(rule, row) : null))
                .Concat(verdicts.Select(verdict => verdict[World.CodeOf(row).ToString()]))
                .Append(Verdict.Of(findings, rule));
            foreach (var verdict in found)
                if (verdict != wanted)
                    Assert.Fail($"seed {world.Seed}, rule {rule}, row {row}: {wanted} but {verdict}\n{world.Rules[rule]}");
            if (wanted.Truth == Truth.Yes) matched++;
            if (wanted.Truth == Truth.Unknown) unknown++;
            if (wanted.IsNear) near++;
            fen += wanted.Fen ?? 0;
        }
        return $"{matched} {unknown} {near} {fen}";
    }

    private static string Shown(RuleTally tally) => $"{tally.Matched} {tally.Unknown} {tally.Near} {tally.Fen}";
}
