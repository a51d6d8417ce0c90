using System.Collections.Immutable;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;
using Yitong.Testing;
using Yitong.Web;

namespace Yitong.Certificates.Tests;

/// <summary>A city with a store and its certificate desk.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly CityPack Pack = Read();
    public static readonly IReadOnlyList<IRowModel> Tables = [new CertificateTables(), new ThemeLibrary.LibraryTables()];
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly Actor Customs = new("o1", ActorRole.Official, "hg");
    public static readonly Actor Stranger = new("o2", ActorRole.Official, "gaj");
    public static readonly Actor Resident = new("r1", ActorRole.Resident);
    public static readonly CertificateHolder Orchard =
        new(new(1, 0, 0, new byte[8]), "大连红果果业有限公司", "91210200MY9T90014R", false);

    private World(Database store, KeyRing keys)
    {
        (Store, Keys) = (store, keys);
        Desk = new(store.Journal, store.Rows, Pack, keys, new(store.Rows));
    }

    public Database Store { get; }
    public KeyRing Keys { get; }
    public CertificateDesk Desk { get; }

    public static async Task<World> OpenAsync(string kind = "sqlite") => new(
        await Database.OpenAsync(new()
        {
            Connection = kind == "sqlite" ? "sqlite::memory:" : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
        }, Tables), new(null));

    public static Act By(Actor actor, DateOnly? on = null) => Act.Of(
        new DateTimeOffset((on ?? Today).ToDateTime(new(10, 0)), TimeSpan.FromHours(8)).ToUniversalTime(), actor, "act");

    public static IssueCertificate Issue(int number, string kind = "出境水果果园", DateOnly? on = null) => new(
        new Guid(number, 1, 0, new byte[8]), "M078",
        Pack.Section<CertificateTypes>().Of("M078", _ => kind)!.Code, "hg", Orchard, on ?? Today,
        ImmutableDictionary<string, string>.Empty.Add("DWLB", kind).Add("CQDZ", "金州区七顶山街道"));

    public async Task<Certificate> IssuedAsync(int number = 1) => (await Desk.IssueAsync(By(Actor.Engine), Issue(number))).Value;

    public ValueTask DisposeAsync() => Store.DisposeAsync();

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
