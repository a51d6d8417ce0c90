using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yitong.AgencyTown;
using Yitong.Catalogue;
using Yitong.Store;

namespace Yitong.Evidence.Tests;

/// <summary>Dalian answers Yingkou.</summary>
public sealed class PartnerExchangeTests : IAsyncLifetime
{
    private const string Yingkou = "210800";
    private const string Lin = "210299199003151289";
    private readonly ChangingSource source = new();
    private Database store = null!;
    private PartnerExchange desk = null!;

    private static PartnerQuestion Question { get; } = new(
        Guid.Parse("0199a000-0000-7000-8000-000000000001"), "gaj-identity", Lin, ["name", "is-adult"],
        EvidenceLibrary.CaseHandling,
        new("YK2026-1", "210123906000", "个体工商户登记", "营口市市场监督管理局", EvidenceRelation.Subject, false));

    public async ValueTask InitializeAsync()
    {
        store = await Database.OpenAsync(new() { Connection = "sqlite::memory:" }, [new EvidenceTables()]);
        desk = NewDesk();
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    // As after a restart: nothing is remembered but what the store has.
    private PartnerExchange NewDesk() => new(
        new Exchange(store.Journal, Asking.Library, source, TimeProvider.System), Asking.Pack, TimeProvider.System);

    private async Task<List<DisclosureRow>> RowsAsync()
    {
        await using var db = store.Rows.Open();
        return await db.Set<DisclosureRow>().ToListAsync();
    }

    [Fact]
    public async Task What_is_disclosed_to_another_city_has_an_entry_with_that_city_its_office_and_its_case()
    {
        var answer = (await desk.AnswerAsync(Yingkou, Question)).Value;
        Assert.Equal(EvidenceOutcome.Supplied, answer.Outcome);
        Assert.Equal(("林晓岚", "true"), (answer.Values["name"], answer.Values["is-adult"]));
        Assert.True(answer.Fits(Yingkou, Question));
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((Lin, "YK2026-1", "210123906000"), (row.Subject, row.CaseNumber, row.Matter));
        Assert.Equal((Yingkou, "营口市市场监督管理局", "个体工商户登记"), (row.FromCity, row.FromOffice, row.FromTitle));
        Assert.Equal(("name is-adult", EvidenceRelation.Subject), (row.Items, row.FromRelation));
        var entry = Assert.Single(await store.Journal.ReadStreamAsync(row.Id));
        Assert.Equal(answer.Receipt.Position, entry.Position);
        Assert.DoesNotContain("林晓岚", entry.Json);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeated_request_has_the_same_answer_and_no_second_entry(bool restarted)
    {
        var first = (await desk.AnswerAsync(Yingkou, Question)).Value;
        var again = (await (restarted ? NewDesk() : desk).AnswerAsync(Yingkou, Question)).Value;
        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(again));
        Assert.Single(await RowsAsync());
        Assert.Equal(1, store.Journal.Head);
    }

    [Fact]
    public async Task Requests_that_arrive_at_once_have_one_answer_and_one_entry()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => desk.AnswerAsync(Yingkou, Question))));
        Assert.Single(answers.Select(answer => JsonSerializer.Serialize(answer.Value)).Distinct());
        Assert.Equal(1, store.Journal.Head);
    }

    [Fact]
    public async Task A_repeated_request_for_what_was_denied_or_missed_stays_denied_or_missed()
    {
        var denied = Question with { Id = Guid.NewGuid(), Items = ["birth-day"] };
        Assert.Equal(EvidenceOutcome.Denied, (await desk.AnswerAsync(Yingkou, denied)).Value.Outcome);
        source.Instead = new SourceAway(DateTimeOffset.UtcNow.AddHours(1), "down");
        var first = (await desk.AnswerAsync(Yingkou, Question)).Value;
        source.Instead = null;
        var again = (await desk.AnswerAsync(Yingkou, Question)).Value;
        Assert.Equal((EvidenceOutcome.Away, first.RetryAt), (again.Outcome, again.RetryAt));
        Assert.Empty(again.Values);
        Assert.Equal(GateRule.NotDeclared, (await desk.AnswerAsync(Yingkou, denied)).Value.Rule);
        Assert.Equal(2, store.Journal.Head);
    }

    [Fact]
    public async Task What_has_changed_since_is_not_told_under_the_old_entry()
    {
        await desk.AnswerAsync(Yingkou, Question);
        source.Name = "林晓";
        Assert.Equal("evidence.answer-changed", (await desk.AnswerAsync(Yingkou, Question)).Refusal!.Code);
        Assert.Equal("林晓", (await desk.AnswerAsync(Yingkou, Question with { Id = Guid.NewGuid() })).Value.Values["name"]);
        Assert.Equal(2, store.Journal.Head);
    }

    [Fact]
    public async Task An_id_is_for_one_question_only()
    {
        await desk.AnswerAsync(Yingkou, Question);
        Assert.Equal("evidence.id-taken", (await desk.AnswerAsync(Yingkou, Question with { Items = ["name"] })).Refusal!.Code);
        Assert.Equal(EvidenceOutcome.Denied, (await desk.AnswerAsync("210600", Question)).Value.Outcome);
        Assert.Equal(2, store.Journal.Head);
    }

    [Theory]
    [InlineData("210600", "case-handling", "210123906000", "name", EvidenceRelation.Subject, GateRule.NoAgreement)]
    [InlineData(Yingkou, "benefit-check", "210123906000", "name", EvidenceRelation.Subject, GateRule.NoAgreement)]
    [InlineData(Yingkou, "case-handling", "999999999999", "name", EvidenceRelation.Subject, GateRule.NoAgreement)]
    [InlineData(Yingkou, "case-handling", "210123906000", "is-sixty", EvidenceRelation.Subject, GateRule.NotDeclared)]
    [InlineData(Yingkou, "case-handling", "999999999999", "birth-day", EvidenceRelation.Subject, GateRule.NoAgreement)]
    [InlineData(Yingkou, "case-handling", "210123906000", "blood-group", EvidenceRelation.Subject, GateRule.UnknownItem)]
    [InlineData(Yingkou, "case-handling", "210123906000", "name", EvidenceRelation.None, GateRule.NoRelation)]
    public async Task What_this_citys_gate_denies_names_its_rule_and_has_its_entry(
        string city, string purpose, string basicCode, string item, EvidenceRelation relation, GateRule rule)
    {
        var answer = (await desk.AnswerAsync(city, Question with
        {
            Purpose = purpose, Items = [item], Case = Question.Case with { BasicCode = basicCode, Relation = relation },
        })).Value;
        Assert.Equal((EvidenceOutcome.Denied, rule), (answer.Outcome, answer.Rule));
        Assert.Empty(answer.Values);
        Assert.Equal((EvidenceOutcome.Denied, rule, city), Assert.Single(await RowsAsync()) is var row
            ? (row.Outcome, row.Rule, row.FromCity) : default);
        Assert.Equal(0, source.Asked);
    }

    [Fact]
    public async Task What_this_city_gets_from_another_is_not_passed_on() => Assert.Equal("regional.no-such-resource",
        (await desk.AnswerAsync(Yingkou, Question with { Resource = "yingkou-identity" })).Refusal!.Code);

    [Fact]
    public async Task A_signed_question_that_makes_no_sense_is_refused_and_leaves_nothing()
    {
        var about = Question.Case;
        PartnerQuestion[] nonsense =
        [
            Question with { Id = Guid.Empty }, Question with { Items = [] }, Question with { Items = default },
            Question with { Items = [.. Enumerable.Range(0, 65).Select(i => $"i{i}")] }, Question with { Subject = "210299199003151288" },
            Question with { Subject = "91210200MY9T90014R" }, Question with { Purpose = "" }, Question with { Resource = new('x', 101) },
            Question with { Case = about with { Number = " " } }, Question with { Case = about with { Title = "\u0000" } },
            Question with { Case = about with { Office = "" } }, Question with { Case = about with { Relation = (EvidenceRelation)99 } },
        ];
        foreach (var each in nonsense)
            Assert.Equal("regional.message-not-valid", (await desk.AnswerAsync(Yingkou, each)).Refusal?.Code);
        Assert.Equal(0, store.Journal.Head);
    }

    [Fact]
    public async Task An_answer_fits_only_its_own_question_and_receipt()
    {
        var answer = (await desk.AnswerAsync(Yingkou, Question)).Value;
        Assert.False(answer.Fits("210600", Question));
        Assert.False(answer.Fits(Yingkou, Question with { Id = Guid.NewGuid() }));
        Assert.False(answer.Fits(Yingkou, Question with { Items = ["name"] }));
        Assert.False((answer with { Values = answer.Values.SetItem("name", "王") }).Fits(Yingkou, Question));
        Assert.False((answer with { Outcome = EvidenceOutcome.NoRecord }).Fits(Yingkou, Question));
        Assert.False((answer with { Receipt = answer.Receipt with { AsOf = null } }).Fits(Yingkou, Question));
        Assert.False((answer with { Receipt = answer.Receipt with { Resource = "gaj-household" } }).Fits(Yingkou, Question));
    }

    [Theory]
    [InlineData(EvidenceOutcome.Supplied, typeof(SourceFound))]
    [InlineData(EvidenceOutcome.NoRecord, typeof(SourceHasNone))]
    [InlineData(EvidenceOutcome.Denied, typeof(SourceRefused))]
    [InlineData(EvidenceOutcome.Refused, typeof(SourceRefused))]
    [InlineData(EvidenceOutcome.Away, typeof(SourceAway))]
    [InlineData(EvidenceOutcome.Wrong, typeof(SourceWrong))]
    public async Task What_another_city_answers_is_one_of_the_kinds_of_answer(EvidenceOutcome outcome, Type kind)
    {
        var resource = Asking.Library.Resources["yingkou-identity"];
        var values = outcome == EvidenceOutcome.Supplied
            ? ImmutableDictionary<string, string>.Empty.Add("name", "何静").Add("is-adult", "true")
            : ImmutableDictionary<string, string>.Empty;
        var receipt = new EvidenceReceipt(Guid.NewGuid(), "gaj-identity", DateTimeOffset.UtcNow, "", "", 1, DateTimeOffset.UtcNow);
        await using var sources = new ConnectedSources(Asking.Library, ConnectorSettings.Recorded with
        {
            Partner = _ => (question, there, items, _) => Task.FromResult(new PartnerReply(
                new(question.Request, outcome, values, default, null, receipt), null, "signed")),
        }, TimeProvider.System);
        var answer = await sources.AskAsync(
            new(Guid.NewGuid(), resource, "210899199204112465", ["name", "is-adult"], "DL2026-1", "case-handling"), default);
        Assert.IsType(kind, answer);
        if (answer is SourceFound found) Assert.Equal(("何静", "true", "signed"), (found.Values["name"], found.Values["is-adult"], found.Signature));
    }

    /// <summary>The register of population, whose entries change and which may be away.</summary>
    private sealed class ChangingSource : IEvidenceSource
    {
        private int asked;

        public string Name { get; set; } = "林晓岚";
        public SourceAnswer? Instead { get; set; }
        public int Asked => asked;

        public Task<SourceAnswer> AskAsync(SourceQuestion question, CancellationToken cancellation)
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult(Instead ?? new SourceFound(
                ImmutableDictionary<string, string>.Empty.Add("name", Name).Add("birth-day", "1990-03-15")
                    .Where(each => question.Items.Contains(each.Key)).ToImmutableDictionary(), DateTimeOffset.UnixEpoch));
        }
    }
}
