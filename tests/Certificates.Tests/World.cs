using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Certificates.Tests;

/// <summary>A city with a store and its certificate desk.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly CityPack Pack = Read();
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly Actor Customs = new("o1", ActorRole.Official, "hg");
    public static readonly Actor Stranger = new("o2", ActorRole.Official, "gaj");
    public static readonly Actor Resident = new("r1", ActorRole.Resident);
    public static readonly CertificateHolder Orchard =
        new(new(1, 0, 0, new byte[8]), "大连红果果业有限公司", "91210200MY9T90014R", false);

    private readonly ServiceProvider services;
    private readonly DirectoryInfo folder;

    private World(Database store, DirectoryInfo folder, FakeTimeProvider time)
    {
        (Store, this.folder, Time) = (store, folder, time);
        var added = new ServiceCollection().AddLogging();
        YitongHost.AddModules(added, new() { PackFolder = "", DataFolder = folder.FullName, Now = time }, store, Pack);
        services = added.BuildServiceProvider();
    }

    public Database Store { get; }
    public FakeTimeProvider Time { get; }
    public KeyRing Keys => Get<KeyRing>();
    public CertificateLists Lists => Get<CertificateLists>();
    public BatchIssuing Issuing => Get<BatchIssuing>();
    public Desk<Certificate, CertificateEvent, CertificateFacts> Desk => Get<Desk<Certificate, CertificateEvent, CertificateFacts>>();
    public ReplaceFollower Replacing => Get<ReplaceFollower>();

    public static async Task<World> OpenAsync(string kind = "sqlite") => new(
        await Database.OpenAsync(new()
        {
            Connection = kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
        }, Modules.Tables), Directory.CreateTempSubdirectory("yitong-certificates-"), new(Morning(Today)));

    /// <summary>One more process on the same store and keys: it knows nothing but what is durable there.</summary>
    public World AnotherNode() => new(Store, folder, Time);

    public static Act By(Actor actor, DateOnly? on = null) => Act.Of(Morning(on ?? Today), actor, "act");

    /// <summary>Does something to a certificate on a day.</summary>
    public Task<Outcome<Certificate>> DoAsync(
        Guid id, Actor by, ICommand<Certificate, CertificateEvent, CertificateFacts> command, DateOnly? on = null)
    {
        if (on is { } day) Time.SetUtcNow(Morning(day));
        return Desk.DoAsync(id, by, command);
    }

    public Task FollowAsync() => Replacing.CatchUpAsync(Store, 0);

    public static IssueCertificate Issue(int number, string kind = "出境水果果园", DateOnly? on = null) => new(
        new Guid(number, 1, 0, new byte[8]), "M078",
        Pack.Section<CertificateTypes>().Of("M078", _ => kind)!.Code, "hg", Orchard, on ?? Today,
        ImmutableDictionary<string, string>.Empty.Add("DWLB", kind).Add("CQDZ", "金州区七顶山街道"));

    public async Task<Certificate> IssuedAsync(int number = 1) => (await Issuing.IssueAsync(By(Actor.Engine), Issue(number))).Value;

    /// <summary>Makes the orchard known to the register of parties.</summary>
    public async Task RegisterOrchardAsync()
    {
        var parties = Get<Streams<Party, PartyEvent>>();
        var registered = new PartyRegistered(PartyKind.Company, Orchard.Code, Orchard.Name, "210200");
        Assert.Null((await parties.ActAsync(Orchard.Party, By(Actor.Engine), 0, null, _ => new PartyEvent[] { registered })).Refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static DateTimeOffset Morning(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(new(10, 0)), TimeSpan.FromHours(8)).ToUniversalTime();

    private static CityPack Read()
    {
        var reading = Modules.ReadPack(Path.Combine(Root(), "packs", "dalian"));
        return reading.Pack ?? throw new InvalidOperationException(string.Join('\n', reading.Faults));
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Yitong.slnx"))) at = at.Parent;
        return at.FullName;
    }
}
