using Yitong.Rules.Language;

namespace Yitong.Rules;

/// <summary>
/// A piece of a card's YAML with its place: what a host reads that keeps keys of its own in a card.
/// </summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public abstract record CardNode(int Line, int Column)
{
    internal Place At => new(Line, Column);
}

/// <summary>One value.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Text">The text without quotes.</param>
public sealed record CardText(int Line, int Column, string Text) : CardNode(Line, Column)
{
    internal Placed Placed { get; init; } = new(Text, []);
}

/// <summary>A list.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Items">Its items.</param>
public sealed record CardList(int Line, int Column, IReadOnlyList<CardNode> Items) : CardNode(Line, Column);

/// <summary>A map; keys are unique.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Entries">Its entries, in the order of the file.</param>
public sealed record CardMap(int Line, int Column, IReadOnlyList<CardEntry> Entries) : CardNode(Line, Column)
{
    /// <summary>The entry with a key; null when there is none.</summary>
    public CardEntry? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key);
}

/// <summary>A key and what stands under it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">The key's line, from 1.</param>
/// <param name="Column">The key's column, from 1.</param>
/// <param name="Value">What stands under it.</param>
public sealed record CardEntry(string Key, int Line, int Column, CardNode Value)
{
    internal Place At => new(Line, Column);
}
