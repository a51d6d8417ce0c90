namespace Yitong.Rules;

/// <summary>
/// By how much a test that says no is missed: what the number must rise by (below 0: fall by) to the nearest value that would do.
/// Exact; of a ratio a fraction.
/// </summary>
/// <param name="Number">The distance; of a ratio its numerator.</param>
/// <param name="Over">Its denominator; 0 when nothing can be measured, the default.</param>
public readonly record struct Gap(long Number, long Over)
{
    /// <summary>Whether there is a distance.</summary>
    public bool IsMeasured => Over != 0;
}

/// <summary>
/// The memory into which one subject is judged, made once by <see cref="RowJudge.NewFindings"/> and used again for the next
/// subject. Not thread-safe.
/// </summary>
public sealed class RowFindings
{
    /// <summary>No amount is known.</summary>
    public const long NoFen = -1;

    internal RowFindings(int nodes, int leaves, int conditions, int rules)
    {
        (Nodes, GapArray) = (new Truth[nodes], new Gap[leaves]);
        (ConditionArray, RuleArray, NearArray) = (new Truth[conditions], new Truth[rules], new bool[rules]);
        FenArray = new long[rules];
    }

    /// <summary>Of each different single test whether it holds, in the order of <see cref="RowJudge.Leaves"/>.</summary>
    public ReadOnlySpan<Truth> Leaves => Nodes.AsSpan(0, GapArray.Length);

    /// <summary>Of each different single test by how much it is missed; not measured unless it says no.</summary>
    public ReadOnlySpan<Gap> Gaps => GapArray;

    /// <summary>
    /// Of every condition of every rule whether it holds; rule after rule, see <see cref="RowJudge.ConditionsOf"/>.
    /// </summary>
    public ReadOnlySpan<Truth> Conditions => ConditionArray;

    /// <summary>Of each rule whether it holds.</summary>
    public ReadOnlySpan<Truth> Rules => RuleArray;

    /// <summary>Of each rule whether exactly one condition says no and the others yes.</summary>
    public ReadOnlySpan<bool> Near => NearArray;

    /// <summary>
    /// Of each rule that holds or is near what it is worth, in fen; <see cref="NoFen"/> for the others, without an amount, and
    /// where it is unknown.
    /// </summary>
    public ReadOnlySpan<long> Fen => FenArray;

    internal Truth[] Nodes { get; }

    internal Gap[] GapArray { get; }

    internal Truth[] ConditionArray { get; }

    internal Truth[] RuleArray { get; }

    internal bool[] NearArray { get; }

    internal long[] FenArray { get; }
}
