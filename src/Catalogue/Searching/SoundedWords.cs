using System.Collections.Frozen;
using System.Text;

namespace Yitong.Catalogue.Searching;

/// <summary>
/// Finds known words that were typed by their sound in Latin letters (拼音): whole (<c>shebaoka</c>), by the first letters of their
/// characters (<c>sbk</c>), and mixed with each other and with characters (<c>社bk</c>).
/// </summary>
internal sealed class SoundedWords
{
    private const int Longest = 10;
    private const int MostReadings = 16;
    private static readonly Lazy<FrozenDictionary<char, string[]>> Sounds = new(ReadSounds);
    private readonly Dictionary<char, List<Known>> byStart = [];

    /// <param name="words">Words that are looked for, folded.</param>
    /// <param name="phrases">What things are called, folded: what several of them have in common is a word as well.</param>
    public SoundedWords(IEnumerable<string> words, IEnumerable<string> phrases)
    {
        var whole = words.Where(word => word.Length is > 1 and <= Longest).ToHashSet(StringComparer.Ordinal);
        foreach (var word in whole.Concat(Common(phrases).Where(piece => !whole.Contains(piece))).Order(StringComparer.Ordinal))
        {
            var known = new Known(word, [.. word.Select(SoundsOf)], whole.Contains(word));
            foreach (var start in known.Sounds[0].Select(sound => sound[0]).Append(word[0]).Distinct())
                (byStart.TryGetValue(start, out var list) ? list : byStart[start] = []).Add(known);
        }
    }

    // Two characters that stand together in several phrases, as 食品 does in 食品经营许可 and 食品小作坊.
    private static IEnumerable<string> Common(IEnumerable<string> phrases) => phrases.Distinct(StringComparer.Ordinal)
        .SelectMany(phrase => Enumerable.Range(0, Math.Max(0, phrase.Length - 1)).Select(at => phrase.Substring(at, 2))
            .Distinct())
        .Where(pair => pair.All(Sounds.Value.ContainsKey)).GroupBy(pair => pair, StringComparer.Ordinal)
        .Where(same => same.Skip(1).Any()).Select(same => same.Key);

    /// <summary>Whether a text holds a Latin letter, and so may hold sounds.</summary>
    public static bool MayBeSounded(string folded) => folded.AsSpan().IndexOfAnyInRange('a', 'z') >= 0;

    /// <summary>The text with sounds as the words that they may be, likely ones first; empty where there are none.</summary>
    public IEnumerable<string> Readings(string folded)
    {
        var spans = Spans(folded);
        var path = BestPath(folded.Length, spans);
        if (path.Count == 0) yield break;
        yield return Written(folded, path);
        var others = from at in Enumerable.Range(0, path.Count)
                     from other in spans[path[at].Start]
                     where other.End == path[at].End && other.Word != path[at].Word
                     select Written(folded, [.. path[..at], other, .. path[(at + 1)..]]);
        foreach (var reading in others.Take(MostReadings)) yield return reading;
    }

    private List<Span>[] Spans(string folded)
    {
        var spans = new List<Span>[folded.Length];
        var ends = new List<(int End, int Initials, int Sounded)>();
        for (var start = 0; start < folded.Length; start++)
        {
            spans[start] = [];
            var isInside = start > 0 && IsLatin(folded[start]) && IsLatin(folded[start - 1]);
            if (!byStart.TryGetValue(folded[start], out var words)) continue;
            foreach (var word in words)
            {
                ends.Clear();
                // First letters of what is only a piece would mean anything.
                Match(folded, start, word, 0, (0, 0), isInside || !word.IsWhole, ends);
                foreach (var (end, initials, sounded) in ends)
                    // First letters alone are so short that they must stand by themselves.
                    if (sounded > 0 && (initials == 0 || (end == folded.Length || !IsLatin(folded[end]))))
                        spans[start].Add(new(start, end, word.Text, WorthOf(end - start, word, initials)));
            }
        }
        return spans;
    }

    // A piece stands only where no word does.
    private static int WorthOf(int length, Known word, int initials) =>
        length * (!word.IsWhole ? 2 : initials == 0 ? 4 : 3) - initials;

    // All ways in which the rest of a word may be written at a place.
    private static void Match(
        string text, int at, Known word, int character, (int Initials, int Sounded) count, bool isWhole,
        List<(int, int, int)> ends)
    {
        if (character == word.Text.Length)
        {
            ends.Add((at, count.Initials, count.Sounded));
            return;
        }
        if (at == text.Length) return;
        if (text[at] == word.Text[character]) Match(text, at + 1, word, character + 1, count, isWhole, ends);
        if (!IsLatin(text[at])) return;
        foreach (var sound in word.Sounds[character])
        {
            if (sound[0] != text[at]) continue;
            if (text.AsSpan(at).StartsWith(sound))
                Match(text, at + sound.Length, word, character + 1, (count.Initials, count.Sounded + 1), isWhole, ends);
            if (isWhole) continue;
            var initial = (count.Initials + 1, count.Sounded + 1);
            if (sound.Length > 1) Match(text, at + 1, word, character + 1, initial, isWhole, ends);
            if (sound.Length > 2 && sound[1] == 'h' && at + 1 < text.Length && text[at + 1] == 'h')
                Match(text, at + 2, word, character + 1, initial, isWhole, ends);
        }
    }

    // Words that do not overlap and together stand for as much of the text as can be.
    private static List<Span> BestPath(int length, List<Span>[] spans)
    {
        var best = new (int Worth, Span? Taken)[length + 1];
        for (var at = length - 1; at >= 0; at--)
        {
            best[at] = (best[at + 1].Worth, null);
            foreach (var span in spans[at])
                if (span.Worth + best[span.End].Worth > best[at].Worth) best[at] = (span.Worth + best[span.End].Worth, span);
        }
        var path = new List<Span>();
        for (var at = 0; at < length;)
            if (best[at].Taken is { } span)
            {
                path.Add(span);
                at = span.End;
            }
            else at++;
        return path;
    }

    // Between known words single syllables are small words of a sentence, such as "wo" and "ban", and say nothing.
    private static string Written(string folded, IReadOnlyList<Span> path)
    {
        var (text, at) = (new StringBuilder(), 0);
        foreach (var span in path)
        {
            AppendUnsounded(text, folded.AsSpan(at, span.Start - at));
            text.Append(span.Word);
            at = span.End;
        }
        AppendUnsounded(text, folded.AsSpan(at));
        return text.ToString();
    }

    private static void AppendUnsounded(StringBuilder text, ReadOnlySpan<char> left)
    {
        foreach (var character in left)
            if (!IsLatin(character)) text.Append(character);
    }

    private static bool IsLatin(char character) => character is >= 'a' and <= 'z';

    private static string[] SoundsOf(char character) => Sounds.Value.GetValueOrDefault(character, []);

    private static FrozenDictionary<char, string[]> ReadSounds()
    {
        using var stream = typeof(SoundedWords).Assembly.GetManifestResourceStream("pinyin")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var sounds = new Dictionary<char, string[]>();
        while (reader.ReadLine() is { } line)
            if (line is [not '#', '\t', .. var said]) sounds[line[0]] = said.Split(' ');
        return sounds.ToFrozenDictionary();
    }

    /// <summary>A word that is looked for, with the sounds of each of its characters.</summary>
    private sealed record Known(string Text, string[][] Sounds, bool IsWhole);

    /// <summary>A word that a stretch of the text may stand for.</summary>
    private sealed record Span(int Start, int End, string Word, int Worth);
}
