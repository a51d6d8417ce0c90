namespace Yitong.Catalogue.Searching;

/// <summary>
/// Finds known words that were mistyped: characters that sound alike; a missing or an additional character in words of
/// three and more, a wrong one in words of four and more (in a shorter word it would change the meaning: 驾照 is no 护照).
/// </summary>
internal sealed class TypingSlips
{
    private const int Longest = 8;
    private readonly IReadOnlySet<string> words;
    private readonly Dictionary<string, List<string>> byShortened = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> bySound = new(StringComparer.Ordinal);
    private readonly Dictionary<char, char> sounds = [];

    public TypingSlips(IReadOnlySet<string> words, IReadOnlyList<string> soundAlike)
    {
        this.words = words;
        foreach (var group in soundAlike)
            foreach (var character in group) sounds.TryAdd(character, group[0]);
        foreach (var word in words.Where(word => word.Length <= Longest))
        {
            Post(bySound, Sound(word), word);
            if (word.Length < 3) continue;
            foreach (var shortened in Shortened(word).Append(word).Distinct(StringComparer.Ordinal))
                Post(byShortened, shortened, word);
        }
    }

    /// <summary>The text with a mistyped word put right, the readings of longest words first; empty when nothing is near.</summary>
    public IEnumerable<string> Readings(string folded)
    {
        var readings = new List<(string Text, int Length, int Changed)>();
        for (var start = 0; start < folded.Length; start++)
            for (var length = Math.Min(Longest + 1, folded.Length - start); length >= 2; length--)
            {
                var piece = folded.Substring(start, length);
                if (words.Contains(piece)) continue;
                foreach (var word in Near(piece))
                    readings.Add((string.Concat(folded.AsSpan(0, start), word, folded.AsSpan(start + length)), word.Length, length));
            }
        return readings.OrderByDescending(reading => reading.Length).ThenBy(reading => reading.Changed)
            .Select(reading => reading.Text).Distinct(StringComparer.Ordinal).Take(12);
    }

    private IEnumerable<string> Near(string piece)
    {
        if (bySound.TryGetValue(Sound(piece), out var heard))
            foreach (var word in heard.Where(word => piece.Where((character, i) => character == word[i]).Any())) yield return word;
        // What holds a known word is no slip of a longer one: 被公司 is not 办公司.
        if (piece.Length < 3 || HoldsWord(piece)) yield break;
        foreach (var shortened in Shortened(piece).Append(piece).Distinct(StringComparer.Ordinal))
            if (byShortened.TryGetValue(shortened, out var near))
                foreach (var word in near.Where(word => IsOneSlip(piece, word))) yield return word;
    }

    private bool HoldsWord(string piece)
    {
        for (var start = 0; start + 2 <= piece.Length; start++)
            for (var length = 2; start + length <= piece.Length; length++)
                if (words.Contains(piece.Substring(start, length))) return true;
        return false;
    }

    private string Sound(string text) =>
        string.Create(text.Length, (text, sounds), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = state.sounds.GetValueOrDefault(state.text[i], state.text[i]);
        });

    private static IEnumerable<string> Shortened(string word) =>
        Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1));

    private static bool IsOneSlip(string typed, string word)
    {
        var (a, b) = typed.Length <= word.Length ? (typed, word) : (word, typed);
        if (b.Length - a.Length > 1 || a.Length == b.Length && a.Length < 4) return false;
        var i = 0;
        while (i < a.Length && a[i] == b[i]) i++;
        return a.Length == b.Length
            ? i < a.Length && a.AsSpan(i + 1).SequenceEqual(b.AsSpan(i + 1))
            : a.AsSpan(i).SequenceEqual(b.AsSpan(i + 1));
    }

    private static void Post(Dictionary<string, List<string>> index, string key, string word) =>
        (index.TryGetValue(key, out var list) ? list : index[key] = []).Add(word);
}
