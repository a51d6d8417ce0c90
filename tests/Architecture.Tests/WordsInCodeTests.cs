using System.Text.RegularExpressions;

namespace Yitong.Architecture.Tests;

public sealed partial class WordsInCodeTests
{
    // What may stand in code although people read it, each with its reason.
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["src/Kernel/Identifiers/Money.cs"] = "units of money are part of how an amount is written: 万元, 亿元",
        ["src/Rules/Language/Keywords.cs"] = "the words of the rule language",
        ["src/Kernel/Typing/PhoneNumber.cs"] = "an extension is typed and written as 转8012",
        ["src/Kernel/Typing/TypedDay.cs"] = "a date may be typed as 2026年3月1日",
        ["src/Cases/Answering/AnswerReading.cs"] = "a code is confirmed by typing 无误 behind it",
    };

    [Fact]
    public void No_chinese_stands_in_code_outside_comments()
    {
        var found =
            from file in Repository.Under("src/", ".cs", ".razor")
            where !Exempt.ContainsKey(file)
            from line in Repository.WithoutComments(file).Split('\n').Select((text, at) => (text, at))
            where Chinese().IsMatch(LawOrComma().Replace(line.text, ""))
            select $"{file}:{line.at + 1} {line.text.Trim()}";
        None.Of(found);
    }

    [Fact]
    public void No_exemption_outlives_its_reason() =>
        Assert.All(Exempt.Keys, file => Assert.Matches(Chinese(), Repository.WithoutComments(file)));

    [GeneratedRegex(@"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")]
    private static partial Regex Chinese();

    // A refusal cites its article by the law's own name; the enumeration comma joins names that are data.
    [GeneratedRegex("""
        "[\u4e00-\u9fff]+(法|条例|办法|规定) 第[一二三四五六七八九十百]+条"|"、"
        """)]
    private static partial Regex LawOrComma();
}
