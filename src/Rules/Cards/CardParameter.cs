using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>A parameter (参数) of a card: a number of the law that changes from day to day of its history.</summary>
public sealed class CardParameter
{
    internal CardParameter(string name, Place at, IReadOnlyList<ParameterEntry> entries) =>
        (Name, At, Entries) = (name, at, entries);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The line where it stands, from 1.</summary>
    public int Line => At.Line;

    /// <summary>Whether it has a value for each code of a list instead of one.</summary>
    public bool IsKeyed => Entries is not [{ Keys: null }];

    /// <summary>The days from which a value holds, ascending.</summary>
    public IReadOnlyList<DateOnly> Days => [.. Entries.SelectMany(entry => entry.Values)
        .Select(value => value.From).Distinct().Order()];

    internal Place At { get; }

    internal IReadOnlyList<ParameterEntry> Entries { get; }

    /// <summary>What its values are; set when they are typed.</summary>
    internal Sort Sort { get; set; }

    /// <summary>The list whose codes it is looked up by; known from the first lookup.</summary>
    internal CodeList? List { get; set; }
}

/// <summary>The values of a parameter for some codes, or for all when <c>Keys</c> is null.</summary>
internal sealed record ParameterEntry(IReadOnlyList<string>? Keys, Place At, IReadOnlyList<DatedValue> Values)
{
    /// <summary>The value in force on a day; null before the first.</summary>
    public DatedValue? On(DateOnly day) => Values.LastOrDefault(value => value.From <= day);
}

/// <summary>A value from a day on: written, then typed.</summary>
internal sealed record DatedValue(DateOnly From, Syntax Written)
{
    public Expr? Typed { get; set; }
}
