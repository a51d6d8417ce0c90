using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Yitong.Acting;
using Yitong.AgencyTown;
using Yitong.Kernel;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Evidence.Tests;

public sealed class ExchangeTests
{
    private const string Lin = "210299199003151289";

    private static async Task<(Database Store, Exchange Exchange)> OpenAsync()
    {
        var store = await Database.OpenAsync(new() { Connection = "sqlite::memory:" }, [new EvidenceTables()]);
        var sources = new ConnectedSources(Asking.Library, ConnectorSettings.Recorded, TimeProvider.System);
        return (store, new(store.Journal, Asking.Library, sources, TimeProvider.System));
    }

    private static async Task<EvidenceAnswer> AskAsync(Exchange exchange, EvidenceAsk ask) =>
        (await exchange.AskAsync(Asking.Act(), ask, Asking.Today)).Value;

    private static async Task<List<DisclosureRow>> RowsAsync(Database store)
    {
        await using var db = store.Rows.Open();
        return await db.Set<DisclosureRow>().OrderBy(row => row.At).ToListAsync();
    }

    [Fact]
    public async Task What_is_disclosed_has_its_entry_with_items_and_never_values()
    {
        var (store, exchange) = await OpenAsync();
        await using var _ = store;
        var answer = await AskAsync(exchange, Asking.For("gaj-identity", Lin));
        Assert.Equal(EvidenceOutcome.Supplied, answer.Outcome);
        Assert.Equal("true", answer.Values["is-adult"]);
        Assert.False(answer.Values.ContainsKey("birth-day"));
        Assert.Equal(Exchange.HashOf(answer.Receipt.Request, answer.Values), answer.Receipt.ItemsHash);
        var row = Assert.Single(await RowsAsync(store));
        Assert.Equal((answer.Receipt.Request, Lin, EvidenceOutcome.Supplied), (row.Id, row.Subject, row.Outcome));
        var events = await store.Journal.ReadStreamAsync(answer.Receipt.Request);
        var text = Assert.Single(events).Json;
        Assert.DoesNotContain(answer.Values["name"], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_answer_is_a_disclosure_like_any_other()
    {
        var (store, exchange) = await OpenAsync();
        await using var _ = store;
        var first = await AskAsync(exchange, Asking.For("gaj-identity", Lin));
        var second = await AskAsync(exchange, Asking.For("gaj-identity", Lin));
        Assert.Equal(first.Values, second.Values);
        Assert.Equal(2, (await RowsAsync(store)).Count);
        Assert.Contains("\"isKept\":true", Assert.Single(await store.Journal.ReadStreamAsync(second.Receipt.Request)).Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_of_data_that_changed_is_dropped_on_every_node()
    {
        await using var store = await Database.OpenAsync(new() { Connection = "sqlite::memory:" }, [new EvidenceTables()]);
        await using var sources = new ConnectedSources(Asking.Library, ConnectorSettings.Recorded, TimeProvider.System);
        var (clock, question) = (new FakeTimeProvider(DateTimeOffset.UtcNow), new SourceQuestion(
            Guid.NewGuid(), Asking.Library.Resources["gaj-identity"], Lin, ["name"], "", EvidenceLibrary.CaseHandling));
        using var sweep = new Followers(store.Journal, store.Rows, [new AnswerCacheSweep(sources)], NullLogger<Followers>.Instance);
        await sweep.StartAsync(default);
        await KeptAsync();
        Assert.True(await KeptAsync());
        var provider = new Actor("account:police", ActorRole.Official, Asking.Library.Resources["gaj-identity"].Provider);
        Assert.True((await new Desk<DataChanged, DataChanged>(new(store.Journal, DataChanged.Kind), Asking.Pack, clock)
            .BeginAsync(provider, new AnnounceChange("gaj-identity", Lin))).IsGranted);
        await Patience.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return !await KeptAsync();
        }, () => "it is still given again");
        await sweep.StopAsync(default);

        async Task<bool> KeptAsync() => Assert.IsType<SourceFound>(await sources.AskAsync(question, default)).IsKept;
    }

    [Fact]
    public async Task A_denial_names_its_rule_tells_nothing_and_is_written_down()
    {
        var (store, exchange) = await OpenAsync();
        await using var _ = store;
        var ask = Asking.For("gaj-identity", Lin);
        var answer = await AskAsync(exchange, ask with { Facts = ask.Facts with { IsCaseOpen = false } });
        Assert.Equal((EvidenceOutcome.Denied, GateRule.CaseClosed), (answer.Outcome, answer.Rule));
        Assert.Empty(answer.Values);
        Assert.Equal(GateRule.CaseClosed, Assert.Single(await RowsAsync(store)).Rule);
    }

    [Fact]
    public async Task What_the_law_withholds_is_entered_at_once_and_shown_later()
    {
        var (store, exchange) = await OpenAsync();
        await using var _ = store;
        await AskAsync(exchange, Asking.For("gaj-identity", Lin) with { Purpose = "investigation" });
        var row = Assert.Single(await RowsAsync(store));
        Assert.Equal(TimeSpan.FromDays(180), row.VisibleFrom - row.At);
    }

    [Fact]
    public async Task An_unknown_purpose_is_refused_before_anything_is_asked()
    {
        var (store, exchange) = await OpenAsync();
        await using var _ = store;
        var refused = await exchange.AskAsync(Asking.Act(), Asking.For("gaj-identity", Lin) with { Purpose = "curiosity" }, Asking.Today);
        Assert.Equal("evidence.no-such-purpose", refused.Refusal?.Code);
        Assert.Empty(await RowsAsync(store));
    }
}
