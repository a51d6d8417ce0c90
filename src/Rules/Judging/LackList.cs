namespace Yitong.Rules.Judging;

/// <summary>Why something is unknown, while it is gathered.</summary>
internal sealed class LackList
{
    private readonly SortedSet<Fact> missing = new(ByIndex), zeros = new(ByIndex);
    private readonly SortedSet<string> gaps = new(StringComparer.Ordinal);

    private static Comparer<Fact> ByIndex { get; } = Comparer<Fact>.Create((a, b) => a.Index.CompareTo(b.Index));

    public void Missing(Fact fact) => missing.Add(fact);

    public void Zero(Fact fact) => zeros.Add(fact);

    public void Gap(string name) => gaps.Add(name);

    public void Add(Lack lack)
    {
        missing.UnionWith(lack.Missing);
        zeros.UnionWith(lack.ZeroDivisors);
        gaps.UnionWith(lack.Gaps);
    }

    public Lack Whole => missing.Count + zeros.Count + gaps.Count == 0 ? Lack.Nothing : new([.. missing], [.. zeros], [.. gaps]);
}
