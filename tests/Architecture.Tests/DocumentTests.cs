using System.Text.RegularExpressions;

namespace Yitong.Architecture.Tests;

/// <summary>
/// What a document says is so. A block of code below <c>&lt;!-- from: path --&gt;</c> is found word for word in that file,
/// links lead somewhere, commands, routes and settings exist.
/// </summary>
public sealed partial class DocumentTests
{
    private static readonly string Code =
        string.Join('\n', Repository.Under("src/", ".cs").Select(Repository.WithoutComments));

    private static readonly List<string> Routes = [.. Repository.Text("tests/Web.Tests/routes.txt").Split('\n')
        .Select(line => line.Split(';')[0].Split(' ')).Where(words => words.Length == 2)
        .Select(words => "^" + RouteHole().Replace(words[1].Replace(".", "\\.", StringComparison.Ordinal), "[^/]+") + "$")];

    public static TheoryData<string> Documents => [.. Repository.Under("", ".md")];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_to_a_file(string document) => None.Of(
        from Match link in Link().Matches(Fenced().Replace(Repository.Text(document), ""))
        let target = link.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        where !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, target))
        select $"{document}: {link.Groups[1].Value}");

    [Theory]
    [MemberData(nameof(Documents))]
    public void Code_taken_from_a_file_is_still_in_it(string document) => None.Of(
        from Match block in Taken().Matches(Repository.Text(document))
        let source = block.Groups[1].Value
        where !Flat(Repository.Text(source)).Contains(Flat(block.Groups[2].Value), StringComparison.Ordinal)
        select $"{document}: this is no longer in {source}:\n{block.Groups[2].Value}");

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_is_one_that_the_program_knows(string document)
    {
        var verbs = VerbMade().Matches(Code).Concat(VerbOfTheScript().Matches(Repository.Text("yitong")))
            .Select(verb => verb.Groups[1].Value).ToHashSet();
        None.Of(from Match command in Command().Matches(Repository.Text(document))
                let verb = command.Groups[1].Value
                where !verbs.Contains(verb)
                select $"{document}: ./yitong {verb}");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_route_named_is_served(string document) => None.Of(
        from Match route in Route().Matches(Repository.Text(document))
        where !Routes.Exists(known => Regex.IsMatch(route.Value, known))
        select $"{document}: {route.Value}");

    [Fact]
    public void Every_setting_in_the_table_is_read_somewhere() => None.Of(
        from Match setting in Setting().Matches(Repository.Text("docs/operate.md"))
        where !Code.Contains($"\"{setting.Groups[1].Value}\"", StringComparison.Ordinal)
        select $"docs/operate.md: {setting.Groups[1].Value}");

    [Fact]
    public void Every_code_name_in_the_list_of_words_exists() => None.Of(
        from Match row in WordRow().Matches(Repository.Text("docs/words.md"))
        from Match name in CodeName().Matches(row.Groups[1].Value)
        from part in name.Groups[1].Value.Split('.')
        where !Regex.IsMatch(Code, $@"\b{part}\b")
        select $"docs/words.md: {name.Groups[1].Value}");

    // A block may be indented less than where it was taken from.
    private static string Flat(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();

    [GeneratedRegex("""(?:\]\(|src=["])([^)\s"]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```[\s\S]*?^```", RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"^<!-- from: (\S+) -->\n+```\w*\n([\s\S]*?)^```", RegexOptions.Multiline)]
    private static partial Regex Taken();

    [GeneratedRegex(@"\./yitong ([a-z]+)")]
    private static partial Regex Command();

    [GeneratedRegex("""\$\{1:-\} == ([a-z]+)""")]
    private static partial Regex VerbOfTheScript();

    [GeneratedRegex("""new Command\("([a-z]+)["]""")]
    private static partial Regex VerbMade();

    [GeneratedRegex(@"(?<![\w.])/(?:api/v1|health|demo|openapi)/[\w/{}.-]*[\w}]")]
    private static partial Regex Route();

    [GeneratedRegex(@"\{[^/]+\}")]
    private static partial Regex RouteHole();

    [GeneratedRegex(@"^\| `([a-z][a-z:-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\|[^|\n]+\|[^|\n]+\|([^|\n]+)\|", RegexOptions.Multiline)]
    private static partial Regex WordRow();

    [GeneratedRegex("`([A-Za-z0-9.]+)`")]
    private static partial Regex CodeName();
}
