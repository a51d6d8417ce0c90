using System.Collections.Frozen;

namespace Yitong.Catalogue.Searching;

/// <summary>Words to be found in a text, the longest at each place.</summary>
internal sealed class WordList
{
    private readonly FrozenDictionary<string, string> meanings;
    private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly int longest;

    /// <param name="meanings">Each word with what is to stand for it.</param>
    public WordList(IEnumerable<KeyValuePair<string, string>> meanings)
    {
        this.meanings = meanings.DistinctBy(pair => pair.Key).ToFrozenDictionary(StringComparer.Ordinal);
        lookup = this.meanings.GetAlternateLookup<ReadOnlySpan<char>>();
        longest = this.meanings.Keys.Select(word => word.Length).DefaultIfEmpty().Max();
    }

    public IEnumerable<string> Words => meanings.Keys;

    public bool Has(string word) => meanings.ContainsKey(word);

    /// <summary>The longest word that starts the text, as its length and meaning; 0 when none does.</summary>
    public int Longest(ReadOnlySpan<char> text, out string meaning)
    {
        for (var length = Math.Min(longest, text.Length); length > 0; length--)
            if (lookup.TryGetValue(text[..length], out meaning!)) return length;
        meaning = "";
        return 0;
    }

    /// <summary>The longest word anywhere in the text, as its length and meaning; 0 when there is none.</summary>
    public int LongestIn(ReadOnlySpan<char> text, out string meaning)
    {
        var longest = 0;
        meaning = "";
        for (var i = 0; i < text.Length - longest; i++)
            if (Longest(text[i..], out var found) is var length && length > longest) (longest, meaning) = (length, found);
        return longest;
    }

    /// <summary>The text with each word replaced by what stands for it.</summary>
    public string Replace(ReadOnlySpan<char> text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = Longest(text[i..], out var meaning);
            if (length == 0) result.Append(text[i++]);
            else
            {
                result.Append(meaning);
                i += length;
            }
        }
        return result.ToString();
    }
}
