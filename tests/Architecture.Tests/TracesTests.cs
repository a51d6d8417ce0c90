using System.Text.RegularExpressions;

namespace Yitong.Architecture.Tests;

public sealed partial class TracesTests
{
    // Addresses of pages that a value was read from are quoted as they are.
    private static bool IsQuoted(string line) => line.Contains("https://", StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_left_over_from_making_it() => None.Of(
        from file in Repository.Under("", ".cs", ".razor", ".md", ".yaml", ".txt", ".css", ".js", ".json", "check", "yitong")
        where !file.EndsWith("packages.lock.json", StringComparison.Ordinal)
        from line in Repository.Text(file).Split('\n').Select((text, at) => (text, at))
        where LeftOver().IsMatch(line.text) && !IsQuoted(line.text)
        select $"{file}:{line.at + 1} {line.text.Trim()}");

    // Each pattern is written so that it does not find itself.
    [GeneratedRegex("""
        \bTO[D]O\b|\bFIX[M]E\b|\bXX[X]\b|/work/(?:wt|main|share[d])\b|\.\./share[d]/
        |(?i:lorem[ ]ipsum|helper[ ]session|chat[g]pt|open[a]i\b|\bcla[u]de\b|copi[l]ot|language[ ]model)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex LeftOver();
}
