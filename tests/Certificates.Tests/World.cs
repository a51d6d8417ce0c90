using System.Collections.Immutable;
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
    public static readonly IReadOnlyList<IRowModel> Tables =
        [new CertificateTables(), new ThemeLibrary.LibraryTables(), new PartyTables()];
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly Actor Customs = new("o1", ActorRole.Official, "hg");
    public static readonly Actor Stranger = new("o2", ActorRole.Official, "gaj");
    public static readonly Actor Resident = new("r1", ActorRole.Resident);
    public static readonly CertificateHolder Orchard =
        new(new(1, 0, 0, new byte[8]), "大连红果果业有限公司", "91210200MY9T90014R", false);

    private World(Database store, KeyRing keys)
    {
        (Store, Keys) = (store, keys);
        var streams = new Streams<Certificate, CertificateEvent>(store.Journal, CertificateHistory.Kind);
        var serials = new Serials(store.Rows);
        var sealing = new Sealing(keys, serials, Pack);
        Lists = new(streams, store.Rows);
        Issuing = new(streams, Lists, sealing, Pack);
        Desk = new(streams, new CertificateFactsGathering(streams, new(store.Rows, new(store.Journal, PartyHistory.Kind)), sealing, serials), Pack, Time);
        Replacing = new(Lists, Desk);
    }

    public Database Store { get; }
    public KeyRing Keys { get; }
    public FakeTimeProvider Time { get; } = new(Morning(Today));
    public CertificateLists Lists { get; }
    public BatchIssuing Issuing { get; }
    public Desk<Certificate, CertificateEvent, CertificateFacts> Desk { get; }
    public ReplaceFollower Replacing { get; }

    public static async Task<World> OpenAsync(string kind = "sqlite") => new(
        await Database.OpenAsync(new()
        {
            Connection = kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
        }, Tables), new(null));

    /// <summary>One more process on the same store: it knows nothing but what is durable there.</summary>
    public World AnotherNode() => new(Store, Keys);

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
        var parties = new Streams<Party, PartyEvent>(Store.Journal, PartyHistory.Kind);
        var registered = new PartyRegistered(PartyKind.Company, Orchard.Code, Orchard.Name, "210200");
        Assert.Null((await parties.ActAsync(Orchard.Party, By(Actor.Engine), 0, null, _ => new PartyEvent[] { registered })).Refusal);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

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
