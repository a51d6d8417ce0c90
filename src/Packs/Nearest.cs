using Yitong.Kernel;

namespace Yitong.Packs;

/// <summary>The "did you mean" of a fault: the known word at the least edit distance, when it is near enough.</summary>
internal static class Nearest
{
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > 64) return null;
        var near = known.Where(candidate => Math.Abs(candidate.Length - word.Length) <= 2).Take(500)
            .Select(candidate => (candidate, Distance: EditDistance.Between(word, candidate)))
            .Where(pair => pair.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return near.candidate;
    }
}
