using System.CommandLine;
using Yitong.Rules;

namespace Yitong.Cli.Rules;

/// <summary><c>yitong rules</c>: checks, tests and explains rule cards, and writes them as SQL.</summary>
internal static class RulesVerb
{
    // China has one time zone and no summer time.
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly Option<string> Pack = new("--pack")
    {
        Description = "Folder of the city pack whose facts the cards speak of.", DefaultValueFactory = _ => "packs/dalian",
    };
    private static readonly Option<DateOnly> AsOf = new("--as-of")
    {
        Description = "The day to judge as of.",
        DefaultValueFactory = _ => DateOnly.FromDateTime(DateTime.UtcNow + China),
    };
    private static readonly Argument<string[]> Cards = new("cards")
    {
        Description = "Files or ids of cards; all of the pack when none is named.", Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Argument<string> Card = new("card") { Description = "File or id of a card." };

    public static Command Make() =>
        new Command("rules", "Works on rule cards.") { CheckVerb(), TestVerb(), ExplainVerb(), SqlVerb() };

    private static Command CheckVerb()
    {
        var pairs = new Option<bool>("--pairs") { Description = "Also compare every two cards for the same kind of subject." };
        var verb = new Command("check", "Lists every fault and every failing test, then what the author may not have meant.")
        {
            Cards, pairs, Pack, AsOf,
        };
        verb.SetAction(parsed => Check(parsed, parsed.GetValue(pairs)));
        return verb;
    }

    private static int Check(ParseResult parsed, bool pairs)
    {
        if (CardShelf.Open(parsed.GetValue(Pack)!) is not { } shelf) return 1;
        if (shelf.Find(parsed.GetValue(Cards)!) is not { } texts) return 1;
        var (bound, wrong) = (new List<(RuleCard Card, BoundRule Rule)>(), 0);
        foreach (var text in texts)
        {
            if (shelf.Read(text) is { } card && shelf.Test(card) == 0
                && shelf.Bind(card, Within(card, parsed.GetValue(AsOf))) is { } rule) bound.Add((card, rule));
            else wrong++;
        }
        foreach (var (card, rule) in bound)
            foreach (var notice in RuleChecks.Of(rule)) Console.WriteLine($"{card.File}: {shelf.Saying.Of(notice)}");
        if (pairs) Compare(bound, shelf);
        Console.WriteLine($"{texts.Count} cards, {wrong} with faults.");
        return wrong == 0 ? 0 : 1;
    }

    private static void Compare(List<(RuleCard Card, BoundRule Rule)> bound, CardShelf shelf)
    {
        for (var i = 0; i < bound.Count; i++)
            foreach (var (card, rule) in bound.Skip(i + 1).Where(other => other.Card.For == bound[i].Card.For))
                if (RuleChecks.Between(bound[i].Rule, rule) is { } notice)
                    Console.WriteLine($"{bound[i].Card.File}, {card.File}: {shelf.Saying.Of(notice)}");
    }

    private static Command TestVerb()
    {
        var verb = new Command("test", "Runs the tests that the cards carry.") { Cards, Pack };
        verb.SetAction(parsed =>
        {
            if (CardShelf.Open(parsed.GetValue(Pack)!) is not { } shelf) return 1;
            if (shelf.Find(parsed.GetValue(Cards)!) is not { } texts) return 1;
            var (tests, failed, faulty) = (0, 0, 0);
            foreach (var text in texts)
                if (shelf.Read(text) is { } card) (tests, failed) = (tests + card.Tests.Count, failed + shelf.Test(card));
                else faulty++;
            Console.WriteLine($"{texts.Count} cards, {tests} tests, {failed} failures, {faulty} cards with faults.");
            return failed + faulty == 0 ? 0 : 1;
        });
        return verb;
    }

    private static Command ExplainVerb()
    {
        var given = new Option<string>("--given")
        {
            Description = "Facts by name or id, such as layoff_rate_last_year=6%. What is not given is unknown. "
                + "Without it the card itself is told.",
        };
        var verb = new Command("explain", "Says what a card requires, or what it finds of a subject and why.")
        {
            Card, given, Pack, AsOf,
        };
        verb.SetAction(parsed => Explain(parsed, parsed.GetValue(given)));
        return verb;
    }

    private static int Explain(ParseResult parsed, string? given)
    {
        if (CardShelf.Open(parsed.GetValue(Pack)!) is not { } shelf) return 1;
        if (shelf.Find([parsed.GetValue(Card)!]) is not [var text] || shelf.Read(text) is not { } card) return 1;
        var asOf = parsed.GetValue(AsOf);
        if (given is null) return Tell(shelf.Saying.Of(card, asOf));
        var (values, faults) = GivenFacts.Read(given, card);
        shelf.Write(faults);
        if (faults.Count > 0) return 1;
        var finding = shelf.Judge(card, asOf, values);
        Console.WriteLine($"{card.Title} {asOf:yyyy-MM-dd} {finding.Edition}");
        Console.WriteLine(shelf.Saying.Conclusion(finding));
        foreach (var condition in finding.Conditions)
        {
            Console.WriteLine($"- {shelf.Saying.Of(condition)}");
            if (condition.Reason.Comparison is null) Tell([.. shelf.Saying.Reasons(condition)
                .Select(line => line with { Depth = line.Depth + 1 })]);
        }
        return 0;
    }

    private static int Tell(IEnumerable<SaidLine> lines)
    {
        foreach (var line in lines) Console.WriteLine(new string(' ', line.Depth * 2) + line.Text);
        return 0;
    }

    private static Command SqlVerb()
    {
        var dialect = new Option<SqlDialect>("--dialect")
        {
            Description = "sqlite, postgres or duckdb.", DefaultValueFactory = _ => SqlDialect.Sqlite,
        };
        var verb = new Command("sql", "Writes a card as a query.") { Card, dialect, Pack, AsOf };
        verb.SetAction(parsed =>
        {
            if (CardShelf.Open(parsed.GetValue(Pack)!) is not { } shelf) return 1;
            if (shelf.Find([parsed.GetValue(Card)!]) is not [var text] || shelf.Read(text) is not { } card) return 1;
            if (shelf.Bind(card, parsed.GetValue(AsOf)) is not { } rule) return 1;
            Console.WriteLine(SqlText.Of(rule, parsed.GetValue(dialect)));
            return 0;
        });
        return verb;
    }

    // A card is looked at on the day asked for, or on the nearest on which it is in force.
    private static DateOnly Within(RuleCard card, DateOnly day) =>
        day < card.From ? card.From : card.Until is { } until && day > until ? until : day;
}
