using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Rules;
using Yitong.Shell;
using Yitong.Spine.Tests.Packs;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Spine.Tests.Casework;

/// <summary>
/// A city on a real store, made of the modules as the host has them, with a clock that tests turn, sources that they answer for,
/// and no server. Several nodes may share one store.
/// </summary>
internal sealed class City : IAsyncDisposable
{
    private static readonly DivisionCode Division = DivisionCode.TryParse("210202", out var code) ? code : default;
    private static int serials;
    private readonly string connection;
    private readonly DirectoryInfo? folder;
    private readonly ServiceProvider services;

    private City(string connection, DirectoryInfo? folder, FakeTimeProvider clock, CityPack pack, Database store)
    {
        (this.connection, this.folder, Clock, Pack, Store) = (connection, folder, clock, pack, store);
        var added = new ServiceCollection().AddLogging();
        var settings = new HostSettings { PackFolder = "", DataFolder = folder?.FullName ?? Path.GetTempPath(), Now = clock };
        YitongHost.AddModules(added, settings, store, pack);
        added.AddSingleton<IEvidenceSource>(Source).AddSingleton<PartyFacts>((party, _) => Facts(party));
        services = added.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }
    public CityPack Pack { get; }
    public Database Store { get; }
    public PartyRegister Parties => Get<PartyRegister>();
    public Desk<Party, PartyEvent, NamedParties> Registering => Get<Desk<Party, PartyEvent, NamedParties>>();
    public AutomaticJudge Judge => Get<AutomaticJudge>();
    public JudgeFollower JudgeFollower => Get<JudgeFollower>();
    /// <summary>What the city knows of whom; tests set it.</summary>
    public Func<Guid, Task<Func<Fact, FactValue>>> Facts { get; set; } = party => KnownFacts.None(party, default);
    public CaseDesk Desk => Get<CaseDesk>();
    public CaseLists Lists => Get<CaseLists>();
    public FeedFollower Feed { get; } = new();
    public ClockSweep Sweep => services.GetServices<IHostedService>().OfType<ClockSweep>().Single();
    public SourceOfTests Source { get; } = new();
    public CaseExchange CaseExchange => Get<CaseExchange>();
    public EvidenceFetching Fetching => Get<EvidenceFetching>();
    public RecheckSweep Recheck => services.GetServices<IHostedService>().OfType<RecheckSweep>().Single();
    public DemandDesk Demands => Get<DemandDesk>();
    public DemandFollower DemandFollower => Get<DemandFollower>();
    public Desk<DataChanged, DataChanged> Changes => Get<Desk<DataChanged, DataChanged>>();
    public ChangeFollower ChangeFollower => Get<ChangeFollower>();
    public DutyList Duties => Get<DutyList>();
    public DutySweep Watch => services.GetServices<IHostedService>().OfType<DutySweep>().Single();
    public Desk<DataObjection, ObjectionEvent> Objecting => Get<Desk<DataObjection, ObjectionEvent>>();
    public Objections Objections => Get<Objections>();
    public DoubtFollower Doubts => Get<DoubtFollower>();
    public Desk<EmergencyAccess, EmergencyEvent> Accessing => Get<Desk<EmergencyAccess, EmergencyEvent>>();
    public EmergencyDesk Emergencies => Get<EmergencyDesk>();
    public MyDisclosures Disclosures => Get<MyDisclosures>();
    public CityCatalogue Catalogue => Pack.Catalogue();

    public static async Task<City> OpenAsync(string kind = "sqlite", string on = "2026-09-21")
    {
        var folder = kind == "sqlite" ? Directory.CreateTempSubdirectory("yitong-city-") : null;
        var connection = folder is not null ? $"sqlite:{folder.FullName}/city.db"
            : await (await PrivatePostgres.Shared).NewDatabaseAsync();
        return await OpenAsync(connection, folder, new FakeTimeProvider(Morning(on)), Dalian);
    }

    /// <summary>One more process on the same store, perhaps with another edition of the pack.</summary>
    public Task<City> AnotherNodeAsync(CityPack? pack = null) => OpenAsync(connection, null, Clock, pack ?? Pack);

    private readonly ConcurrentDictionary<Guid, Subject> businesses = [];

    /// <summary>Nine in the morning of a day.</summary>
    public City On(string day)
    {
        Clock.SetUtcNow(Morning(day));
        return this;
    }

    public DateOnly Today => Desk.Today;

    public Task<int> SweepAsync() => Sweep.SweepAsync(Today);

    public Task<Subject> PersonAsync(string name = "王海燕") =>
        RegisterAsync(PartyKind.Person, PersonCode(), name);

    public Task<Subject> CompanyAsync(string name = "大连海味餐饮有限公司") =>
        RegisterAsync(PartyKind.Company, UnifiedCreditCode.Make($"91210204MYD{Next():000000}").Text, name);

    /// <summary>Makes somebody known under an id that several cities share.</summary>
    public async Task KnownAsync(Subject subject)
    {
        var registered = new PartyRegistered(
            Simulation.RandomActs.KindOf(subject), subject.IsCompany ? UnifiedCreditCode.Make($"91210204MYD{Next():000000}").Text : PersonCode(), subject.Name, "210202");
        var parties = new Streams<Party, PartyEvent>(Store.Journal, PartyHistory.Kind);
        var done = await parties.ActAsync(subject.Party, ActOf("register-party"), 0, null, _ => new PartyEvent[] { registered });
        Assert.Null(done.Refusal);
    }

    public async Task<string> CodeOfAsync(Subject subject) => (await Parties.FindAsync(subject.Party))!.Code;

    public async Task<Guid> MandateAsync(
        Subject from, Subject to, string[]? scope = null, string start = "2026-01-01", string? until = null,
        MandateBasis basis = MandateBasis.Given)
    {
        var given = await Registering.DoAsync(from.Party, Actor.Engine, new GiveMandate(
            null, $"{to.Party}", scope, Story.Day(start), until is null ? null : Story.Day(until), basis));
        return given.Value.Mandates[^1].Id;
    }

    public Task<Outcome<Party>> RevokeAsync(Subject from, Guid mandate) =>
        Registering.DoAsync(from.Party, Actor.Engine, new RevokeMandate(mandate));

    /// <summary>Opens a case; what is for businesses alone, a person opens for a company of theirs.</summary>
    public async Task<Outcome<Case>> OpenAsync(
        string code, Subject subject, Subject? applicant = null, IdempotencyKey? key = null)
    {
        var by = new Applicant((applicant ?? subject).Party, (applicant ?? subject).Name);
        var isForCompany = applicant is null && !subject.IsCompany && !Story.TakesPersons(code, Today);
        return await Desk.OpenAsync(
            new(Resident(applicant ?? subject)) { Key = key },
            OpenOf(code, isForCompany ? await BusinessAsync(subject) : subject, by));
    }

    private async Task<Subject> BusinessAsync(Subject person)
    {
        if (businesses.GetValueOrDefault(person.Party) is { } known) return known;
        var company = await CompanyAsync();
        await MandateAsync(company, person, basis: MandateBasis.LegalRepresentative);
        return businesses.GetOrAdd(person.Party, company);
    }

    public async Task<Case> SubmittedAsync(string code, Subject subject)
    {
        var draft = (await OpenAsync(code, subject)).Value;
        draft = await FillInAsync(draft, subject);
        return await DoAsync(draft, Resident(subject), new SubmitCase(draft.Version));
    }

    public async Task<Case> AcceptedAsync(string code, Subject subject)
    {
        var submitted = await SubmittedAsync(code, subject);
        return await DoAsync(submitted, Office(submitted), new AcceptCase());
    }

    public async Task<Case> DecidedAsync(string code, Subject subject, bool isGranted = true)
    {
        var current = await AcceptedAsync(code, subject);
        while (current.Members[0].Steps.FirstOrDefault(step => step.IsOpen) is { } step)
            current = await DoAsync(
                current, Official(step.Agency), new ExamineStep(null, step.Key, isGranted, "见附件"));
        return await DoAsync(current, Office(current), new DecideCase(null, isGranted, "材料齐全，符合条件。"));
    }

    public async Task<Case> FillInAsync(Case draft, Subject subject)
    {
        var answers = CaseForm.Questions(draft, Catalogue).ToDictionary(q => q.Key, q => (string?)Story.Sample(q));
        draft = await DoAsync(draft, Resident(subject), new GiveAnswers(answers));
        foreach (var material in CaseForm.Materials(draft, Catalogue)
            .Where(material => material.Supply == MaterialSupply.Applicant))
            draft = await DoAsync(draft, Resident(subject), new HandOverMaterial(Story.Copy(material.Key)));
        return draft;
    }

    public async Task<Case> DoAsync(Case current, Actor by, CaseCommand command)
    {
        var done = await Desk.DoAsync(current.Id, by, command);
        return done.IsGranted ? done.Value : throw new InvalidOperationException(
            $"{ActForm.Of(command.GetType()).Name}: {done.Refusal!.Code} {string.Join(' ', done.Refusal.Fields.Select(fault => fault.Code))}");
    }

    public async Task<List<T>> RowsAsync<T>() where T : class
    {
        await using var db = Store.Rows.Open();
        return await db.Set<T>().ToListAsync();
    }

    public async Task<List<CaseEvent>> EventsAsync(Case current) =>
        [.. (await Desk.HistoryAsync(current.Id)).Select(each => each.Happened)];

    public static OpenCase OpenOf(string code, Subject subject, Applicant by) =>
        new(code[0] == 'M' ? code : null, code[0] == 'Y' ? code : null) { Subject = subject, Applicant = by };

    public static Actor Resident(Subject person) => new(person.Party.ToString(), ActorRole.Resident);

    public static Actor Official(string agency) => new("official", ActorRole.Official, agency);

    public static Actor Office(Case current) => Official(current.Members[0].Agency);

    public Act ActOf(string name) => new(Guid.CreateVersion7(Clock.GetUtcNow()), Clock.GetUtcNow(), Actor.Engine, name);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
        folder?.Delete(true);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static CityPack Dalian => Packs.Pack.Dalian;

    private static async Task<City> OpenAsync(
        string connection, DirectoryInfo? folder, FakeTimeProvider clock, CityPack pack) =>
        new(connection, folder, clock, pack,
            await Database.OpenAsync(new() { Connection = connection }, Modules.Tables));

    private static string PersonCode()
    {
        var serial = Next();
        return CitizenNumber.Make(Division, new(1950 + serial / 900, 1, 1), serial % 900).Text;
    }

    private async Task<Subject> RegisterAsync(PartyKind kind, string code, string name)
    {
        var party = await Registering.BeginAsync(Actor.Engine, new RegisterParty(kind, code, name, "210202"));
        return new(party.Value.Id, name, kind != PartyKind.Person);
    }

    private static int Next() => Interlocked.Increment(ref serials);

    private static DateTimeOffset Morning(string day) => new(Story.Day(day), new TimeOnly(9, 0), TimeSpan.FromHours(8));
}
