using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Yitong.Acting;
using Yitong.Benefits;
using Yitong.Cli.Rebuilding;
using Yitong.Evidence;
using Yitong.Hotline;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Rules;
using Yitong.Shell;
using Yitong.Store;
using Yitong.Testing;
using Yitong.ThemeLibrary;
using Yitong.Web;

namespace Yitong.Web_Tests;

/// <summary>A story of all modules: the demonstration, with some acts more so that every kind of stream has happened.</summary>
public sealed class RebuildStoryTests : IDisposable
{
    private static readonly string PackFolder = Path.Combine(Portal.Root, "packs", "dalian");
    private static readonly CityPack Pack = Modules.ReadPack(PackFolder).Pack!;
    private static readonly Type[] Derived =
        [.. TableShape.Sqlite(Modules.Tables).Where(table => table.IsDerived).Select(table => table.RowType)];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("yitong-story-");

    public void Dispose() => folder.Delete(true);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_rebuild_leaves_every_row_of_every_module_as_it_was_however_often_it_is_killed(string kind)
    {
        var options = new StoreOptions
        {
            Connection = kind == "sqlite" ? $"sqlite:{folder.FullName}/yitong.db"
                : await (await PrivatePostgres.Shared).NewDatabaseAsync(),
        };
        string before;
        await using (var store = await Database.OpenAsync(options, Modules.Tables))
        {
            await TellAsync(store);
            Assert.Empty((await Replay.VerifyAsync(store, Modules.Tables, Modules.Kinds(Pack))).Differences);
            Assert.Empty((await AuditAsync(store)).Faults);
            before = await RowsAsync(store);
        }
        foreach (var _ in (int[])[1, 2, 3]) await KillOnTheWayAsync(options);
        var refused = await Assert.ThrowsAsync<RebuildNeededException>(() => Database.OpenAsync(options, Modules.Tables));
        Assert.Equal(Derived.Length, refused.Tables.Count);
        using (var last = Start(options))
        {
            await last.WaitForExitAsync();
            Assert.Equal(0, last.ExitCode);
        }
        await using var again = await Database.OpenAsync(options, Modules.Tables);
        Assert.Equal(before, await RowsAsync(again));
        await GiveAwayAsync(again);
        Assert.EndsWith("should not be there.", Assert.Single((await AuditAsync(again)).Faults), StringComparison.Ordinal);
    }

    private static Task<RowsReport> AuditAsync(Database store) =>
        new RowsAudit(store, Modules.Tables, Modules.Kinds(Pack), Modules.Fillers(Pack)).RunAsync();

    // Nobody gave this mandate.
    private static async Task GiveAwayAsync(Database store)
    {
        await using var db = store.Rows.Open();
        db.Add(new MandateRow { Id = Guid.NewGuid(), Principal = Guid.NewGuid(), Agent = Guid.NewGuid() });
        await db.SaveChangesAsync();
    }

    private async Task TellAsync(Database store)
    {
        await using var app = YitongHost.Build(new HostSettings
        {
            PackFolder = PackFolder, DataFolder = folder.FullName, Demo = true, Urls = "http://127.0.0.1:0",
            More = new Dictionary<string, string?>
            {
                ["demo:people"] = "60", ["demo:cases"] = "80", ["Logging:LogLevel:Default"] = "Error",
            },
        }, store);
        await app.StartAsync();
        await TellMoreAsync(app);
        var followers = app.Services.GetRequiredService<Followers>();
        await Patience.UntilAsync(
            () => Task.FromResult(followers.Behind == 0), () => string.Join(", ", followers.Standings));
        await app.StopAsync();
        Assert.Empty(await followers.ParkedAsync());
        var happened = new HashSet<string>();
        await foreach (var recorded in store.Journal.ReadAllAsync()) happened.Add(recorded.Type);
        var silent = Modules.Kinds(Pack).Where(each => !each.EventNames.Any(happened.Contains)).Select(each => each.State.Name);
        Assert.True(!silent.Any(), $"Nothing happens in this story to {string.Join(", ", silent)}.");
    }

    private static async Task<string> RowsAsync(Database store) =>
        string.Join('\n', (await Replay.TextsAsync(store.Rows, Derived)).Order(StringComparer.Ordinal));

    private static Process Start(StoreOptions options) => Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList =
        {
            typeof(RebuildVerb).Assembly.Location, "rebuild", "--all", "--rows", "1", "--pack", PackFolder, "--store", options.Connection,
        },
        RedirectStandardOutput = true,
    })!;

    /// <summary>Kill -9, once it has come further than the one before; it writes act by act, so it is far from its end.</summary>
    private static async Task KillOnTheWayAsync(StoreOptions options)
    {
        await using var provider = Provider.Of(options, Modules.Tables);
        var from = (await RebuildAsync())?.Position ?? 0;
        using var process = Start(options);
        while (!process.HasExited && ((await RebuildAsync())?.Position ?? 0) <= from) await Task.Delay(1);
        process.Kill();
        await process.WaitForExitAsync();
        var left = await RebuildAsync();
        Assert.True(left is { IsIndexed: false } && left.Position > from, "It had ended before it was killed.");

        async Task<RebuildRow?> RebuildAsync()
        {
            await using var db = provider.Open();
            return (await FoundSchema.ReadAsync(db, default)).Rebuild;
        }
    }

    /// <summary>What the demonstration itself does not do.</summary>
    private static async Task TellMoreAsync(WebApplication app)
    {
        var (on, at, limit) = (new DateOnly(2026, 11, 30), DateTimeOffset.UnixEpoch.AddDays(20_000), TimeLimit.WorkingDays(5));
        await HappenAsync<DutyWatch, DutyWarned>(
            null, new DutyWarned(Guid.NewGuid(), "", "s", "supply-data", "sjj", on, WarningLevel.Yellow, on));
        await HappenAsync<DutyTaking, DutyTakingEvent>(
            null, new DutyTaken(Guid.NewGuid(), "", "s", "supply-data", "sjj", on, "data", "冯远"));
        var archived = BulkRows.Of(Archive.Id, 1, [new ArchivedRow { Holder = "h", At = at, Id = Guid.NewGuid(), Code = "c" }], _ => 1);
        await HappenAsync<Archive, ArchiveEvent>(archived, new ArchiveOpened("story"), new RecordsArchived(archived.Seal));
        var loaded = BulkRows.Of(Guid.NewGuid(), 1, [new LoadedSubjectRow { Code = "c" }], _ => 1);
        await HappenAsync<RegisterLoad, LoadEvent>(
            loaded, new LoadOpened(SubjectKind.Company, "story", [], []), new SubjectsLoaded(loaded.Seal));
        await HappenAsync<LogLook, LogRead>(null, new LogRead("s"));
        await HappenAsync<DataChanged, DataChanged>(null, new DataChanged("gaj-identity", "s", "gaj", on));
        await HappenAsync<EmergencyAccess, EmergencyEvent>(null,
            new EmergencyAsked("gaj", "s", "gaj-identity", "why", on), new EmergencyApproved("yes", at, limit, on),
            new EmergencyUsed(Guid.NewGuid()));
        await HappenAsync<DataObjection, ObjectionEvent>(null, new ObjectionRaised(
            ObjectionKind.Look, "s", Guid.NewGuid(), null, null, "", "gaj-identity", null, null, null, "why", "gaj", limit, null, on));
        var lines = BulkRows.Of(Guid.NewGuid(), 1, [new RunLineRow { Subject = "s", Name = "n", Fen = 5 }], line => line.Fen);
        var terms = new RunTerms("p", "t", "c", RunTerms.HandedIn, "claim", "2026", Guid.NewGuid(), 5, on);
        await HappenAsync<BenefitRun, RunEvent>(lines, new RunOpened(terms, "sjj"), new LinesDrawn(lines.Seal, "s"));
        await HappenAsync<ReceivingAccount, AccountEvent>(null, new AccountConfirmed("s", "bank", "6222000000000000"));
        await HappenAsync<Referral, ReferralEvent>(null, new ClaimReferred(
            new("p", "t", "c", "claim", "2026", Guid.NewGuid()), "s", "n", new(Truth.Unknown, 0, [], ["fact"]), false, null, "sjj"));
        await HappenAsync<PolicyDraft, DraftEvent>(null, new DraftSaved("p", "t", "sjj", on, "text"), new DraftDropped());
        await HappenAsync<UnansweredQuery, HotlineEvent>(null, new QueryLeft("words"));

        // What is sealed names the stream in its rows.
        async Task HappenAsync<TState, TEvent>(BulkRows? bulk, params TEvent[] events)
            where TState : class
            where TEvent : notnull
        {
            var streams = app.Services.GetRequiredService<Streams<TState, TEvent>>();
            var act = Act.Of(DateTimeOffset.UtcNow, Actor.Engine, "tell-story");
            var done = await streams.ActAsync(bulk?.Rows[0].Stream ?? Guid.NewGuid(), act, 0, null, _ => events, bulk);
            Assert.Null(done.Refusal);
        }
    }
}
