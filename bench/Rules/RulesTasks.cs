using Yitong.Rules;

namespace Yitong.Bench.Rules;

/// <summary>What our engine is asked to do, each task measured by itself.</summary>
internal sealed class RulesTasks(RulesWorld world)
{
    public RulesWorld World => world;

    public double Evaluations => (double)world.Rules.Count * world.Register.Count;

    /// <summary>Drafts: policies of the set in which one bound is new.</summary>
    public IReadOnlyList<BoundRule> Drafts { get; } = Changed(world);

    public Measured MatchAndCost(VectorPath path)
    {
        var set = new MatchSet(world.Rules, world.Register, path);
        var time = RulesBench.Median(() => set.Tally());
        return new($"ours, {path}", time, [.. set.Tally().Select(tally => new Found(tally.Matched, tally.Fen))]);
    }

    public double MatchOnly(VectorPath path)
    {
        var set = new MatchSet([.. world.Rules.Select(rule => rule with { Amount = null })], world.Register, path);
        return RulesBench.Median(() => set.Tally());
    }

    public double Encode() => ThreadClock.Median(3, () => _ = new MatchSet(world.Rules, world.Register));

    /// <summary>A draft with a new bound whose other conditions were asked before, and the same draft again.</summary>
    public (double New, double Again) Draft()
    {
        var board = new DraftBoard(world.Register);
        RulesBench.Median(() => board.Try(world.Rules[0]));
        foreach (var rule in world.Rules) board.Try(rule);
        // Half of them, in a small run, only warm up.
        var warm = Math.Min(20, Drafts.Count / 2);
        foreach (var draft in Drafts.Take(warm)) board.Try(draft);
        var (once, again) = (new List<double>(), new List<double>());
        foreach (var draft in Drafts.Skip(warm))
        {
            once.Add(ThreadClock.Median(1, () => board.Try(draft)));
            again.Add(ThreadClock.Median(5, () => board.Try(draft)));
        }
        return (once.Order().ElementAt(once.Count / 2), again.Order().ElementAt(again.Count / 2));
    }

    public double Changed(int count)
    {
        var register = CopyOf(world.Register.Count);
        var set = new MatchSet(world.Rules, register);
        var random = new Random(5);
        int[] rows = [.. Enumerable.Range(0, count * 2).Select(_ => random.Next(register.Count)).Distinct().Take(count)];
        // Each company gets one fact of another one.
        return ThreadClock.Median(61, () => set.Changed(rows), () =>
        {
            foreach (var row in rows)
            {
                var fact = random.Next(world.Facts.Facts.Count);
                register.Put(register.CodeOf(row), [(fact, world.Register[random.Next(world.Register.Count), fact])]);
            }
        });
    }

    public (double P50, double P99, long Bytes) OneCompany()
    {
        var judge = new RowJudge(world.Rules);
        var (findings, values) = (judge.NewFindings(), new FactValue[world.Facts.Facts.Count]);
        var taken = new double[Math.Min(20_000, world.Register.Count)];
        var bytes = 0L;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var row = 0; row < taken.Length; row++)
            {
                var began = ThreadClock.Now;
                world.Register.Read(row, values);
                judge.Judge(values, findings);
                taken[row] = ThreadClock.Now - began;
            }
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(taken);
        return (taken[taken.Length / 2], taken[taken.Length * 99 / 100], bytes);
    }

    public double Many(int count)
    {
        var set = new MatchSet(world.Draw(world.Seed + 1, count, count * 100 / 279), world.Register);
        return RulesBench.Median(() => set.Tally(), 7);
    }

    /// <summary>What our engine finds among the first companies.</summary>
    public IReadOnlyList<Found> FoundIn(int sample)
    {
        var part = CopyOf(sample);
        return [.. new MatchSet(world.Rules, part).Tally().Select(tally => new Found(tally.Matched, tally.Fen))];
    }

    private Register CopyOf(int rows)
    {
        var (copy, values) = (new Register(world.Facts, SubjectKind.Company, rows), new FactValue[world.Facts.Facts.Count]);
        for (var row = 0; row < rows; row++)
        {
            world.Register.Read(row, values);
            copy.Put(world.Register.CodeOf(row), values.AsSpan());
        }
        return copy;
    }

    private static List<BoundRule> Changed(RulesWorld world)
    {
        world.Facts.TryFind("revenue_last_year", out var revenue);
        var random = new Random(9);
        return [.. world.Rules.Take(101).Select(rule => rule with
        {
            Rule = "draft",
            Conditions = [.. rule.Conditions.SkipLast(1),
                new("new", new Within(revenue!.Index, Intervals.Between(random.NextInt64(1_000_000_000), long.MaxValue)))],
        })];
    }
}
