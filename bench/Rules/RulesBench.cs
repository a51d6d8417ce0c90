using System.Globalization;
using Yitong.Rules;

namespace Yitong.Bench.Rules;

/// <summary>Rules over a register: ours against databases, compiled LINQ and RulesEngine, on the same data in one run.</summary>
internal static class RulesBench
{
    public static int Run(string[] args, TextWriter output)
    {
        int Number(string name, int usual) => Array.IndexOf(args, name) is >= 0 and var at
            ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;
        var world = new RulesWorld(Number("--seed", 1), Number("--companies", 330_000), Number("--policies", 279), Number("--formulas", 100));
        var rules = world.Rules;
        var set = new MatchSet(rules, world.Register);
        var tally = set.Tally();
        var evaluations = (double)rules.Count * world.Register.Count;
        output.WriteLine($"tests {set.DifferentTests}, conditions {rules.Sum(rule => rule.Conditions.Count)}, matches {tally.Sum(each => each.Matched)}");
        output.WriteLine($"matches with formula {tally.Where((_, at) => rules[at].Amount!.Fen is not Constant).Sum(each => each.Matched)}");
        foreach (var path in Enum.GetValues<VectorPath>().Where(VectorPaths.IsThere))
        {
            var other = new MatchSet(rules, world.Register, path);
            var without = new MatchSet([.. rules.Select(rule => rule with { Amount = null })], world.Register, path);
            for (var i = 0; i < 30; i++) { other.Tally(); without.Tally(); }
            var time = ThreadClock.Median(41, () => other.Tally());
            var bare = ThreadClock.Median(41, () => without.Tally());
            output.WriteLine($"{path}: {time / 1e6:0.00} ms, {time / evaluations:0.0000} ns; without cost {bare / 1e6:0.00} ms");
        }
        return 0;
    }
}
