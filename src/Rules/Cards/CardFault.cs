using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>Something wrong with a card: where, what, and the values that its sentence names.</summary>
/// <param name="File">The card's file, as the reader was told.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Code">
/// Stable and dotted, such as <c>rule.name-unknown</c>; the pack's texts <c>faults.{code}.cause</c> and
/// <c>faults.{code}.remedy</c> say what is wrong and what to do.
/// </param>
/// <param name="Values">What the sentences' braces stand for.</param>
public sealed record CardFault(
    string File, int Line, int Column, string Code, IReadOnlyList<(string Name, object? Value)> Values)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {Code} {string.Join(", ", Values.Select(value => $"{value.Name}={value.Value}"))}";
}

/// <summary>The faults found in one card so far; one at each place and of each code is kept, and at most 100.</summary>
internal sealed class FaultList(string file)
{
    private const int Most = 100, MostText = 80;
    private readonly List<CardFault> found = [];

    public IReadOnlyList<CardFault> All => [.. found.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    /// <summary>How many were told, also those that were not kept: whether anything was wrong since is asked by it.</summary>
    public int Count { get; private set; }

    public void Add(Place at, string code, params (string Name, object? Value)[] values)
    {
        Count++;
        if (found.Count >= Most || found.Exists(fault => fault.Code == code
            && (fault.Line, fault.Column) == (at.Line, at.Column))) return;
        found.Add(new(file, at.Line, at.Column, code, [.. values.Select(value => (value.Name, Short(value.Value)))]));
    }

    private static object? Short(object? value) => value switch
    {
        string { Length: > MostText } text => string.Concat(text.AsSpan(0, MostText), "…"),
        Enum word => Keywords.NameOf(word),
        _ => value,
    };
}
