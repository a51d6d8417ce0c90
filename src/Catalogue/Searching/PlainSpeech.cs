using Yitong.Kernel;

namespace Yitong.Catalogue.Searching;

/// <summary>
/// Brings what people type and what the catalogue says to the same form: width, case, spaces and punctuation are
/// folded, words that say nothing are dropped, and words that mean the same are written the same.
/// </summary>
internal sealed class PlainSpeech
{
    private readonly WordList dropping;
    private readonly WordList sameness;

    public PlainSpeech(SearchWords words, IEnumerable<string> phrases)
    {
        var groups = words.Groups.Where(group => group.Count > 0)
            .SelectMany(group => group.Select(word => KeyValuePair.Create(LikeText.Of(word), LikeText.Of(group[0])))).ToList();
        sameness = new(groups);
        // A stop word inside a known word is no stop word: 下 in 下岗. So known words stand for themselves here.
        var known = groups.Select(pair => pair.Key).Concat(phrases.Select(phrase => LikeText.Of(phrase)))
            .Where(word => word.Length > 1).ToList();
        dropping = new(known.Select(word => KeyValuePair.Create(word, word))
            .Concat(words.StopWords.Select(word => LikeText.Of(word))
                .Select(word => KeyValuePair.Create(word, word.Length > 1 ? " " : ""))));
        Lexicon = known.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The words that are known, folded.</summary>
    public HashSet<string> Lexicon { get; }

    /// <summary>
    /// The folded text without what says nothing, in one wording; what is nothing but stop words stays. A space is
    /// where a stop word of several characters stood: what it parted is no word.
    /// </summary>
    public string Essence(string folded)
    {
        var kept = dropping.Replace(folded).Trim();
        return sameness.Replace(kept.Length > 0 ? kept : folded);
    }

    /// <summary>The folded text without what says nothing; all of it where nothing else is there.</summary>
    public string Kept(string folded)
    {
        var kept = dropping.Replace(folded).Replace(" ", "", StringComparison.Ordinal);
        return kept.Length > 0 ? kept : folded;
    }
}
