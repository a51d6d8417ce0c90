using System.Runtime.InteropServices;
using Yitong.Kernel;

namespace Yitong.Catalogue.Searching;

/// <summary>An inverted index over phrases, pairs of characters and single characters.</summary>
internal sealed class SearchIndex
{
    /// <summary>Share of the query's weight that a hit must explain.</summary>
    public const double Enough = 0.45;

    /// <summary>The same for a reading with a slip put right.</summary>
    public const double EnoughForGuess = 0.6;

    // A phrase as rare as this tells what is meant in however long a sentence.
    private const double TellingPhrase = 6;
    private const int LongestPhrase = 14;
    private readonly int count;
    private readonly SearchEntry[] entries;
    private readonly Dictionary<string, List<(int Entry, float Weight)>> phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(int Entry, float Weight)>>.AlternateLookup<ReadOnlySpan<char>> phraseLookup;
    private readonly Dictionary<int, List<(int Entry, float Weight)>> pairs = [];

    public SearchIndex(SearchEntry[] entries, PlainSpeech speech)
    {
        (this.entries, count) = (entries, entries.Length);
        phraseLookup = phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < count; i++) Add(i, entries[i], speech);
    }

    private void Add(int entry, SearchEntry source, PlainSpeech speech)
    {
        var known = source.Phrases.Select(phrase => speech.Essence(LikeText.Of(phrase)))
            .Where(phrase => phrase.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        foreach (var phrase in known) Post(phrases, phrase, entry, 1f);
        var weights = new Dictionary<int, float>();
        foreach (var phrase in known)
            foreach (var pair in Pairs(phrase)) weights[pair] = Math.Max(weights.GetValueOrDefault(pair), 1f);
        foreach (var text in source.Texts.Select(text => speech.Essence(LikeText.Of(text))))
            foreach (var pair in Pairs(text)) weights[pair] = Math.Max(weights.GetValueOrDefault(pair), 0.6f);
        foreach (var (pair, weight) in weights) Post(pairs, pair, entry, weight);
    }

    private static void Post<TKey>(Dictionary<TKey, List<(int, float)>> index, TKey key, int entry, float weight)
        where TKey : notnull
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
        (list ??= []).Add((entry, weight));
    }

    /// <summary>Entries with their score and the share of the query that they explain, best first.</summary>
    /// <param name="query">The essence of what was typed.</param>
    /// <param name="isGuess">Whether it is a reading with a slip put right, which must explain more.</param>
    public List<(int Entry, double Score, double Explained)> Score(string query, bool isGuess)
    {
        var marks = new Mark[count];
        var length = query.Length - query.AsSpan().Count(' ');
        MarkPhrases(query, length, marks);
        var total = MarkPairs(query, marks);
        var found = new List<(int Entry, double Score, double Explained)>();
        for (var entry = 0; entry < count; entry++)
        {
            var mark = marks[entry];
            if (mark.Pairs <= 0 && mark.Phrase <= 0) continue;
            var explained = Math.Max(mark.PhraseShare, total > 0 ? mark.Pairs / total : 0);
            if (mark.Phrase >= TellingPhrase && !isGuess) explained = Math.Max(explained, Enough);
            var score = (mark.Phrase + mark.Pairs) * (0.5 + 0.5 * explained)
                * (entries[entry].Kind == HitKind.Journey ? 1.12 : 1.0);
            found.Add((entry, score, explained));
        }
        found.Sort((a, b) => b.Score.CompareTo(a.Score) is var order && order != 0 ? order : a.Entry.CompareTo(b.Entry));
        return found;
    }

    // Every known phrase inside the query counts for its entries: the longest full, shorter ones a little.
    private void MarkPhrases(string query, int whole, Mark[] marks)
    {
        for (var start = 0; start < query.Length; start++)
            for (var length = Math.Min(LongestPhrase, query.Length - start); length > 0; length--)
            {
                if (length == 1 && whole > 1) break;
                if (!phraseLookup.TryGetValue(query.AsSpan(start, length), out var list)) continue;
                var rarity = Rarity(list.Count);
                var share = (double)length / whole;
                var weight = rarity * length * (share >= 1 ? 1.6 : 1.0);
                foreach (var (entry, _) in list)
                {
                    ref var mark = ref marks[entry];
                    var (more, less) = weight > mark.Phrase ? (weight, mark.Phrase) : (mark.Phrase, weight);
                    mark.Phrase = more + 0.1 * less;
                    mark.PhraseShare = Math.Max(mark.PhraseShare, share);
                }
            }
    }

    // The weight of all pairs of the query; those that nothing in the catalogue has weigh most.
    private double MarkPairs(string query, Mark[] marks)
    {
        var total = 0.0;
        foreach (var pair in Pairs(query))
        {
            if (!pairs.TryGetValue(pair, out var list))
            {
                total += Rarity(1);
                continue;
            }
            var rarity = Rarity(list.Count);
            total += rarity;
            foreach (var (entry, weight) in list) marks[entry].Pairs += rarity * weight;
        }
        return total;
    }

    private double Rarity(int having) => Math.Log(1 + (count - having + 0.5) / (having + 0.5));

    private static HashSet<int> Pairs(string text)
    {
        var found = new HashSet<int>();
        for (var i = 0; i + 1 < text.Length; i++)
            if (text[i] != ' ' && text[i + 1] != ' ') found.Add(text[i] << 16 | text[i + 1]);
        return found;
    }

    private record struct Mark(double Phrase, double PhraseShare, double Pairs);
}
