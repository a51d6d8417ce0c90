using System.Text.RegularExpressions;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Parties;

namespace Yitong.Architecture.Tests;

/// <summary>Code names a sentence by its dotted key; the sentences are in <c>packs/*/texts</c>.</summary>
public sealed partial class TextsTests
{
    // Dotted literals that are no key of a sentence: names of JSON fields in answers about a person or company.
    private static readonly string[] NoKeys = ["subject.name", "subject.citizenNumber", "subject.creditCode", "log-sm2.key"];

    private static readonly HashSet<string> Keys =
    [
        .. from file in Repository.Under("packs/", ".yaml")
           where file.Contains("/texts/", StringComparison.Ordinal)
           from Match line in KeyOfLine().Matches(Repository.Text(file))
           select line.Groups[1].Value,
    ];

    private static readonly (string File, string Literal)[] Literals =
    [
        .. from file in Repository.Under("src/", ".cs", ".razor")
           from Match literal in Dotted().Matches(Repository.WithoutComments(file))
           select (file, literal.Groups[1].Value),
    ];

    // Events have stable names of the same shape, declared on their records.
    private static readonly HashSet<string> Events =
    [
        .. from file in Repository.Under("src/", ".cs")
           from Match declared in EventName().Matches(Repository.Text(file))
           select declared.Groups[1].Value,
    ];

    [Fact]
    public void Every_key_and_refusal_in_code_has_its_sentence()
    {
        var unknown =
            from each in Literals
            where !each.Literal.EndsWith('.') && !IsFile().IsMatch(each.Literal)
            where !NoKeys.Contains(each.Literal) && !Events.Contains(each.Literal)
            where !Names(each.Literal).Any(Keys.Contains)
            select $"{each.File}: no text has the key {each.Literal} or refusals.{each.Literal}";
        None.Of(unknown);
    }

    [Fact]
    public void Every_shape_of_keys_in_code_has_sentences() => None.Of(
        from shape in Templates()
        where !shape.StartsWith("refusals", StringComparison.Ordinal) && !shape.StartsWith("faults", StringComparison.Ordinal)
        where !Keys.Any(key => Regex.IsMatch(key, $"^(?:{shape})$"))
        select shape);

    [Fact]
    public void Every_sentence_is_used()
    {
        var literal = Literals.SelectMany(each => Names(each.Literal)).ToHashSet();
        var built = Literals.Where(each => each.Literal.EndsWith('.')).Select(each => Regex.Escape(each.Literal) + ".+")
            .Concat(Templates())
            .SelectMany(pattern => new[] { pattern, "refusals\\." + pattern }).ToHashSet();
        var any = new Regex($"^(?:{string.Join('|', built)})$");
        None.Of(Keys.Where(key => !literal.Contains(key) && !any.IsMatch(key)).Order());
    }

    [Fact]
    public void Every_kind_of_duty_has_a_word() => Assert.All(
        CaseWork.Kinds.Concat(Demand.DutyKinds).Concat(
        [
            "answer-objection", "review-emergency", "answer-dispute", "decide-referral", "decide-line-objection",
            "confirm-run", "publish-run", "sign-run",
        ]),
        kind => Assert.Contains($"duty.{kind}", Keys));

    [Theory]
    [InlineData("stage", typeof(CaseStage))]
    [InlineData("member", typeof(MemberState))]
    [InlineData("limit", typeof(TimeUnit))]
    [InlineData("matter-kind", typeof(MatterKind))]
    [InlineData("delivery", typeof(DeliveryMethod))]
    [InlineData("party", typeof(PartyKind))]
    [InlineData("basis", typeof(MandateBasis))]
    [InlineData("problem", typeof(RefusalKind))]
    public void Every_value_that_people_see_has_a_word(string prefix, Type values) =>
        Assert.All(Enum.GetNames(values), name => Assert.Contains($"{prefix}.{name}", Keys));

    // One literal may name a sentence, a refusal's sentence, or a pair of sentences.
    private static string[] Names(string literal) =>
        [literal, $"refusals.{literal}", $"faults.{literal}.cause", $"faults.{literal}.remedy",
            $"{literal}.title", $"{literal}.help"];

    // $"act.{name}.go" uses every key of that shape.
    private static IEnumerable<string> Templates() =>
        from file in Repository.Under("src/", ".cs", ".razor")
        from Match template in Template().Matches(Repository.WithoutComments(file))
        let shape = Hole().Replace(template.Groups[1].Value, "*")
        select Regex.Escape(shape).Replace("\\*", "[^.]+", StringComparison.Ordinal) + "(?:\\.title|\\.help)?";

    [GeneratedRegex("""^'?([A-Za-z][\w-]*(?:\.[\w-]+)+)'?:""", RegexOptions.Multiline)]
    private static partial Regex KeyOfLine();

    [GeneratedRegex("""\[Event\("([a-z.-]+)"\)\]""")]
    private static partial Regex EventName();

    // An attribute of markup (Value="row.Stage") is code, not a key.
    [GeneratedRegex("""(?<![=$\w])"([a-z][\w-]*(?:\.[\w-]+)*\.(?:[\w-]+)?)["]""")]
    private static partial Regex Dotted();

    [GeneratedRegex("""\$"([a-z][\w-]*\.(?:[\w.-]|\{[^{}"]+\})+)["]""")]
    private static partial Regex Template();

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\.(yaml|json|css|js|svg|db|pdf|cs)$")]
    private static partial Regex IsFile();
}
