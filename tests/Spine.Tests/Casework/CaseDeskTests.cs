using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Spine.Tests.Casework;

public sealed class CaseDeskTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Carries_a_case_from_opening_to_rating(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var wang = await city.PersonAsync();
        var decided = await city.On("2026-09-22").DecidedAsync("M009", wang);
        city.On("2026-09-28");
        var delivered = await city.DoAsync(decided, City.Office(decided), new DeliverResult(null, DeliveryMethod.Post, "SF1"));
        var rated = await city.DoAsync(delivered, City.Resident(wang), new RateCase(5, "很快"));
        Assert.Equal(CaseStage.Concluded, rated.Stage);
        var row = Assert.Single(await city.RowsAsync<CaseRow>());
        Assert.Equal((rated.Number, CaseStage.Concluded, rated.Version), (row.Number, row.Stage, row.Version));
        Assert.Empty(await city.RowsAsync<DutyRow>());
        Assert.Equal(Story.Day("2026-09-22"), Assert.Single(await city.RowsAsync<FinishedRow>()).DecidedOn);
        Assert.Equal(5, Assert.Single(await city.RowsAsync<RatingRow>()).Stars);
        Assert.Equal(rated.Version, (await city.EventsAsync(rated)).Count);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Gives_the_same_case_for_the_same_idempotency_key(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var wang = await city.PersonAsync();
        var key = new IdempotencyKeys(wang).Of("k1", "same");
        var first = await city.OpenAsync("M009", wang, null, key);
        var again = await city.OpenAsync("M009", wang, null, key);
        Assert.Equal(first.Value.Id, again.Value.Id);
        Assert.Equal(first.Value.Number, again.Value.Number);
        Assert.Single(await city.RowsAsync<CaseRow>());
    }

    [Fact]
    public async Task Opens_one_case_when_the_same_request_arrives_ten_times_at_once()
    {
        await using var city = await City.OpenAsync();
        var wang = await city.PersonAsync();
        var key = new IdempotencyKeys(wang).Of("k1", "same");
        var opened = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => city.OpenAsync("M009", wang, null, key)));
        Assert.Single(opened.Select(each => each.Value.Id).Distinct());
        Assert.Single(await city.RowsAsync<CaseRow>());
    }

    [Fact]
    public async Task Refuses_the_same_key_with_another_content()
    {
        await using var city = await City.OpenAsync();
        var wang = await city.PersonAsync();
        var keys = new IdempotencyKeys(wang);
        await city.OpenAsync("M009", wang, null, keys.Of("k1", "one"));
        var other = await city.OpenAsync("M006", wang, null, keys.Of("k1", "two"));
        Assert.Equal("store.key-reused", other.Refusal!.Code);
        Assert.Single(await city.RowsAsync<CaseRow>());
    }

    [Fact]
    public async Task Refuses_a_stale_screen_and_loses_nothing_of_what_was_faster()
    {
        await using var city = await City.OpenAsync();
        var submitted = await city.SubmittedAsync("M009", await city.PersonAsync());
        var office = City.Office(submitted);
        await city.DoAsync(submitted, office, new AcceptCase(null, submitted.Version));
        var late = await city.Desk.DoAsync(
            submitted.Id, office, new RefuseAcceptance(null, "不属于本部门", "规定", submitted.Version));
        Assert.Equal("case.stale", late.Refusal!.Code);
        Assert.Equal($"{submitted.Version + 1}", late.Refusal.Args["now"]);
        Assert.Equal(MemberState.Accepted, (await city.Desk.SeeAsync(submitted.Id, office)).Value.Members[0].State);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Loses_none_of_the_acts_that_come_at_once_to_one_case_through_two_nodes(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        await using var other = await city.AnotherNodeAsync();
        var wang = await city.PersonAsync();
        var draft = (await city.OpenAsync("Y02", wang)).Value;
        // Situational answers are left out: they change what is asked.
        var questions = CaseForm.Questions(draft, city.Catalogue).Except(city.Catalogue.Journeys["Y02"].Questions);
        var given = await Task.WhenAll(questions.Select((question, i) => (i % 2 == 0 ? city : other).Desk.DoAsync(
            draft.Id, City.Resident(wang),
            new GiveAnswers(new Dictionary<string, string?> { [question.Key] = Story.Sample(question) }))));
        var granted = given.Count(each => each.IsGranted);
        Assert.All(given.Where(each => !each.IsGranted), each => Assert.Equal("store.stale", each.Refusal!.Code));
        var now = (await other.Desk.SeeAsync(draft.Id, City.Resident(wang))).Value;
        Assert.Equal((granted, granted + 1), (now.Answers.Count, now.Version));
        Assert.Equal(now.Version, Assert.Single(await city.RowsAsync<CaseRow>()).Version);
    }

    [Fact]
    public async Task Lets_exactly_one_of_two_decisions_through()
    {
        await using var city = await City.OpenAsync();
        await using var other = await city.AnotherNodeAsync();
        var wang = await city.PersonAsync();
        var submitted = await city.SubmittedAsync("M009", wang);
        var office = City.Office(submitted);
        var both = await Task.WhenAll(
            city.Desk.DoAsync(submitted.Id, office, new AcceptCase(null, submitted.Version)),
            other.Desk.DoAsync(submitted.Id, office, new RefuseAcceptance(null, "缺条件", "规定", submitted.Version)));
        Assert.Single(both, each => each.IsGranted);
        Assert.Equal(RefusalKind.Stale, both.Single(each => !each.IsGranted).Refusal!.Kind);
    }

    [Fact]
    public async Task Shows_a_case_to_those_whose_affair_it_is_and_to_nobody_else()
    {
        await using var city = await City.OpenAsync();
        var (wang, li) = (await city.PersonAsync(), await city.PersonAsync("李晓明"));
        var submitted = await city.SubmittedAsync("M009", wang);
        Assert.True((await city.Desk.SeeAsync(submitted.Id, City.Resident(wang))).IsGranted);
        Assert.True((await city.Desk.SeeAsync(submitted.Id, City.Office(submitted))).IsGranted);
        Assert.Equal("case.not-found", (await city.Desk.SeeAsync(submitted.Id, City.Resident(li))).Refusal!.Code);
        Assert.Equal("case.not-found", (await city.Desk.SeeAsync(submitted.Id, City.Official("hg"))).Refusal!.Code);
        var withdrawn = await city.Desk.DoAsync(submitted.Id, City.Resident(li), new WithdrawCase());
        Assert.Equal("case.not-found", withdrawn.Refusal!.Code);
    }

    [Theory]
    [InlineData(null, "2026-09-01", null, "M009", true)]
    [InlineData("M009", "2026-09-01", "2026-09-21", "M009", true)]
    [InlineData("M006 M009", "2026-09-21", null, "M009", true)]
    [InlineData("M006", "2026-09-01", null, "M009", false)]
    [InlineData(null, "2026-09-22", null, "M009", false)]
    [InlineData("Y02", "2026-09-01", null, "Y02", true)]
    [InlineData("M006", "2026-09-01", null, "Y02", false)]
    public async Task Lets_somebody_apply_for_a_company_as_far_as_the_mandate_goes(
        string? scope, string from, string? until, string code, bool may)
    {
        await using var city = await City.OpenAsync();
        var (company, agent) = (await city.CompanyAsync(), await city.PersonAsync());
        await city.MandateAsync(company, agent, scope?.Split(' '), from, until);
        var opened = await city.OpenAsync(code, company, agent);
        Assert.Equal(may ? null : "case.no-mandate", opened.Refusal?.Code);
    }

    [Fact]
    public async Task Hides_a_case_from_the_agent_the_day_after_the_mandate_ends_and_the_day_it_is_revoked()
    {
        await using var city = await City.OpenAsync();
        var (company, ended, revoked) = (await city.CompanyAsync(), await city.PersonAsync(), await city.PersonAsync());
        await city.MandateAsync(company, ended, null, "2026-09-01", "2026-09-22");
        var mandate = await city.MandateAsync(company, revoked);
        var current = (await city.OpenAsync("M009", company, ended)).Value;
        city.On("2026-09-22");
        Assert.True((await city.Desk.SeeAsync(current.Id, City.Resident(ended))).IsGranted);
        Assert.True((await city.Desk.SeeAsync(current.Id, City.Resident(revoked))).IsGranted);
        await city.RevokeAsync(company, mandate);
        Assert.False((await city.Desk.SeeAsync(current.Id, City.Resident(revoked))).IsGranted);
        city.On("2026-09-23");
        Assert.False((await city.Desk.SeeAsync(current.Id, City.Resident(ended))).IsGranted);
        Assert.Equal("case.not-found",
            (await city.Desk.DoAsync(current.Id, City.Resident(ended), new SubmitCase())).Refusal!.Code);
    }

    [Fact]
    public async Task Lets_a_clerk_lodge_at_a_station_whichever_body_decides_and_hand_the_result_over_there()
    {
        await using var city = await City.OpenAsync();
        var wang = await city.PersonAsync();
        var clerk = new Actor("clerk", ActorRole.Clerk, "ST0001");
        var open = City.OpenOf("M006", wang, new(wang.Party, wang.Name)) with { Station = "ST0001" };
        var draft = (await city.Desk.OpenAsync(clerk, open)).Value;
        Assert.Equal(("ST0001", "clerk"), (draft.Lodging.Station, draft.Lodging.Clerk));
        Assert.True((await city.Desk.SeeAsync(draft.Id, clerk)).IsGranted);
        Assert.False((await city.Desk.SeeAsync(draft.Id, clerk with { Office = "ST0002" })).IsGranted);
        Assert.Equal(draft.Id, Assert.Single(await city.Lists.AtStationAsync("ST0001")).Id);
        Assert.Equal(draft.Id, Assert.Single((await city.Lists.MineAsync(wang.Party, city.Today)).Items).Id);
    }
}

public sealed class CaseNumbersTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Are_unique_when_two_nodes_give_them_out_at_once(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        using var one = new CaseNumbers(city.Store.Rows, city.Pack);
        using var two = new CaseNumbers(city.Store.Rows, city.Pack);
        var given = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(
            async () => (await (i % 2 == 0 ? one : two).NextAsync(Story.Day("2026-09-21")))!.Value.Text)));
        Assert.Equal(1_000, given.Distinct().Count());
        Assert.All(given, text => Assert.True(CaseNumber.TryParse(text, out _)));
    }

    [Fact]
    public async Task Begin_anew_each_day_and_stay_unique_when_the_clock_is_set_back()
    {
        await using var city = await City.OpenAsync();
        using var numbers = new CaseNumbers(city.Store.Rows, city.Pack);
        var days = new[] { "2026-09-21", "2026-09-22", "2026-09-21", "2026-09-22" };
        var given = new List<CaseNumber>();
        foreach (var day in days) given.Add((await numbers.NextAsync(Story.Day(day)))!.Value);
        Assert.Equal(4, given.Select(number => number.Text).Distinct().Count());
        Assert.Equal(1, given[1].Serial);
    }

    [Fact]
    public async Task A_refused_case_takes_no_number_and_when_they_have_ended_that_is_said()
    {
        await using var city = await City.OpenAsync();
        var person = await city.PersonAsync();
        var first = CaseNumberOf(await city.OpenAsync("M006", person));
        var refused = new OpenCase("NOPE", null, Subject: person, Applicant: new(person.Party, person.Name));
        for (var i = 0; i < 20; i++)
            Assert.Equal("case.no-such-matter", (await city.Desk.OpenAsync(new(City.Resident(person)), refused)).Refusal?.Code);
        Assert.Equal(first + 1, CaseNumberOf(await city.OpenAsync("M006", person)));
        await using (var db = city.Store.Rows.Open())
            await db.Set<NumberSeriesRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Next, 1_000_000));
        await using var other = await city.AnotherNodeAsync();
        Assert.Equal("case.numbers-ended", (await other.OpenAsync("M006", person)).Refusal?.Code);
        Assert.Equal(first + 2, CaseNumberOf(await city.OpenAsync("M006", person)));
    }

    [Fact]
    public async Task One_account_opens_so_many_cases_in_a_day_and_the_others_go_on()
    {
        await using var city = await City.OpenAsync();
        var (one, other) = (await city.PersonAsync(), await city.PersonAsync());
        var opened = await Task.WhenAll(Enumerable.Range(0, OpeningQuota.Usual).Select(_ => city.OpenAsync("M006", one)));
        Assert.All(opened, each => Assert.True(each.IsGranted));
        Assert.Equal("case.too-many-today", (await city.OpenAsync("M006", one)).Refusal?.Code);
        Assert.True((await city.OpenAsync("M006", other)).IsGranted);
        city.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await city.OpenAsync("M006", one)).IsGranted);
    }

    private static int CaseNumberOf(Outcome<Case> opened) =>
        CaseNumber.TryParse(opened.Value.Number, out var number) ? number.Serial : 0;
}

/// <summary>Idempotency keys of one caller.</summary>
internal sealed class IdempotencyKeys(Subject caller)
{
    public IdempotencyKey Of(string key, string content) => new(caller.Party.ToString(), key, content);
}
