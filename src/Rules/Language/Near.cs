using Yitong.Kernel;

namespace Yitong.Rules.Language;

/// <summary>The "did you mean" of a fault.</summary>
internal static class Near
{
    private const int MostLength = 40, MostKnown = 2_000;

    /// <summary>The known word that is nearest to the one written; a dash when none is near.</summary>
    public static string Or(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > MostLength) return "—";
        return known.Take(MostKnown).Select(word => (word, Far: EditDistance.Between(written, word)))
            .Where(each => each.Far <= Math.Max(1, written.Length / 2))
            .OrderBy(each => each.Far).ThenBy(each => each.word, StringComparer.Ordinal)
            .Select(each => each.word).FirstOrDefault() ?? "—";
    }
}
