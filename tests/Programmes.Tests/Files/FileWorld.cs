using Microsoft.EntityFrameworkCore;
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
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);
    private readonly Database database;

    private FileWorld(Database database)
    {
        this.database = database;
        Library = new(Pack.Dalian, database.Journal, database.Rows);
        Files = Node(Library);
        Drafts = new(database.Journal, database.Rows, Library);
    }

    public LiveLibrary Library { get; }

    public FileDesk Files { get; }

    public DraftDesk Drafts { get; }

    public static async Task<FileWorld> OpenAsync() => new(await Database.OpenAsync(
        new StoreOptions { Connection = "sqlite::memory:" }, Modules.Tables));

    /// <summary>What another node of the same city sees.</summary>
    public LiveLibrary OtherNode() => new(Pack.Dalian, database.Journal, database.Rows);

    public FileDesk Node(LiveLibrary library) => new(
        new(database.Journal, FileHistory.Kind(Pack.Dalian)), database.Rows, library, Pack.Dalian);

    /// <summary>The registers of a node; nobody is invented.</summary>
    public CityRegisters Registers() => new(database.Journal, Files, new(database.Journal, database.Rows),
        Pack.Dalian.Catalogue(), (_, _) => null);

    /// <summary>What agencies owe and what they met.</summary>
    public async Task<(IReadOnlyList<DutyRow> Owed, IReadOnlyList<MetDutyRow> Met)> DutiesAsync()
    {
        await using var db = database.Rows.Open();
        return (await db.Set<DutyRow>().ToListAsync(), await db.Set<MetDutyRow>().ToListAsync());
    }

    public static Act By(string official, string office) => Act.Of(Now, new(official, ActorRole.Official, office), "test");

    public static Act ByEngine() => Act.Of(Now, Actor.Engine, "test");

    public static Act ByResident() => Act.Of(Now, new("resident", ActorRole.Resident), "test");

    /// <summary>Supplies facts of the company; an empty value takes one away.</summary>
    public async Task<Outcome<SubjectFile>> SupplyAsync(params (string Fact, string Value)[] facts) =>
        await Files.SupplyAsync(ByEngine(), Today, Company, SubjectKind.Company,
            [.. facts.Select(fact => new SuppliedFact(fact.Fact, fact.Value.Length == 0 ? null : new(fact.Value, "qysb", Today)))]);

    /// <summary>A company that P021 gives 1,500 yuan for each graduate.</summary>
    public async Task<SubjectFile> HiringAsync() => (await SupplyAsync(
        ("registered_in_city", "yes"), ("graduates_hired", "2"), ("graduates_insured_months", "3"))).Value;

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
