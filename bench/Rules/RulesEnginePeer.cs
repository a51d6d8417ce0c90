using System.Globalization;
using RulesEngine.Models;
using Yitong.Rules;
using Engine = RulesEngine.RulesEngine;

namespace Yitong.Bench.Rules;

/// <summary>Microsoft RulesEngine: one flat rule a policy, its condition as text, on a sample of the companies.</summary>
internal static class RulesEnginePeer
{
    public static Measured Run(RulesWorld world, LinqPeer linq, int sample)
    {
        var engine = new Engine([new Workflow
        {
            WorkflowName = "policies",
            Rules = [.. world.Rules.Select(rule => new RulesEngine.Models.Rule
            {
                RuleName = rule.Rule,
                Expression = string.Join(" && ", rule.Conditions.Select(each => TextOf(each.Test, world.Facts))),
            })],
        }], new ReSettings { EnableExceptionAsErrorMessage = false });
        var (compiled, places) = (linq.Compile(), world.Rules.Select((rule, at) => (rule.Rule, at)).ToDictionary());
        var found = new Found[world.Rules.Count];
        foreach (var row in linq.Rows.Take(2)) _ = Judge(row).ToList();
        var time = Cpu.Of(() =>
        {
            foreach (var row in linq.Rows.Take(sample))
                foreach (var rule in Judge(row))
                    found[rule] = new(found[rule].Matched + 1, found[rule].Fen + (compiled[rule].Fen(row) ?? 0));
        });
        return new("RulesEngine 6.0.1, flat", time * world.Register.Count / sample, found,
            string.Create(CultureInfo.InvariantCulture, $"measured on {sample:N0} companies, scaled"));

        IEnumerable<int> Judge(CompanyRow row) =>
            engine.ExecuteAllRulesAsync("policies", new RuleParameter("r", row)).AsTask().GetAwaiter().GetResult()
                .Where(result => result.IsSuccess).Select(result => places[result.Rule.RuleName]);
    }

    private static string TextOf(Test test, FactBook facts) => test switch
    {
        Within within =>
            "(" + string.Join(" || ", within.Among.Parts.Select(part => Part(facts.Facts[within.Fact].Id, part))) + ")",
        RatioAgainst ratio => string.Create(CultureInfo.InvariantCulture,
            $"(r.{facts.Facts[ratio.Fact].Id}_over > 0 && r.{facts.Facts[ratio.Fact].Id} * {ratio.Over} <= ")
            + string.Create(CultureInfo.InvariantCulture, $"r.{facts.Facts[ratio.Fact].Id}_over * {ratio.Number})"),
        Balance balance => $"({TextOf(balance.Left, facts)} >= {TextOf(balance.Right, facts)})",
        AllOf all => "(" + string.Join(" && ", all.Tests.Select(part => TextOf(part, facts))) + ")",
        AnyOf any => "(" + string.Join(" || ", any.Tests.Select(part => TextOf(part, facts))) + ")",
        _ => throw new NotSupportedException(test.GetType().Name),
    };

    private static string TextOf(Computed computed, FactBook facts) => computed switch
    {
        Constant constant => constant.Value.ToString(CultureInfo.InvariantCulture),
        NumberOf of => "r." + facts.Facts[of.Fact].Id,
        Product product => $"{TextOf(product.Left, facts)} * {TextOf(product.Right, facts)}",
        _ => throw new NotSupportedException(computed.GetType().Name),
    };

    private static string Part(string id, (long Least, long Most) part) =>
        part.Least == part.Most ? $"r.{id} == {part.Least}"
        : part.Least == long.MinValue ? $"r.{id} <= {part.Most}"
        : part.Most == long.MaxValue ? $"r.{id} >= {part.Least}"
        : $"(r.{id} >= {part.Least} && r.{id} <= {part.Most})";
}
