using System.Globalization;
using System.Text;
using Yitong.Rules;

namespace Yitong.Bench.Rules;

/// <summary>
/// Rules over a register: ours against DuckDB on one thread, SQLite, PostgreSQL, compiled LINQ and RulesEngine, on the same
/// data in one run. Every count and every fen of every system must agree.
/// </summary>
public static class RulesBench
{
    private const int Times = 21;

    /// <summary>
    /// Options: <c>--companies 330000</c>, <c>--policies 279</c>, <c>--formulas 100</c>, <c>--many 10488</c>,
    /// <c>--changed 1000</c>, <c>--sample 2000</c> (companies that RulesEngine judges), <c>--seed 1</c>, <c>--peers no</c> (ours alone).
    /// </summary>
    /// <returns>0, or an exception when two systems disagree.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var world = new RulesWorld(Options.Number(args, "--seed", 1), Options.Number(args, "--companies", 330_000),
            Options.Number(args, "--policies", 279), Options.Number(args, "--formulas", 100));
        var tasks = new RulesTasks(world);
        var ours = tasks.MatchAndCost(VectorPaths.Fastest);
        var table = new StringBuilder();
        table.AppendLine(Machine.Describe()).AppendLine();
        table.Append(CultureInfo.InvariantCulture, $"Seed {world.Seed}: {world.Register.Count:N0} companies × ")
            .Append(CultureInfo.InvariantCulture, $"{world.Facts.Facts.Count} facts, {world.Rules.Count} policies with ")
            .Append(CultureInfo.InvariantCulture, $"{world.Rules.Sum(rule => rule.Conditions.Count):N0} conditions, ")
            .Append(CultureInfo.InvariantCulture, $"{ours.Found.Sum(each => each.Matched):N0} matches. ")
            .AppendLine("Processor time, medians.").AppendLine();
        Ours(tasks, table, args);
        output.Write(table);
        table.Clear();
        if (Array.IndexOf(args, "--peers") is >= 0 and var at && args[at + 1] == "no") return 0;
        await PeersAsync(tasks, ours, args, table);
        output.Write(table);
        return 0;
    }

    private static void Ours(RulesTasks tasks, StringBuilder table, string[] args)
    {
        table.AppendLine("| ours | time |").AppendLine("|---|---|");
        void Line(string what, string time) => table.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {time} |");
        foreach (var path in Enum.GetValues<VectorPath>().Where(VectorPaths.IsThere))
        {
            var (all, bare) = (tasks.MatchAndCost(path).Nanoseconds, tasks.MatchOnly(path));
            Line($"match, near misses, unknowns and exact cost, {path}", Milliseconds(all)
                + string.Create(CultureInfo.InvariantCulture, $" ({all / tasks.Evaluations:0.0000} ns an evaluation)"));
            Line($"match, near misses and unknowns in the same pass, {path}", Milliseconds(bare));
        }
        Line("taking the register over: codes of all facts", Milliseconds(tasks.Encode()));
        var (cold, warm) = tasks.Draft();
        Line("draft policy, one bound new: who and cost", Microseconds(cold));
        Line("draft policy again", Microseconds(warm));
        var changed = Options.Number(args, "--changed", 1_000);
        Line($"{changed:N0} changed companies: who gained, who lost", Milliseconds(tasks.Changed(changed)));
        var (p50, p99, bytes) = tasks.OneCompany();
        Line("one company × all policies, every condition and distance: p50", Microseconds(p50));
        Line("the same: p99", Microseconds(p99));
        Line("the same: bytes allocated", bytes.ToString(CultureInfo.InvariantCulture));
        var many = Options.Number(args, "--many", 10_488);
        if (many > 0) Line($"{many:N0} policies: match and cost", Milliseconds(tasks.Many(many)));
    }

    private static async Task PeersAsync(RulesTasks tasks, Measured ours, string[] args, StringBuilder table)
    {
        var linq = new LinqPeer(tasks.World);
        var sample = Math.Min(Options.Number(args, "--sample", 2_000), tasks.World.Register.Count);
        using var duck = SqlPeers.DuckDb(tasks.World);
        using var sqlite = SqlPeers.Sqlite(tasks.World);
        await using var postgres = await SqlPeers.PostgresAsync(tasks.World);
        Measured[] peers =
        [
            linq.Run(), SqlPeers.Run(tasks.World, duck, SqlDialect.DuckDb), SqlPeers.Run(tasks.World, sqlite, SqlDialect.Sqlite),
            SqlPeers.Run(tasks.World, postgres, SqlDialect.Postgres),
        ];
        foreach (var peer in peers) Agree(ours.Found, peer.Found, peer.System);
        var engine = RulesEnginePeer.Run(tasks.World, linq, sample);
        Agree(tasks.FoundIn(sample), engine.Found, engine.System);
        table.AppendLine()
            .AppendLine("| match and exact cost of all policies | time | ns an evaluation | ours is so many times faster |")
            .AppendLine("|---|---|---|---|");
        foreach (var each in new[] { ours }.Concat(peers).Append(engine))
            table.Append(CultureInfo.InvariantCulture, $"| {each.System}{(each.Note.Length > 0 ? $" ({each.Note})" : "")} ")
                .Append(CultureInfo.InvariantCulture, $"| {Milliseconds(each.Nanoseconds)} ")
                .Append(CultureInfo.InvariantCulture, $"| {each.Nanoseconds / tasks.Evaluations:0.000} ")
                .AppendLine(CultureInfo.InvariantCulture, $"| {each.Nanoseconds / ours.Nanoseconds:0.0} |");
        var drafts = tasks.Drafts.Take(9)
            .Select(draft => Cpu.Of(() => SqlPeers.Ask(duck, draft, SqlDialect.DuckDb))).Order().ToList();
        table.AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"DuckDB, one draft policy: {Microseconds(drafts[drafts.Count / 2])}.")
            .AppendLine("All counts and all fen agree.");
    }

    private static void Agree(IReadOnlyList<Found> ours, IReadOnlyList<Found> theirs, string system)
    {
        for (var rule = 0; rule < ours.Count; rule++)
            if (ours[rule] != theirs[rule])
                throw new InvalidOperationException($"{system}, policy {rule}: {theirs[rule]}, but ours {ours[rule]}.");
    }

    // Warmed up until the compiler is done with it.
    internal static double Median(Action work, int times = Times)
    {
        for (var began = Environment.TickCount64; Environment.TickCount64 - began < 700;) work();
        return ThreadClock.Median(times, work);
    }

    private static string Milliseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time / 1e6:N2} ms");

    private static string Microseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time / 1e3:N1} µs");
}
