namespace Yitong.Catalogue;

/// <summary>What needs what: cycles, ranks and the longest path. Needs that are not in the graph are passed over.</summary>
internal static class Graph
{
    /// <summary>The nodes of a cycle in order, the first repeated at the end; null when there is none.</summary>
    public static IReadOnlyList<string>? Cycle(IReadOnlyDictionary<string, IReadOnlyList<string>> needs)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in needs.Keys)
            if (Walk(start, needs, done, []) is { } cycle) return cycle;
        return null;
    }

    // Depth first with a stack of its own: a chain of thousands in a hostile pack must not exhaust the thread's.
    private static List<string>? Walk(
        string start, IReadOnlyDictionary<string, IReadOnlyList<string>> needs, HashSet<string> done, List<string> path)
    {
        var pending = new Stack<(string Node, int Next)>([(start, 0)]);
        var onPath = new HashSet<string>(StringComparer.Ordinal) { start };
        path.Add(start);
        while (pending.TryPop(out var top))
        {
            var (node, next) = top;
            if (done.Contains(node) && next == 0 || next >= needs[node].Count)
            {
                done.Add(node);
                onPath.Remove(node);
                path.RemoveAt(path.Count - 1);
                continue;
            }
            pending.Push((node, next + 1));
            var need = needs[node][next];
            if (onPath.Contains(need)) return [.. path.SkipWhile(step => step != need), need];
            if (!needs.ContainsKey(need) || done.Contains(need)) continue;
            pending.Push((need, 0));
            onPath.Add(need);
            path.Add(need);
        }
        return null;
    }

    /// <summary>The greatest sum of weights along a path of a graph without cycles; 0 for an empty one.</summary>
    public static int LongestPath(IReadOnlyDictionary<string, IReadOnlyList<string>> needs, Func<string, int> weight)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in InOrder(needs))
            sums[node] = weight(node) + needs[node].Where(sums.ContainsKey).Select(need => sums[need]).DefaultIfEmpty().Max();
        return sums.Values.DefaultIfEmpty().Max();
    }

    /// <summary>The nodes, each after all that it needs. For a graph without cycles.</summary>
    public static IReadOnlyList<string> InOrder(IReadOnlyDictionary<string, IReadOnlyList<string>> needs)
    {
        var waiting = needs.ToDictionary(
            pair => pair.Key, pair => pair.Value.Where(needs.ContainsKey).Distinct().Count(), StringComparer.Ordinal);
        var neededBy = needs.SelectMany(pair => pair.Value.Distinct().Select(need => (need, pair.Key)))
            .ToLookup(pair => pair.need, pair => pair.Key, StringComparer.Ordinal);
        var ready = new Queue<string>(needs.Keys.Where(node => waiting[node] == 0));
        var order = new List<string>();
        while (ready.TryDequeue(out var node))
        {
            order.Add(node);
            foreach (var next in neededBy[node])
                if (--waiting[next] == 0) ready.Enqueue(next);
        }
        return order;
    }
}
