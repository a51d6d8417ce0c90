using System.Text.RegularExpressions;
using Yitong.Rules.Tests.Cards;

namespace Yitong.Rules.Tests.Saying;

/// <summary>The phrases that the common pack tells rules in.</summary>
internal static partial class Pack
{
    public static readonly Dictionary<string, string> Phrases = File
        .ReadAllLines(Path.Combine(Town.Root, "packs/common/texts/rules.yaml")).Select(line => Line().Match(line))
        .Where(line => line.Success).ToDictionary(line => line.Groups[1].Value, line => line.Groups[2].Value);

    public static readonly RuleSaying Saying = new(Phrases.GetValueOrDefault, Town.Facts);

    [GeneratedRegex("^([^#:]+): '(.*)'$")]
    private static partial Regex Line();
}
