namespace Yitong.Rules.Tests.Engines;

/// <summary>One register and its rules, judged by every engine and held against what is wanted.</summary>
internal sealed class Trial(
    string name, IReadOnlyList<BoundRule> rules, Register register, Func<int, FactValue[], Verdict> wanted)
{
    public void Run(SqlEngine[] engines)
    {
        foreach (var engine in engines) engine.Load(register);
        var sets = Enum.GetValues<VectorPath>().Where(VectorPaths.IsThere)
            .Select(path => new MatchSet(rules, register, path)).ToList();
        var tallies = sets.ConvertAll(set => set.Tally());
        var judge = new RowJudge(rules);
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var total = Compare(rule, judge, sets, [.. engines.Select(engine => engine.Judge(rules[rule]))]);
            Assert.All(tallies, tally => Assert.Equal(total, Shown(tally[rule])));
            Assert.All(engines, engine => Assert.Equal(total, engine.Counts(rules[rule])));
        }
    }

    private string Compare(int rule, RowJudge judge, List<MatchSet> sets, List<Dictionary<string, Verdict>> verdicts)
    {
        var marks = sets.ConvertAll(set => set.Mark(rule));
        var (findings, values) = (judge.NewFindings(), new FactValue[register.Facts.Facts.Count]);
        var (matched, unknown, near, fen) = (0, 0, 0, Int128.Zero);
        for (var row = 0; row < register.Count; row++)
        {
            register.Read(row, values);
            judge.Judge(values, findings);
            var expected = wanted(rule, values);
            var found = marks.Select((mark, at) => new Verdict(
                    mark.Matched[row] ? Truth.Yes : mark.Unknown[row] ? Truth.Unknown : Truth.No, mark.Near[row],
                    mark.Matched[row] ? sets[at].FenOf(rule, row) : null))
                .Concat(verdicts.Select(verdict => verdict[register.CodeOf(row).ToString()]))
                .Append(Verdict.Of(findings, rule)).ToList();
            for (var at = 0; at < found.Count; at++)
                if (found[at] != expected)
                    Assert.Fail($"{name}, rule {rule}, row {row}, engine {at}: {expected} but {found[at]}\n{rules[rule]}");
            matched += expected.Truth == Truth.Yes ? 1 : 0;
            unknown += expected.Truth == Truth.Unknown ? 1 : 0;
            near += expected.IsNear ? 1 : 0;
            fen += expected.Fen ?? 0;
        }
        return $"{matched} {unknown} {near} {fen}";
    }

    private static string Shown(RuleTally tally) => $"{tally.Matched} {tally.Unknown} {tally.Near} {tally.Fen}";
}
