using System.Collections.Frozen;
using Yitong.Kernel;

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
/// <param name="IsUnsure">
/// Whether the query was read otherwise than it was typed: a slip put right, first letters as a word.
/// </param>
public sealed record SearchHit(HitKind Kind, string Code, string Title, double Score, bool IsUnsure = false);

/// <summary>What a query found.</summary>
/// <param name="Hits">What it may mean, best first; empty when nothing fits.</param>
/// <param name="Elsewhere">What it means, where that is not offered here; then there are no hits.</param>
public sealed record SearchFound(IReadOnlyList<SearchHit> Hits, DoneElsewhere? Elsewhere);

/// <summary>
/// Finds matters and journeys by plain words, in memory: known phrases first, then shared pairs of characters (BM25),
/// then readings with sounds as words and with one slip put right. A journey comes before a matter that fits as well. What is
/// done elsewhere says so. What fits nothing finds nothing. Immutable; safe to share between threads.
/// </summary>
public sealed class CatalogueSearch
{
    private const int LongestQuery = 100;
    private const double WellExplained = 0.7;
    private const double Certain = 0.95;
    private readonly SearchEntry[] entries;
    private readonly PlainSpeech speech;
    private readonly TypingSlips slips;
    private readonly SoundedWords sounded;
    private readonly SearchIndex index;
    private readonly WordList elsewhere;
    private readonly FrozenDictionary<string, DoneElsewhere> byKey;

    internal CatalogueSearch(IReadOnlyList<SearchEntry> entries, SearchWords words)
    {
        this.entries = [.. entries];
        var called = words.Elsewhere
            .SelectMany(each => each.Words.Select(word => KeyValuePair.Create(LikeText.Of(word), each.Key))).ToList();
        elsewhere = new(called);
        byKey = words.Elsewhere.ToFrozenDictionary(each => each.Key, StringComparer.Ordinal);
        speech = new(words, entries.SelectMany(entry => entry.Phrases));
        slips = new(speech.Lexicon, words.SoundAlike);
        var stops = words.StopWords.Select(word => LikeText.Of(word));
        sounded = new(
            speech.Lexicon.Concat(stops).Concat(called.Select(word => word.Key)),
            entries.SelectMany(entry => entry.Phrases).Select(phrase => LikeText.Of(phrase)));
        index = new(this.entries, speech);
    }

    /// <summary>What the words may mean, best first; empty when nothing fits.</summary>
    /// <param name="query">Anything that people type; the first 100 characters count.</param>
    /// <param name="take">At most so many.</param>
    public IReadOnlyList<SearchHit> Find(string query, int take = 20) => Look(query, take).Hits;

    /// <summary>What the words may mean, here or elsewhere.</summary>
    /// <param name="query">Anything that people type; the first 100 characters count.</param>
    /// <param name="take">At most so many hits.</param>
    public SearchFound Look(string query, int take = 20)
    {
        ArgumentNullException.ThrowIfNull(query);
        var folded = LikeText.Of(query, LongestQuery);
        if (folded.Length == 0 || take <= 0) return new([], null);
        var best = Read(folded, isGuess: false);
        if (best.Explained < WellExplained && SoundedWords.MayBeSounded(folded))
            foreach (var reading in sounded.Readings(folded))
            {
                if (best.Explained >= Certain) break;
                best = Better(best, Read(reading, isGuess: true));
            }
        if (best.Explained < WellExplained)
            foreach (var reading in slips.Readings(folded))
                best = Better(best, Read(reading, isGuess: true));
        if (best.Elsewhere is { } done) return new([], done);
        return new([.. best.Found.Where(hit => hit.Explained >= SearchIndex.Enough).Take(take)
            .Select(hit => Show(hit.Entry, hit.Score, best.IsGuess))], null);
    }

    // What is done elsewhere is meant where it says more of the query than anything that is done here.
    private Reading Read(string text, bool isGuess)
    {
        var essence = speech.Essence(text);
        var found = index.Score(essence, isGuess);
        var explained = found.Count == 0 ? 0 : found[0].Explained;
        if (elsewhere.LongestIn(text, out var key) is var length and > 0
            && (double)length / speech.Kept(text).Length is var share && share >= SearchIndex.Enough && share > explained - 0.01)
            return new([], Math.Min(1, share), byKey[key], isGuess);
        return new(found, explained, null, isGuess);
    }

    private static Reading Better(Reading one, Reading other) =>
        other.Explained >= SearchIndex.EnoughForGuess && other.Explained * 0.9 > one.Explained ? other : one;

    private SearchHit Show(int entry, double score, bool isUnsure) =>
        new(entries[entry].Kind, entries[entry].Code, entries[entry].Title, Math.Round(score, 3), isUnsure);

    /// <summary>One way to read a query.</summary>
    private readonly record struct Reading(
        List<(int Entry, double Score, double Explained)> Found, double Explained, DoneElsewhere? Elsewhere, bool IsGuess);
}

/// <summary>What can be found: its phrases are what people call it, its texts what else is written about it.</summary>
internal sealed record SearchEntry(
    HitKind Kind, string Code, string Title, IReadOnlyList<string> Phrases, IReadOnlyList<string> Texts);
