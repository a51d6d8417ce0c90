using Yitong.Rules;
using Yitong.Rules.Columns;

namespace Yitong.Bench.Rules;

internal static unsafe class Probe
{
    public static void Run(RulesWorld world, TextWriter output)
    {
        var register = world.Register;
        var plan = Plan.Of(world.Rules, world.Facts, register.Count, TableKernel.Swizzle);
        foreach (var axis in plan.Axes) axis.Encode(register, 0, register.Count);
        var blocks = new Blocks(plan, VectorPath.Vector512Tables);
        var first = 0;
        var parts = plan.Rules.Select(rule => { var part = new RulePart(first, rule.Length, -1); first += rule.Length; return part; }).ToArray();
        var counts = new Counts[parts.Length];
        output.WriteLine($"bitmaps {plan.Bitmaps}, groups {plan.Groups.Count}, joints {plan.Joints.Count}, block {blocks.Rows}, axes {plan.Axes.Count}");
        void Each(Action work) { for (var row = 0; row < register.Count; row += blocks.Rows) { blocks.TurnTo(row, register.Count); work(); } }
        for (var i = 0; i < 40; i++) Each(() => { blocks.Answer(); fixed (Counts* at = counts) blocks.Judge(parts, null, at); });
        var turn = ThreadClock.Median(31, () => Each(() => { }));
        var answer = ThreadClock.Median(31, () => Each(() => blocks.Answer()));
        var judge = ThreadClock.Median(31, () => Each(() => { fixed (Counts* at = counts) blocks.Judge(parts, null, at); }));
        output.WriteLine($"turn {turn / 1e6:0.00} answer {answer / 1e6:0.00} judge {judge / 1e6:0.00} ms");
    }
}
