namespace Yitong.Packs;

/// <summary>The "did you mean" of a fault: the known word at the least edit distance, when it is near enough.</summary>
internal static class Nearest
{
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > 64) return null;
        var near = known.Where(candidate => Math.Abs(candidate.Length - word.Length) <= 2).Take(500)
            .Select(candidate => (candidate, Distance: Distance(word, candidate)))
            .Where(pair => pair.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return near.candidate;
    }

    internal static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 24 || b.Length > 96) return int.MaxValue;
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
