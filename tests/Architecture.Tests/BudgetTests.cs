using System.Text.RegularExpressions;

namespace Yitong.Architecture.Tests;

/// <summary>What keeps a file readable at one sitting.</summary>
public sealed partial class BudgetTests
{
    private const int Lines = 400, Columns = 130;

    private static IEnumerable<string> Code => Repository.Under("src/", ".cs", ".razor");

    [Fact]
    public void A_file_has_at_most_400_lines() => None.Of(
        from file in Repository.Files
        where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
        let lines = Repository.Text(file).Split('\n').Length - 1
        where lines > Lines
        select $"{file}: {lines} lines");

    [Fact]
    public void A_line_has_at_most_130_columns() => None.Of(
        from file in Code
        from line in Repository.Text(file).Split('\n').Select((text, at) => (text, at))
        where line.text.Length > Columns
        select $"{file}:{line.at + 1} {line.text.Length} columns");

    [Fact]
    public void A_class_is_sealed_or_made_to_be_derived_from() => None.Of(
        from file in Code
        from Match type in OpenClass().Matches(Repository.WithoutComments(file))
        select $"{file}: {type.Value.Trim()}");

    [Fact]
    public void No_type_hides_behind_a_word_that_says_nothing() => None.Of(
        from file in Code
        from Match type in TypeName().Matches(Repository.WithoutComments(file))
        let name = type.Groups[1].Value
        where EmptyWord().IsMatch(name) && !PublicService().IsMatch(name)
        // EF Core asks for a class that ends so.
        where (file, name) != ("src/Store/Schema/RowModels.cs", "ModelInfo")
        select $"{file}: {name}");

    [GeneratedRegex(@"^[ \t]*(?:(?:public|internal|private|protected|file|partial|readonly)\s+)+(?:class|record(?!\s+struct))\s+\w+",
        RegexOptions.Multiline)]
    private static partial Regex OpenClass();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(\w+)")]
    private static partial Regex TypeName();

    [GeneratedRegex("Manager|Helper|Util|Service|Info$|Impl$|Common|License|Affair")]
    private static partial Regex EmptyWord();

    // A service that people go to, not a kind of class.
    [GeneratedRegex("^(Service(Station|Hall|Window|Rating)|PublicService|ElderService)$")]
    private static partial Regex PublicService();
}
