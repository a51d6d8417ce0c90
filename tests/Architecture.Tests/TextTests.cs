using System.Text.RegularExpressions;
using Yitong.Packs;

namespace Yitong.Architecture.Tests;

/// <summary>What people read is data of the pack, and the code asks for nothing that is not there.</summary>
public sealed partial class TextTests
{
    private static readonly string Root = FindRoot();
    private static readonly Texts Common = ReadTexts();
    private static readonly (string File, string Code)[] Sources =
    [
        .. new[] { "*.cs", "*.razor" }
            .SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Root, "src"), kind, SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/") && !file.Contains("/Migrations/"))
            .Select(file => (Path.GetRelativePath(Root, file), WithoutComments(File.ReadAllText(file)))),
    ];

    // Readers of packs tell faults, which have sentences of their own.
    private static readonly string[] Readers = ["src/Packs/", "src/Catalogue/", "src/Cli/"];

    [Fact]
    public void No_sentence_stands_in_the_code()
    {
        var found = Sources.SelectMany(source => (source.File.EndsWith(".razor") ? Ideographs() : Literal()).Matches(source.Code)
            .Select(match => match.Value.Trim('"', '\''))
            .Where(text => Ideographs().IsMatch(text) && !IsUnit(text) && !Citation().IsMatch(text))
            .Select(text => $"{source.File}: {text}"));
        Nothing(found);
    }

    [Fact]
    public void Every_text_that_is_asked_for_is_in_the_pack()
    {
        var missing = Sources.SelectMany(source => Asked().Matches(source.Code)
            .Select(match => match.Groups[1].Value).Where(key => !Common.Has(key)).Select(key => $"{source.File}: {key}"));
        Nothing(missing);
    }

    [Fact]
    public void Every_text_that_is_put_together_has_its_kin_in_the_pack()
    {
        var missing = Sources.SelectMany(source => AskedByPattern().Matches(source.Code)
            .Select(match => match.Groups[1].Value)
            .Where(pattern => !Common.Keys.Any(PatternOf(pattern).IsMatch)).Select(pattern => $"{source.File}: {pattern}"));
        Nothing(missing);
    }

    [Fact]
    public void No_text_lies_unused()
    {
        var literals = Sources.SelectMany(source => Key().Matches(source.Code).Select(match => match.Groups[1].Value)).ToHashSet();
        var patterns = Sources.SelectMany(source => Pattern().Matches(source.Code).Select(match => match.Groups[1].Value))
            .Distinct().Select(PatternOf).ToList();
        var unused = Common.Keys.Where(key => !key.StartsWith("faults.")
            && !literals.Contains(key) && !literals.Contains(AfterFirstDot(key)) && !literals.Contains(BeforeLastDot(key))
            && !literals.Any(literal => literal.EndsWith('.') && key.StartsWith(literal, StringComparison.Ordinal))
            && !patterns.Any(pattern => pattern.IsMatch(key) || pattern.IsMatch(AfterFirstDot(key)) || pattern.IsMatch(BeforeLastDot(key))));
        Nothing(unused);
    }

    [Fact]
    public void Every_refusal_has_its_sentence()
    {
        var missing = Sources.Where(source => !Readers.Any(source.File.StartsWith))
            .SelectMany(source => Refused().Matches(source.Code).Select(match => match.Groups[1].Value)
                .Where(code => !Common.Has("refusals." + code)).Select(code => $"{source.File}: {code}"));
        Nothing(missing);
    }

    private static void Nothing(IEnumerable<string> found)
    {
        var all = string.Join('\n', found.Order(StringComparer.Ordinal));
        Assert.True(all.Length == 0, all);
    }

    // A unit or a single sign that is read or written, such as 万元 or 年.
    private static bool IsUnit(string text) => text.Length <= 3;

    private static string AfterFirstDot(string key) => key[(key.IndexOf('.') + 1)..];

    private static string BeforeLastDot(string key) => key[..key.LastIndexOf('.')];

    private static Regex PatternOf(string pattern) =>
        new("^" + Hole().Replace(Regex.Escape(pattern).Replace("\\{", "{"), ".+") + "$");

    private static string WithoutComments(string code) => Comment().Replace(code, match =>
        match.Value.StartsWith('"') || match.Value.StartsWith('\'') ? match.Value : "");

    private static Texts ReadTexts()
    {
        var sentences = new Dictionary<string, string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "packs", "common", "texts"), "*.yaml"))
            foreach (var line in File.ReadLines(file))
                if (Line().Match(line) is { Success: true } found)
                    sentences[found.Groups[1].Value] = found.Groups[2].Value;
        return new Texts(sentences);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Yitong.slnx")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+")]
    private static partial Regex Ideographs();
    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)'")]
    private static partial Regex Literal();
    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)'|//[^\\n]*|@\\*.*?\\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();
    [GeneratedRegex(@"^[\p{L}]+(法|条例|规定|办法) 第[\p{L}]+条([、第\p{L}]*)$")]
    private static partial Regex Citation();
    [GeneratedRegex("(?:\\bT|\\btexts)(?:\\[|\\.Say\\()\"([a-zA-Z0-9.-]+)\"[\\],)]")]
    private static partial Regex Asked();
    [GeneratedRegex("(?:\\bT|\\btexts)(?:\\[|\\.Say\\()\\$\"([^\"]+)\"")]
    private static partial Regex AskedByPattern();
    [GeneratedRegex("\"([a-zA-Z][a-zA-Z0-9]*(?:[.-][a-zA-Z0-9-]+)*\\.?)\"")]
    private static partial Regex Key();
    [GeneratedRegex("\\$\"([a-zA-Z][^\"\\n ]*\\{[^\"\\n ]*)\"")]
    private static partial Regex Pattern();
    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
    [GeneratedRegex("(?:new Refusal|Refused|Fault)\\((?:\"[a-zA-Z]+\", )?\"([a-z-]+(?:\\.[a-z-]+)+)\"")]
    private static partial Regex Refused();
    [GeneratedRegex(@"^([a-zA-Z0-9.-]+): +(.*)$")]
    private static partial Regex Line();
}
