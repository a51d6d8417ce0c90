using Yitong.Rules.Columns;
using Yitong.Rules.Rows;

namespace Yitong.Rules;

/// <summary>
/// Judges one subject by many rules at once, with every condition, every distance and every amount, without allocating: what the
/// space of a company or a person shows. Each different test is judged once. Immutable and thread-safe; the findings are not.
/// </summary>
public sealed class RowJudge
{
    private readonly LeafStep[] steps;
    private readonly (bool IsAll, int First, int Count)[] joints;
    private readonly int[] parts, conditions, firsts;
    private readonly BoundAmount?[] amounts;

    /// <summary>Compiles rules over one fact book.</summary>
    public RowJudge(IReadOnlyList<BoundRule> rules)
    {
        Rules = rules;
        var forms = rules.Select(rule => rule.Conditions.Select(condition => Plain.Form(condition.Test)).ToArray()).ToArray();
        var leaves = new Dictionary<Test, int>();
        foreach (var leaf in forms.SelectMany(tests => tests).SelectMany(LeavesOf)) leaves.TryAdd(leaf, leaves.Count);
        Leaves = [.. leaves.Keys];
        steps = [.. rules.Count == 0 ? [] : Leaves.Select(leaf => new LeafStep(leaf, rules[0].Facts))];
        var numbers = new Dictionary<Test, int>(leaves);
        var (made, flat) = (new List<(bool, int, int)>(), new List<int>());
        conditions = [.. forms.SelectMany(tests => tests).Select(test => NumberOf(test, numbers, made, flat))];
        (joints, parts) = ([.. made], [.. flat]);
        firsts = [0, .. forms.Select((_, at) => forms.Take(at + 1).Sum(tests => tests.Length))];
        amounts = [.. rules.Select(rule => rule.Amount)];
    }

    /// <summary>The rules, in the order of every answer.</summary>
    public IReadOnlyList<BoundRule> Rules { get; }

    /// <summary>The different single tests.</summary>
    public IReadOnlyList<Test> Leaves { get; }

    /// <summary>Where a rule's conditions stand among all conditions.</summary>
    public Range ConditionsOf(int rule) => firsts[rule]..firsts[rule + 1];

    /// <summary>Memory for the findings of one thread.</summary>
    public RowFindings NewFindings() => new(steps.Length + joints.Length, steps.Length, conditions.Length, Rules.Count);

    /// <summary>Judges a subject.</summary>
    /// <param name="row">Its values, one for each fact of the book.</param>
    /// <param name="findings">Filled anew.</param>
    public void Judge(ReadOnlySpan<FactValue> row, RowFindings findings)
    {
        var (nodes, gaps) = (findings.Nodes, findings.GapArray);
        for (var leaf = 0; leaf < steps.Length; leaf++) nodes[leaf] = steps[leaf].Judge(row, out gaps[leaf]);
        for (var joint = 0; joint < joints.Length; joint++) nodes[steps.Length + joint] = Join(joints[joint], nodes);
        for (var rule = 0; rule < amounts.Length; rule++) JudgeRule(rule, row, findings);
    }

    private static IEnumerable<Test> LeavesOf(Test test) => test switch
    {
        AllOf all => all.Tests.SelectMany(LeavesOf),
        AnyOf any => any.Tests.SelectMany(LeavesOf),
        _ => [test],
    };

    private int NumberOf(Test test, Dictionary<Test, int> numbers, List<(bool, int, int)> made, List<int> flat)
    {
        if (numbers.TryGetValue(test, out var known)) return known;
        var tests = test is AllOf all ? all.Tests : ((AnyOf)test).Tests;
        int[] of = [.. tests.Select(part => NumberOf(part, numbers, made, flat))];
        made.Add((test is AllOf, flat.Count, of.Length));
        flat.AddRange(of);
        return numbers[test] = steps.Length + made.Count - 1;
    }

    private Truth Join((bool IsAll, int First, int Count) joint, Truth[] nodes)
    {
        var truth = joint.IsAll ? Truth.Yes : Truth.No;
        foreach (var part in parts.AsSpan(joint.First, joint.Count))
            if (joint.IsAll ? nodes[part] < truth : nodes[part] > truth) truth = nodes[part];
        return truth;
    }

    private void JudgeRule(int rule, ReadOnlySpan<FactValue> row, RowFindings findings)
    {
        var (least, refusing, unknown) = (Truth.Yes, 0, 0);
        var nodes = findings.Nodes;
        for (var at = firsts[rule]; at < firsts[rule + 1]; at++)
        {
            var truth = findings.ConditionArray[at] = nodes[conditions[at]];
            if (truth < least) least = truth;
            refusing += truth == Truth.No ? 1 : 0;
            unknown += truth == Truth.Unknown ? 1 : 0;
        }
        findings.RuleArray[rule] = least;
        var isNear = findings.NearArray[rule] = refusing == 1 && unknown == 0;
        findings.FenArray[rule] = (least == Truth.Yes || isNear) && amounts[rule] is { } amount
            && Reckoning.TryReckon(amount, row, out var fen) ? fen : RowFindings.NoFen;
    }
}
