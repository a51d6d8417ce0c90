namespace Yitong.Catalogue.Searching;

/// <summary>
/// Finds known words that were mistyped: characters that sound alike; a missing or an additional character in words of
/// three and more, a wrong one in words of four and more (in a shorter word it would change the meaning: 驾照 is no 护照).
/// </summary>
internal sealed class TypingSlips
{
    private const int Longest = 8;
    private const int MostReadings = 12;
    private const int MostWords = 50_000;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> known;
    private readonly Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> shorter;
    private readonly Dictionary<string, List<string>>.AlternateLookup<ReadOnlySpan<char>> heard;
    private readonly Dictionary<char, char> sounds = [];

    public TypingSlips(HashSet<string> words, IReadOnlyList<string> soundAlike)
    {
        var byShortened = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var bySound = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        shorter = byShortened.GetAlternateLookup<ReadOnlySpan<char>>();
        heard = bySound.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var group in soundAlike)
            foreach (var character in group) sounds.TryAdd(character, group[0]);
        foreach (var word in words.Where(word => word.Length <= Longest).Take(MostWords))
        {
            Post(bySound, Sound(word), word);
            if (word.Length < 3) continue;
            foreach (var shortened in Shortened(word).Append(word).Distinct(StringComparer.Ordinal))
                Post(byShortened, shortened, word);
        }
    }

    /// <summary>
    /// The text with a mistyped word put right, the readings of longest words first; empty when nothing is near.
    /// </summary>
    public IEnumerable<string> Readings(string folded)
    {
        var readings = new List<(string Text, int Length, int Changed)>();
        var knownEnd = KnownEnds(folded);
        var sound = Sound(folded);
        for (var start = 0; start < folded.Length; start++)
            for (var length = Math.Min(Longest + 1, folded.Length - start); length >= 2; length--)
            {
                var piece = folded.AsSpan(start, length);
                if (known.Contains(piece)) continue;
                // What holds a known word is no slip of a longer one: 被公司 is not 办公司.
                var holdsWord = knownEnd[start] <= start + length;
                foreach (var word in Near(piece, sound.AsSpan(start, length), holdsWord))
                    readings.Add(
                        (string.Concat(folded.AsSpan(0, start), word, folded.AsSpan(start + length)), word.Length, length));
            }
        return readings.OrderByDescending(reading => reading.Length).ThenBy(reading => reading.Changed)
            .Select(reading => reading.Text).Distinct(StringComparer.Ordinal).Take(MostReadings);
    }

    private List<string> Near(ReadOnlySpan<char> piece, ReadOnlySpan<char> sound, bool holdsWord)
    {
        List<string> near = [];
        if (heard.TryGetValue(sound, out var alike))
            foreach (var word in alike)
                if (SharesCharacter(piece, word)) near.Add(word);
        if (piece.Length < 3 || holdsWord) return near;
        AddOneSlip(near, piece, piece);
        Span<char> shortened = stackalloc char[piece.Length - 1];
        for (var i = 0; i < piece.Length; i++)
        {
            piece[..i].CopyTo(shortened);
            piece[(i + 1)..].CopyTo(shortened[i..]);
            AddOneSlip(near, piece, shortened);
        }
        return near;
    }

    private void AddOneSlip(List<string> near, ReadOnlySpan<char> piece, ReadOnlySpan<char> key)
    {
        if (!shorter.TryGetValue(key, out var words)) return;
        foreach (var word in words)
            if (IsOneSlip(piece, word)) near.Add(word);
    }

    // For each place, where the first known word that starts there or later ends.
    private int[] KnownEnds(string folded)
    {
        var ends = new int[folded.Length + 1];
        ends[folded.Length] = int.MaxValue;
        for (var start = folded.Length - 1; start >= 0; start--)
        {
            ends[start] = ends[start + 1];
            for (var length = 2; length <= Longest && start + length <= folded.Length; length++)
                if (known.Contains(folded.AsSpan(start, length)))
                {
                    ends[start] = Math.Min(ends[start], start + length);
                    break;
                }
        }
        return ends;
    }

    private static bool SharesCharacter(ReadOnlySpan<char> piece, string word)
    {
        for (var i = 0; i < piece.Length; i++)
            if (piece[i] == word[i]) return true;
        return false;
    }

    private string Sound(string text) =>
        string.Create(text.Length, (text, sounds), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = state.sounds.GetValueOrDefault(state.text[i], state.text[i]);
        });

    private static IEnumerable<string> Shortened(string word) =>
        Enumerable.Range(0, word.Length).Select(i => word.Remove(i, 1));

    private static bool IsOneSlip(ReadOnlySpan<char> typed, ReadOnlySpan<char> word)
    {
        var a = typed.Length <= word.Length ? typed : word;
        var b = typed.Length <= word.Length ? word : typed;
        if (b.Length - a.Length > 1 || a.Length == b.Length && a.Length < 4) return false;
        var i = 0;
        while (i < a.Length && a[i] == b[i]) i++;
        return a.Length == b.Length
            ? i < a.Length && a[(i + 1)..].SequenceEqual(b[(i + 1)..])
            : a[i..].SequenceEqual(b[(i + 1)..]);
    }

    private static void Post(Dictionary<string, List<string>> index, string key, string word) =>
        (index.TryGetValue(key, out var list) ? list : index[key] = []).Add(word);
}
