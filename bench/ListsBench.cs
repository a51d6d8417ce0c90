using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;
using Yitong.ThemeLibrary;

namespace Yitong.Bench;

/// <summary>
/// What the list of one's cases costs a person who acts for one company and a person who acts for ten thousand, among a
/// million cases. Each page is compared with a plain join before anything is measured.
/// </summary>
public static class ListsBench
{
    private const int PageSize = 20;
    private const int CasesOfTheOne = 400;
    private static readonly DateOnly Today = new(2026, 9, 21);
    private static readonly Guid Small = new(1, 0, 0, new byte[8]);
    private static readonly Guid Large = new(2, 0, 0, new byte[8]);

    /// <summary>
    /// Options: <c>--cases 1000000</c>, <c>--companies 10000</c>, <c>--rounds 400</c>, <c>--store sqlite|postgres</c>.
    /// </summary>
    /// <returns>0, or an exception when a page is not what it must be.</returns>
    public static int Run(string[] args, TextWriter output) => RunAsync(args, output).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var cases = Options.Number(args, "--cases", 1_000_000);
        var companies = Options.Number(args, "--companies", 10_000);
        var rounds = Options.Number(args, "--rounds", 400);
        await output.WriteLineAsync(Machine.Describe() + "\n");
        foreach (var store in Options.Stores(args))
        {
            await using var place = await Place.NewAsync(store);
            await using var database = await place.OpenAsync([new PartyTables(), new CaseTables(), new LibraryTables(), new DutyTables()]);
            await FillAsync(database, cases, companies);
            var lists = new CaseLists(database.Rows, new(database.Rows, new(database.Journal, PartyHistory.Kind)));
            await CheckAsync(database.Rows, lists, Small);
            await CheckAsync(database.Rows, lists, Large);
            await output.WriteLineAsync(await TableAsync(store, lists, cases, companies, rounds));
        }
        return 0;
    }

    private static async Task<string> TableAsync(string store, CaseLists lists, int cases, int companies, int rounds)
    {
        var (smallFirst, largeFirst) = await MeasureAsync(lists, 0, rounds);
        var (smallTenth, largeTenth) = await MeasureAsync(lists, 9, rounds);
        return $"""
            ### {store}: {cases.ToString("N0", CultureInfo.InvariantCulture)} cases

            | page | acts for 1: p50 ms | p99 ms | acts for {companies:0}: p50 ms | p99 ms | p99 ratio |
            |---|---|---|---|---|---|
            {Row("first", smallFirst, largeFirst)}
            {Row("tenth", smallTenth, largeTenth)}

            """;
    }

    private static string Row(string page, List<double> small, List<double> large) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {page} | {Options.At(small, 0.5):0.00} | {Options.At(small, 0.99):0.00} | {Options.At(large, 0.5):0.00} "
        + $"| {Options.At(large, 0.99):0.00} | {Options.At(large, 0.99) / Options.At(small, 0.99):0.00} |");

    // The two take turns, so that whatever else the machine does meets both alike.
    private static async Task<(List<double> Small, List<double> Large)> MeasureAsync(CaseLists lists, int page, int rounds)
    {
        var (small, large) = (new List<double>(), new List<double>());
        var (smallPlace, largePlace) = (await PlaceAsync(lists, Small, page), await PlaceAsync(lists, Large, page));
        for (var round = -rounds / 10; round < rounds; round++)
        {
            var (one, other) = (await TimeAsync(lists, Small, smallPlace), await TimeAsync(lists, Large, largePlace));
            if (round < 0) continue;
            small.Add(one);
            large.Add(other);
        }
        small.Sort();
        large.Sort();
        return (small, large);
    }

    private static async Task<double> TimeAsync(CaseLists lists, Guid viewer, string? place)
    {
        var start = Stopwatch.GetTimestamp();
        var page = await lists.MineAsync(viewer, Today, place, PageSize);
        return page.Items.Count > 0 ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : throw new InvalidOperationException("A page is empty.");
    }

    private static async Task<string?> PlaceAsync(CaseLists lists, Guid viewer, int pages)
    {
        string? place = null;
        for (var page = 0; page < pages; page++)
            place = (await lists.MineAsync(viewer, Today, place, PageSize)).Next ?? place;
        return place;
    }

    private static async Task CheckAsync(Rows rows, CaseLists lists, Guid viewer)
    {
        List<Guid> expected;
        await using (var db = rows.Open())
        {
            var all = await db.Set<MandateRow>().Where(mandate => mandate.Agent == viewer)
                .Join(db.Set<CaseRow>(), mandate => mandate.Principal, found => found.Subject,
                    (mandate, found) => new { mandate.Until, mandate.Scope, found.Id, found.OpenedOn, found.Code })
                .ToListAsync();
            expected = [.. all
                .Where(each => (each.Until is null || each.Until >= Today) && (each.Scope.Length == 0 || each.Scope == each.Code))
                .OrderByDescending(each => each.OpenedOn).ThenByDescending(each => each.Id)
                .Select(each => each.Id).Take(12 * PageSize)];
        }
        var found = new List<Guid>();
        string? place = null;
        do
        {
            var page = await lists.MineAsync(viewer, Today, place, PageSize);
            found.AddRange(page.Items.Select(row => row.Id));
            place = page.Next;
        }
        while (place is not null && found.Count < expected.Count);
        if (!found.Take(expected.Count).SequenceEqual(expected))
            throw new InvalidOperationException("The pages are not the join's.");
    }

    // One company has the small agent; of the large agent's mandates one in fifty has ended and one in fifty is scoped.
    private static async Task FillAsync(Database database, int cases, int companies)
    {
        var (rows, parties) = (database.Rows, new Streams<Party, PartyEvent>(database.Journal, PartyHistory.Kind));
        foreach (var some in Enumerable.Range(-1, companies + 1).Chunk(1_000))
            await Task.WhenAll(some.Select(company => GiveAsync(parties, company, company < 0 ? Small : Large)));
        await BulkLoad.WriteAsync(rows, Cases(cases, companies));
        await BulkLoad.WriteAsync(rows, Cases(cases, companies).Select(row => Feed(row, row.Subject)));
        await BulkLoad.WriteAsync(rows, Cases(cases, companies)
            .Where(row => IsMandated(row.Subject, companies))
            .Select(row => Feed(row, row.Subject == Company(-1) ? Small : Large)));
        await BulkLoad.AnalyseAsync(rows);
    }

    private static bool IsMandated(Guid subject, int companies) => CompanyNumber(subject) < companies;

    private static async Task GiveAsync(Streams<Party, PartyEvent> parties, int company, Guid agent)
    {
        var code = UnifiedCreditCode.Make($"91210204MA{company + 1:D7}").Text;
        var given = new MandateGiven(
            new(3, 0, 0, BitConverter.GetBytes((long)company)), agent, company % 50 == 7 ? ["M006"] : [], new(2026, 1, 1),
            company % 50 == 3 ? new DateOnly(2026, 6, 30) : null, MandateBasis.Given);
        var done = await parties.ActAsync(
            Company(company), Act.Of(DateTimeOffset.UnixEpoch, Actor.Engine, "give-mandate"), 0, null,
            _ => new PartyEvent[] { new PartyRegistered(PartyKind.Company, code, $"公司{company}", "210204"), given });
        if (done.Refusal is { } refusal) throw new InvalidOperationException(refusal.Code);
    }

    private static IEnumerable<CaseRow> Cases(int cases, int companies)
    {
        var random = new Random(20_261_001);
        for (var i = 0; i < cases; i++)
        {
            var company = i < Math.Min(CasesOfTheOne, cases / 4) ? -1 : random.Next(2 * companies);
            var day = Today.AddDays(-random.Next(600));
            yield return new()
            {
                Id = new(day.DayNumber, (short)random.Next(short.MaxValue), 0, BitConverter.GetBytes((long)i)),
                Number = string.Create(CultureInfo.InvariantCulture, $"{i:D21}"),
                Code = i % 3 == 0 ? "M006" : "M009",
                Subject = Company(company),
                SubjectName = $"公司{company}",
                Applicant = Company(company),
                Stage = CaseStage.Accepted,
                Version = 5,
                OpenedOn = day,
                SubmittedOn = day,
            };
        }
    }

    private static FeedRow Feed(CaseRow row, Guid viewer) =>
        new() { Viewer = viewer, OpenedOn = row.OpenedOn, CaseId = row.Id, Subject = row.Subject };

    private static Guid Company(int number) => new(4, 0, 0, BitConverter.GetBytes((long)number));

    private static long CompanyNumber(Guid company) => BitConverter.ToInt64(company.ToByteArray(), 8);
}
