using CsCheck;
using Yitong.Cases;
using Yitong.Store;

namespace Yitong.Spine.Tests.Casework;

public sealed class CaseListsTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_agent_finds_cases_opened_before_and_after_the_mandate(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var (company, founder, agent) = (await city.CompanyAsync(), await city.PersonAsync(), await city.PersonAsync());
        await city.MandateAsync(company, founder);
        var before = (await city.OpenAsync("M009", company, founder)).Value;
        var position = await city.Feed.CatchUpAsync(city.Store, 0);
        Assert.Empty((await city.Lists.MineAsync(agent.Party, city.Today)).Items);
        city.Clock.Advance(TimeSpan.FromMinutes(1));
        await city.MandateAsync(company, agent);
        var after = (await city.OpenAsync("M024", company, founder)).Value;
        await city.Feed.CatchUpAsync(city.Store, position);
        var mine = (await city.Lists.MineAsync(agent.Party, city.Today)).Items.Select(row => row.Id);
        Assert.Equal([after.Id, before.Id], mine);
    }

    [Fact]
    public async Task Following_again_from_the_beginning_or_on_two_nodes_writes_nothing_twice()
    {
        await using var city = await City.OpenAsync();
        await using var other = await city.AnotherNodeAsync();
        var (company, agent) = (await city.CompanyAsync(), await city.PersonAsync());
        await city.MandateAsync(company, agent, ["M009"]);
        await city.MandateAsync(company, agent, ["M006"]);
        await city.OpenAsync("M009", company, agent);
        await city.Feed.CatchUpAsync(city.Store, 0);
        var feed = (await city.RowsAsync<FeedRow>()).Count;
        await other.Feed.CatchUpAsync(other.Store, 0);
        Assert.Equal(feed, (await city.RowsAsync<FeedRow>()).Count);
        Assert.Equal(2, feed);
    }

    [Fact]
    public async Task A_mandate_out_of_scope_out_of_time_or_revoked_shows_nothing()
    {
        await using var city = await City.OpenAsync();
        var (company, agent) = (await city.CompanyAsync(), await city.PersonAsync());
        var scoped = await city.MandateAsync(company, agent, ["M009"]);
        await city.MandateAsync(company, agent, ["M024"], "2026-09-25", "2026-09-27");
        var seen = (await city.OpenAsync("M009", company, agent)).Value;
        await city.On("2026-09-25").OpenAsync("M024", company, agent);
        await city.Feed.CatchUpAsync(city.Store, 0);
        Assert.Equal(2, (await city.Lists.MineAsync(agent.Party, Story.Day("2026-09-27"))).Items.Count);
        Assert.Equal(seen.Id, Assert.Single((await city.Lists.MineAsync(agent.Party, Story.Day("2026-09-24"))).Items).Id);
        Assert.Equal(seen.Id, Assert.Single((await city.Lists.MineAsync(agent.Party, Story.Day("2026-09-28"))).Items).Id);
        await city.RevokeAsync(company, scoped);
        Assert.DoesNotContain((await city.Lists.MineAsync(agent.Party, city.Today)).Items, row => row.Id == seen.Id);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Pages_are_complete_and_repeat_nothing(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var agent = await city.PersonAsync();
        var companies = new[] { await city.CompanyAsync("甲"), await city.CompanyAsync("乙"), await city.CompanyAsync("丙") };
        await city.MandateAsync(companies[0], agent);
        await city.MandateAsync(companies[1], agent, ["M009", "Y02"]);
        await city.MandateAsync(companies[2], agent, null, "2026-01-01", "2026-09-23");
        var principal = await city.PersonAsync();
        foreach (var company in companies) await city.MandateAsync(company, principal);
        for (var i = 0; i < 24; i++)
        {
            if (i % 8 == 0) city.On($"2026-09-{21 + i / 8}");
            await city.OpenAsync((i % 3) switch { 0 => "M009", 1 => "M006", _ => "Y02" }, companies[i * 7 / 3 % 3], principal);
            if (i % 5 == 0) await city.OpenAsync("M056", agent);
        }
        await city.Feed.CatchUpAsync(city.Store, 0);
        var all = await city.RowsAsync<CaseRow>();
        await Gen.Select(Gen.Int[1, 30], Gen.Int[0, 3]).SampleAsync(async (take, later) =>
        {
            var today = Story.Day("2026-09-23").AddDays(later);
            var expected = all
                .Where(row => row.Subject == agent.Party || row.Subject == companies[0].Party
                    || row.Subject == companies[1].Party && row.Code is "M009" or "Y02" && row.Subject != companies[2].Party
                    || row.Subject == companies[2].Party && later == 0)
                .Select(row => row.Id).ToHashSet();
            var paged = new List<CaseRow>();
            string? place = null;
            do
            {
                var page = await city.Lists.MineAsync(agent.Party, today, place, take);
                Assert.True(page.Items.Count <= take);
                Assert.True(page.Next is null || page.Items.Count == take);
                paged.AddRange(page.Items);
                place = page.Next;
            }
            while (place is not null);
            Assert.Equal(paged.Count, paged.Select(row => row.Id).Distinct().Count());
            Assert.Equal(expected, paged.Select(row => row.Id).ToHashSet());
            Assert.Equal(paged.Select(row => row.OpenedOn).OrderDescending(), paged.Select(row => row.OpenedOn));
        }, iter: 40, threads: 1);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("zz.0199a000")]
    [InlineData("ffffffff.0199a00000007000800000000000ffff")]
    public async Task A_place_that_is_none_is_the_beginning(string place)
    {
        await using var city = await City.OpenAsync();
        var wang = await city.PersonAsync();
        await city.OpenAsync("M009", wang);
        Assert.Single((await city.Lists.MineAsync(wang.Party, city.Today, place)).Items);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_waits_for_the_applicant_is_sorted_by_the_day_asked_for(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var wang = await city.PersonAsync();
        var cases = new List<Case>();
        foreach (var replyBy in new string?[] { null, "2026-10-12", "2026-09-29" })
        {
            var submitted = await city.SubmittedAsync("M009", wang);
            var gap = new SupplementGap(CaseForm.Materials(submitted, city.Catalogue)[0].Key, "看不清，请重拍", "规定");
            DateOnly? until = replyBy is null ? null : Story.Day(replyBy);
            cases.Add(await city.DoAsync(submitted, City.Office(submitted), new RequestSupplement(null, [gap], until)));
        }
        var waiting = await city.Lists.WaitingForAsync(wang.Party, city.Today);
        Assert.Equal([cases[2].Id, cases[1].Id, cases[0].Id], waiting.Select(each => each.Case.Id));
        await city.DoAsync(cases[2], City.Resident(wang), new WithdrawCase());
        Assert.Equal(2, (await city.Lists.WaitingForAsync(wang.Party, city.Today)).Count);
    }

    [Fact]
    public async Task What_waits_is_not_shown_to_an_applicant_whose_mandate_was_revoked()
    {
        await using var city = await City.OpenAsync();
        var (company, agent) = (await city.CompanyAsync(), await city.PersonAsync());
        var mandate = await city.MandateAsync(company, agent);
        var draft = (await city.OpenAsync("M009", company, agent)).Value;
        var submitted = await city.DoAsync(await city.FillInAsync(draft, agent), City.Resident(agent), new SubmitCase());
        var gap = new SupplementGap(CaseForm.Materials(submitted, city.Catalogue)[0].Key, "看不清，请重拍", "规定");
        await city.DoAsync(submitted, City.Office(submitted), new RequestSupplement(null, [gap]));
        Assert.Single(await city.Lists.WaitingForAsync(agent.Party, city.Today));
        await city.RevokeAsync(company, mandate);
        Assert.Empty(await city.Lists.WaitingForAsync(agent.Party, city.Today));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Work_is_sorted_by_time_left_and_stopped_work_comes_last(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var wang = await city.PersonAsync();
        var stopped = await city.AcceptedAsync("M009", wang);
        await city.DoAsync(stopped, City.Office(stopped), new SuspendClock(
            null, "专家评审", "通知〔2026〕1号", Yitong.Kernel.TimeLimit.WorkingDays(10)));
        var later = await city.On("2026-09-23").AcceptedAsync("M009", wang);
        var sooner = await city.On("2026-09-24").SubmittedAsync("M009", wang);
        var office = sooner.Members[0].Agency;
        var work = (await city.Duties.OfAsync(office)).Items.Where(row => row.Slot == "member").ToList();
        Assert.Equal([later.Id, sooner.Id, stopped.Id], work.Select(row => row.Stream));
        Assert.Equal(work.Select(row => row.Urgency).Order(), work.Select(row => row.Urgency));
        Assert.True(work[^1].IsSuspended);
        Assert.Null(work[^1].Due);
        var first = await city.Duties.OfAsync(office, null, null, null, 1);
        var second = await city.Duties.OfAsync(office, null, null, first.Next!, 100);
        Assert.Equal((await city.Duties.OfAsync(office)).Items, [.. first.Items, .. second.Items]);
    }

    [Fact]
    public async Task Late_work_is_shown_from_the_yellow_day_on_and_stopped_work_never()
    {
        await using var city = await City.OpenAsync(on: "2026-09-07");
        var wang = await city.PersonAsync();
        var running = await city.SubmittedAsync("M009", wang);
        var stopped = await city.AcceptedAsync("M009", wang);
        await city.DoAsync(stopped, City.Office(stopped), new SuspendClock(
            null, "专家评审", "通知〔2026〕1号", Yitong.Kernel.TimeLimit.WorkingDays(10)));
        Assert.Empty((await city.Duties.LateAsync(Story.Day("2026-09-10"))).Items);
        Assert.Equal(running.Id, Assert.Single((await city.Duties.LateAsync(Story.Day("2026-09-11"))).Items).Stream);
        Assert.Equal([(running.Members[0].Agency, 0, 1)], await city.Duties.CountLateAsync(Story.Day("2026-09-11")));
    }

    [Fact]
    public async Task A_case_is_found_by_its_number_as_people_type_it()
    {
        await using var city = await City.OpenAsync();
        var draft = (await city.OpenAsync("M009", await city.PersonAsync())).Value;
        Assert.Equal(draft.Id, await city.Lists.FindByNumberAsync(draft.Number));
        Assert.Null(await city.Lists.FindByNumberAsync("210200202609210000170"));
        Assert.Null(await city.Lists.FindByNumberAsync(null));
    }
}
