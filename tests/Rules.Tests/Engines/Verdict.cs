namespace Yitong.Rules.Tests.Engines;

/// <summary>What one engine says of one rule and one row.</summary>
internal readonly record struct Verdict(Truth Truth, bool IsNear, long? Fen)
{
    /// <summary>As the definition has it, condition by condition.</summary>
    public static Verdict Of(BoundRule rule, ReadOnlySpan<FactValue> row)
    {
        var truths = new List<Truth>();
        foreach (var condition in rule.Conditions) truths.Add(Reckoning.Judge(condition.Test, row));
        var truth = truths.Count == 0 ? Truth.Yes : truths.Min();
        var isNear = truths.Count(each => each == Truth.No) == 1 && truths.TrueForAll(each => each != Truth.Unknown);
        var fen = truth == Truth.Yes && rule.Amount is { } amount && Reckoning.TryReckon(amount, row, out var exact) ? exact : (long?)null;
        return new(truth, isNear, fen);
    }

    /// <summary>As the row judge found it.</summary>
    public static Verdict Of(RowFindings findings, int rule) => new(findings.Rules[rule], findings.Near[rule],
        findings.Rules[rule] == Truth.Yes && findings.Fen[rule] != RowFindings.NoFen ? findings.Fen[rule] : null);

    /// <summary>As the interpreter found it by the card itself.</summary>
    public static Verdict Of(RuleCard card, DateOnly day, FactValue[] row)
    {
        var finding = Judge.Of(card, day, fact => row[fact.Index]);
        var refusing = finding.Conditions.Count(condition => condition.Truth == Truth.No);
        var isNear = refusing == 1 && finding.Conditions.All(condition => condition.Truth != Truth.Unknown);
        return new(finding.Truth, isNear, finding.Truth == Truth.Yes ? finding.Amount?.Fen : null);
    }
}
