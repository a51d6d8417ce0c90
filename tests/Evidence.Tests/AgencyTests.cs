using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Yitong.AgencyTown;
using Yitong.Testing;

namespace Yitong.Evidence.Tests;

/// <summary>The exchange with three agencies that are another process.</summary>
public sealed class AgencyTests : IAsyncLifetime
{
    private const string Somebody = "210299199000000042";
    private const string Company = "91210200MY9T90014R";
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.StartAsync(insures: true);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private static SourceQuestion Question(string resource, string subject, params string[] items) => new(
        Guid.CreateVersion7(), Asking.Library.Resources[resource], subject, [.. items], "DL2026-1", "case-handling");

    private static SourceQuestion Identity(string subject = Somebody) => Question("gaj-identity", subject, "name", "sex", "valid-until");

    // Tries without retries, so that an agency in a bad mood is asked once.
    private static EvidenceConnector Once(EvidenceConnector connector) => connector with { Retries = 0, BreakAfter = 1_000 };

    private static EvidenceConnector Hasty(EvidenceConnector connector) =>
        Once(connector) with { Timeout = TimeSpan.FromMilliseconds(400) };

    [Fact]
    public async Task Population_tells_over_http_only_what_was_asked()
    {
        await using var sources = town.Sources();
        var found = Assert.IsType<SourceFound>(await sources.AskAsync(Identity(), default));
        Assert.Equal(["name", "sex", "valid-until"], found.Values.Keys.Order());
        Assert.Equal(("N0042", "女", "2036-05-20"), (found.Values["name"], found.Values["sex"], found.Values["valid-until"]));
        Assert.Equal(new(2026, 11, 19, 18, 0, 0, TimeSpan.Zero), found.AsOf.ToUniversalTime());
    }

    [Fact]
    public async Task Tax_answers_as_x_road_does_and_binds_the_answer_to_the_question()
    {
        await using var sources = town.Sources();
        var found = Assert.IsType<SourceFound>(
            await sources.AskAsync(Question("swj-arrears", Company, "arrears", "declared-on", "status"), default));
        Assert.Equal(("1234.5", "2026-11-13"), (found.Values["arrears"], found.Values["declared-on"]));
        Assert.NotNull(found.Signature);
    }

    [Fact]
    public async Task Social_insurance_is_read_from_its_view()
    {
        await using var sources = town.Sources();
        var found = Assert.IsType<SourceFound>(await sources.AskAsync(
            Question("sbzx-contributions", Somebody, "months", "last-paid", "base", "retired-on"), default));
        Assert.Equal(("102", "2026-10-01", "5500.50"), (found.Values["months"], found.Values["last-paid"], found.Values["base"]));
        Assert.False(found.Values.ContainsKey("retired-on"));
    }

    [Fact]
    public async Task Nobody_known_is_no_record_at_each_of_them()
    {
        await using var sources = town.Sources();
        Assert.IsType<SourceHasNone>(await sources.AskAsync(Identity("999999199001010000"), default));
        Assert.IsType<SourceHasNone>(await sources.AskAsync(Question("sbzx-contributions", "x' or '1'='1", "months"), default));
    }

    [Theory]
    [InlineData("slow", typeof(SourceAway))]
    [InlineData("down", typeof(SourceAway))]
    [InlineData("busy", typeof(SourceAway))]
    [InlineData("refusing", typeof(SourceRefused))]
    [InlineData("garbage", typeof(SourceWrong))]
    [InlineData("schema", typeof(SourceWrong))]
    [InlineData("deep", typeof(SourceWrong))]
    [InlineData("stranger", typeof(SourceWrong))]
    [InlineData("elsewhere", typeof(SourceWrong))]
    [InlineData("huge", typeof(SourceWrong))]
    public async Task What_the_source_does_wrong_has_exactly_one_name(string mood, Type answer)
    {
        // The slow one never answers; to all others any time is given.
        await using var sources = town.Sources(with: mood == "slow" ? Hasty : Once);
        await town.BeAsync(mood);
        var asked = DateTimeOffset.UtcNow;
        var given = await sources.AskAsync(Identity(), default);
        Assert.IsType(answer, given);
        if (given is SourceAway away) Assert.True(away.RetryAt > asked);
        Assert.DoesNotContain("N0042", given.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unbound", typeof(SourceWrong))]
    [InlineData("other-question", typeof(SourceWrong))]
    [InlineData("fabric", typeof(SourceAway))]
    public async Task An_answer_that_x_road_did_not_bind_is_none(string mood, Type answer)
    {
        await using var sources = town.Sources(with: Once);
        await town.BeAsync(mood);
        Assert.IsType(answer, await sources.AskAsync(Question("swj-arrears", Company, "arrears"), default));
    }

    [Fact]
    public async Task A_hundred_megabytes_are_cut_off_early()
    {
        await using var sources = town.Sources(with: Once);
        await town.BeAsync("huge");
        var wrong = Assert.IsType<SourceWrong>(await sources.AskAsync(Identity(), default));
        Assert.Contains("longer than", wrong.Cause, StringComparison.Ordinal);
        Assert.InRange(await town.WrittenAsync(), 0, 16 * 1024 * 1024);
    }

    [Fact]
    public async Task A_source_that_stays_away_is_left_alone_and_asked_again_later()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var sources = town.Sources(clock, each => each with { Retries = 0, BreakAfter = 3, BreakFor = TimeSpan.FromSeconds(30) });
        await town.BeAsync("down");
        for (var turn = 0; turn < 3; turn++) Assert.IsType<SourceAway>(await sources.AskAsync(Identity(), default));
        var asked = await town.AskedAsync();
        var away = Assert.IsType<SourceAway>(await sources.AskAsync(Identity(), default));
        Assert.Equal(asked, await town.AskedAsync());
        Assert.True(sources.States.Single(state => state.Connector.Code == "gaj-population").IsOpen);
        Assert.InRange(away.RetryAt, clock.GetUtcNow().AddSeconds(20), clock.GetUtcNow().AddSeconds(30));
        await town.BeAsync("well");
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<SourceFound>(await sources.AskAsync(Identity(), default));
        Assert.False(sources.States.Single(state => state.Connector.Code == "gaj-population").IsOpen);
    }

    [Fact]
    public async Task A_source_that_fails_once_is_tried_again()
    {
        await using var sources = town.Sources(with: each => each with { Retries = 2 });
        await town.BeAsync("busy");
        var before = await town.AskedAsync();
        Assert.IsType<SourceAway>(await sources.AskAsync(Identity(), default));
        Assert.Equal(3, await town.AskedAsync() - before);
    }

    [Fact]
    public async Task A_source_is_asked_no_faster_than_it_wants()
    {
        await using var sources = town.Sources(with: each => each with { PerSecond = 5 });
        var (answers, since) = (new List<SourceAnswer>(), Stopwatch.StartNew());
        // Forty at once; again where the machine was too busy to ask so fast.
        await Patience.UntilAsync(async () =>
        {
            answers.AddRange(await Task.WhenAll(Enumerable.Range(answers.Count, 40)
                .Select(n => sources.AskAsync(Identity($"2102991990{n:00000000}"), default))));
            return answers.Exists(answer => answer is SourceAway);
        }, () => "all were answered");
        Assert.InRange(answers.Count(answer => answer is SourceFound), 5, 5 * (2 + (int)since.Elapsed.TotalSeconds));
    }

    [Fact]
    public async Task An_answer_is_kept_as_long_as_its_resource_allows_and_no_longer_than_the_source_says()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var sources = town.Sources(clock);
        Assert.False(Assert.IsType<SourceFound>(await sources.AskAsync(Identity(), default)).IsKept);
        Assert.True(Assert.IsType<SourceFound>(await sources.AskAsync(Identity(), default)).IsKept);
        sources.Changed("gaj-identity", Somebody);
        Assert.False(Assert.IsType<SourceFound>(await sources.AskAsync(Identity(), default)).IsKept);
        clock.Advance(TimeSpan.FromDays(31));
        Assert.False(Assert.IsType<SourceFound>(await sources.AskAsync(Identity(), default)).IsKept);
        sources.Forget(Somebody);
        Assert.False(Assert.IsType<SourceFound>(await sources.AskAsync(Identity(), default)).IsKept);
    }

    [Fact]
    public async Task What_may_change_at_any_time_is_never_kept()
    {
        await using var sources = town.Sources();
        var question = Question("sbzx-contributions", Somebody, "months");
        for (var turn = 0; turn < 2; turn++)
            Assert.False(Assert.IsType<SourceFound>(await sources.AskAsync(question, default)).IsKept);
    }

    [Fact]
    public async Task A_view_that_lost_a_column_is_wrong_and_a_database_that_is_gone_is_away()
    {
        await using var lost = town.Sources(with: each => each.Code != "sbzx-insurance" ? each : each with
        {
            Retries = 0, Calls = Asking.Renamed(each.Calls, "sbzx-contributions", call => call with
            {
                Fields = [.. call.Fields.Select(field => field with { At = field.At == "months" ? "months_paid" : field.At })],
            }),
        });
        Assert.IsType<SourceWrong>(await lost.AskAsync(Question("sbzx-contributions", Somebody, "months"), default));
        await using var gone = new ConnectedSources(Asking.Library, new(name =>
            name == "evidence:connectors:sbzx-insurance:address" ? "Host=127.0.0.1;Port=1;Username=x;Database=x" : null), TimeProvider.System);
        Assert.IsType<SourceAway>(await gone.AskAsync(Question("sbzx-contributions", Somebody, "months"), default));
    }
}
