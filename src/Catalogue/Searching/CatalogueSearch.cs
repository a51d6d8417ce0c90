using System.Collections.Frozen;

namespace Yitong.Catalogue.Searching;

/// <summary>What was found.</summary>
public enum HitKind
{
    /// <summary>A bundle of matters (一件事).</summary>
    Journey,
    /// <summary>A single matter (事项).</summary>
    Matter,
}

/// <summary>One thing that a query may mean.</summary>
/// <param name="Kind">Journey or matter.</param>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its plain title.</param>
/// <param name="Score">How well it fits; comparable within one query only.</param>
public sealed record SearchHit(HitKind Kind, string Code, string Title, double Score);

/// <summary>
/// Finds matters and journeys by plain words, in memory: known phrases first, then shared pairs of characters (BM25),
/// then readings with one slip put right. A journey comes before a matter that fits as well. What fits nothing finds
/// nothing. Immutable; safe to share between threads.
/// </summary>
public sealed class CatalogueSearch
{
    private readonly SearchEntry[] entries;
    private readonly PlainSpeech speech;
    private readonly TypingSlips slips;
    private readonly SearchIndex index;

    internal CatalogueSearch(IReadOnlyList<SearchEntry> entries, SearchWords words)
    {
        this.entries = [.. entries];
        speech = new(words, entries.SelectMany(entry => entry.Phrases));
        slips = new(speech.Lexicon, words.SoundAlike);
        index = new(this.entries, speech);
    }

    /// <summary>What the words may mean, best first; empty when nothing fits.</summary>
    /// <param name="query">Anything that people type; the first 100 characters count.</param>
    /// <param name="take">At most so many.</param>
    public IReadOnlyList<SearchHit> Find(string query, int take = 20)
    {
        ArgumentNullException.ThrowIfNull(query);
        var folded = PlainSpeech.Fold(query);
        if (folded.Length == 0 || take <= 0) return [];
        var found = index.Score(speech.Essence(folded), isGuess: false);
        if (found.Count == 0 || found[0].Explained < 0.7)
            foreach (var reading in slips.Readings(folded))
            {
                var guess = index.Score(speech.Essence(reading), isGuess: true);
                if (guess.Count == 0 || guess[0].Explained < SearchIndex.EnoughForGuess) continue;
                if (found.Count == 0 || guess[0].Explained * 0.9 > found[0].Explained) found = guess;
            }
        return [.. found.Where(hit => hit.Explained >= SearchIndex.Enough).Take(take).Select(hit => Show(hit.Entry, hit.Score))];
    }

    private SearchHit Show(int entry, double score) =>
        new(entries[entry].Kind, entries[entry].Code, entries[entry].Title, Math.Round(score, 3));
}

/// <summary>What can be found: its phrases are what people call it, its texts what else is written about it.</summary>
internal sealed record SearchEntry(
    HitKind Kind, string Code, string Title, IReadOnlyList<string> Phrases, IReadOnlyList<string> Texts);
