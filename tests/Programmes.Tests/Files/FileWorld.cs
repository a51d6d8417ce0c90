using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Programmes.Tests.Files;

/// <summary>Benefit files and drafts of a city on a database of their own.</summary>
internal sealed class FileWorld : IAsyncDisposable
{
    public const string Company = "91210200MY9T90014R";
    public static readonly DateOnly Today = new(2026, 6, 1);
    public static readonly Actor Resident = new("resident", ActorRole.Resident);
    private readonly FakeTimeProvider clock = new(new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero));
    private readonly Database database;

    private FileWorld(Database database)
    {
        this.database = database;
        Library = new(Pack.Dalian, database.Journal, database.Rows);
        Desk = new(
            new(database.Journal, BenefitFileHistory.Kind(Pack.Dalian)), new BenefitFileFactsGathering(Library), Pack.Dalian, clock);
        Files = new(Desk, database.Rows);
        Drafts = new(new(database.Journal, DraftHistory.Kind), new DraftFactsGathering(Library), Pack.Dalian, clock);
    }

    public LiveLibrary Library { get; }

    public Desk<SubjectFile, BenefitFileEvent, BenefitFileFacts> Desk { get; }

    public BenefitFiles Files { get; }

    public Desk<PolicyDraft, DraftEvent, DraftFacts> Drafts { get; }

    public DraftList DraftList => new(database.Rows);

    public static async Task<FileWorld> OpenAsync() => new(await Database.OpenAsync(
        new StoreOptions { Connection = "sqlite::memory:" }, Modules.Tables));

    /// <summary>What another node of the same city sees.</summary>
    public LiveLibrary OtherNode() => new(Pack.Dalian, database.Journal, database.Rows);

    /// <summary>The registers of a node; nobody is invented.</summary>
    public CityRegisters Registers() => new(
        database.Journal, Files, new(new(new(database.Journal, LoadHistory.Kind), Pack.Dalian, clock), database.Rows),
        Pack.Dalian.Catalogue(), (_, _) => null);

    /// <summary>The follower is told that the bank gave payments back.</summary>
    public Task ReturnedAsync(string policy, params string[] subjects)
    {
        ImmutableArray<ReturnedLine> lines =
        [
            .. subjects.Select(subject => new ReturnedLine(
                new(policy, "2026", subject, 1), new(policy, "art. 1", Guid.Empty), "Lin", 100, "account closed")),
        ];
        var act = Act.Of(clock.GetUtcNow(), By("a", "rsj"), "book-result");
        var booked = BudgetHistory.Kind.Events.Write(new ResultBooked(1, "hash", 0, lines));
        return new ReturnedFollower(Desk).FollowAsync([new(7, Guid.NewGuid(), 1, booked.Type, booked.Json, act)], CancellationToken.None);
    }

    /// <summary>What agencies owe and what they met.</summary>
    public async Task<(IReadOnlyList<DutyRow> Owed, IReadOnlyList<MetDutyRow> Met)> DutiesAsync()
    {
        await using var db = database.Rows.Open();
        return (await db.Set<DutyRow>().ToListAsync(), await db.Set<MetDutyRow>().ToListAsync());
    }

    public static Actor By(string official, string office) => new(official, ActorRole.Official, office);

    /// <summary>The company does something with its file.</summary>
    public Task<Outcome<SubjectFile>> DoAsync(ICommand<SubjectFile, BenefitFileEvent, BenefitFileFacts> command) =>
        Desk.DoAsync(SubjectFile.IdOf(Company), Resident, command);

    /// <summary>An agency answers the company's first dispute.</summary>
    public Task<Outcome<SubjectFile>> AnswerAsync(string office, string? corrected, string answer) => Desk.DoAsync(
        SubjectFile.IdOf(Company), By("a", office), new AnswerDispute(1, corrected is null, corrected, answer));

    /// <summary>The day on which all is judged and supplied.</summary>
    public void On(DateOnly day) => clock.SetUtcNow(new(day, new(4, 0), default));

    /// <summary>Supplies facts of the company; an empty value takes one away.</summary>
    public async Task<Outcome<SubjectFile>> SupplyAsync(params (string Fact, string Value)[] facts) =>
        await Desk.BeginAsync(Actor.Engine, new SupplyFacts(Company, SubjectKind.Company,
            [.. facts.Select(fact => new SuppliedFact(fact.Fact, fact.Value.Length == 0 ? null : new(fact.Value, "qysb", Today)))]));

    /// <summary>A company that P021 gives 1,500 yuan for each graduate.</summary>
    public async Task<SubjectFile> HiringAsync() => (await SupplyAsync(
        ("registered_in_city", "yes"), ("graduates_hired", "2"), ("graduates_insured_months", "3"))).Value;

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
