namespace Yitong.Rules.Language;

/// <summary>The "did you mean" of a fault.</summary>
internal static class Near
{
    private const int MostLength = 40, MostKnown = 2_000;

    /// <summary>The known word that is nearest to the one written; a dash when none is near.</summary>
    public static string Or(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > MostLength) return "—";
        return known.Take(MostKnown).Select(word => (word, Far: Distance(written, word)))
            .Where(each => each.Far <= Math.Max(1, written.Length / 2))
            .OrderBy(each => each.Far).ThenBy(each => each.word, StringComparer.Ordinal)
            .Select(each => each.word).FirstOrDefault() ?? "—";
    }

    // How many letters must be added, left out or changed.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > MostLength / 2) return int.MaxValue;
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
