using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Yitong.Rules;

/// <summary>
/// All facts and code lists that the rules of a city may speak of. Immutable but for the pool of texts, which only
/// grows; thread-safe.
/// </summary>
public sealed class FactBook
{
    private readonly Dictionary<string, Fact> byName;

    /// <summary>A book of these facts.</summary>
    /// <exception cref="ArgumentException">Two facts share an id or name, or an index is not the fact's place.</exception>
    public FactBook(IReadOnlyList<Fact> facts, IReadOnlyList<CodeList> lists)
    {
        (Facts, Lists, byName) = (facts, lists, new(StringComparer.Ordinal));
        for (var i = 0; i < facts.Count; i++)
        {
            var fact = facts[i];
            if (fact.Index != i) throw new ArgumentException($"{fact.Id} stands at {i} and says {fact.Index}.");
            if (!byName.TryAdd(fact.Id, fact) || fact.Name != fact.Id && !byName.TryAdd(fact.Name, fact))
                throw new ArgumentException($"{fact.Id} or {fact.Name} is there twice.");
        }
    }

    /// <summary>The facts, each at its index.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>The code lists.</summary>
    public IReadOnlyList<CodeList> Lists { get; }

    /// <summary>The texts that registers and rules have named so far.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>Finds a fact by id or by Chinese name.</summary>
    public bool TryFind(string idOrName, [NotNullWhen(true)] out Fact? fact) => byName.TryGetValue(idOrName, out fact);
}

/// <summary>Gives each different text a number, so that texts are compared as numbers. Thread-safe.</summary>
public sealed class TextPool
{
    private readonly ConcurrentDictionary<string, long> numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, string> texts = new();
    private long last;

    /// <summary>The number of a text: from 1, the same for the same text.</summary>
    public long NumberOf(string text) => numbers.GetOrAdd(text, added =>
    {
        var number = Interlocked.Increment(ref last);
        texts[number] = added;
        return number;
    });

    /// <summary>The text with a number; null when there is none.</summary>
    public string? TextOf(long number) => texts.GetValueOrDefault(number);
}
