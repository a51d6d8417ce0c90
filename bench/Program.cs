using Yitong.Bench;
using Yitong.Bench.Rules;

var benches = new Dictionary<string, Func<string[], TextWriter, int>>
{
    ["transitions"] = TransitionsBench.Run,
    ["search"] = SearchBench.Run,
    ["lists"] = ListsBench.Run,
    ["library"] = LibraryBench.Run,
    ["sweep"] = SweepBench.Run,
    ["rebuild"] = RebuildBench.Run,
    ["portal"] = PortalBench.Run,
    ["payments"] = PaymentsBench.Run,
    ["rules"] = RulesBench.Run,
    ["certificates"] = CertificatesBench.Run,
    ["evidence"] = EvidenceBench.Run,
    ["log"] = LogBench.Run,
};
if (args is [var name, .. var rest] && benches.TryGetValue(name, out var bench)) return bench(rest, Console.Out);
await Console.Error.WriteLineAsync($"usage: {string.Join(" | ", benches.Keys)} [options]");
return 2;
