using Yitong.Acting;
using Yitong.Cases;
using Yitong.Kernel;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Spine.Tests.Casework;

public sealed class AutomaticJudgeTests
{
    // 异地就医备案: whoever is insured in the city.
    private const string TreatmentElsewhere = "M050";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_submitted_case_whose_rule_says_yes_is_decided_at_once_with_its_reasons(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        city.Facts = Knowing(("insured_in_city", 1));
        var done = await city.SubmittedAsync(TreatmentElsewhere, await city.PersonAsync());
        var member = Assert.Single(done.Members);
        Assert.Equal(MemberState.Concluded, member.State);
        Assert.Equal((CaseStage.Concluded, Truth.Yes), (done.Stage, member.Finding!.Answer));
        Assert.Contains("在本市参加医疗保险", member.Decision!.Reasons, StringComparison.Ordinal);
        Assert.Contains("医保发〔2022〕22号", member.Decision.Reasons, StringComparison.Ordinal);
        var history = await city.Desk.HistoryAsync(done.Id);
        var judged = history.First(each => each.Happened is MemberJudged);
        Assert.All(history.Where(each => each.Recorded.Version >= judged.Recorded.Version),
            each => Assert.Equal((ActorRole.Engine, "decide-by-rule"), (each.Recorded.Act.By.Role, each.Recorded.Act.Name)));
        Assert.Empty(await city.RowsAsync<DutyRow>());
    }

    [Fact]
    public async Task An_unknown_fact_sends_the_case_to_an_official_with_what_was_found()
    {
        await using var city = await City.OpenAsync();
        city.Facts = Knowing(("insured_in_city", 0));
        var done = await city.SubmittedAsync(TreatmentElsewhere, await city.PersonAsync());
        var member = Assert.Single(done.Members);
        Assert.Equal((MemberState.Received, Truth.Unknown), (member.State, member.Finding!.Answer));
        Assert.Contains("参加居民医保", Assert.Single(member.Finding.Reasons).Saying, StringComparison.Ordinal);
        var accepted = await city.DoAsync(done, City.Office(done), new AcceptCase());
        Assert.Equal(MemberState.Accepted, accepted.Members[0].State);
    }

    [Fact]
    public async Task A_no_denies_nothing()
    {
        await using var city = await City.OpenAsync();
        city.Facts = Knowing(("insured_in_city", 0), ("residents_health_insured", 0));
        var done = await city.SubmittedAsync(TreatmentElsewhere, await city.PersonAsync());
        Assert.Equal((MemberState.Received, Truth.No), (done.Members[0].State, done.Members[0].Finding!.Answer));
        Assert.Null(done.Members[0].Decision);
    }

    [Fact]
    public async Task Facts_that_cannot_be_had_now_fail_no_submission_and_are_asked_for_again()
    {
        await using var city = await City.OpenAsync();
        city.Facts = _ => throw new StoreUnavailableException(false, new TimeoutException());
        var submitted = await city.SubmittedAsync(TreatmentElsewhere, await city.PersonAsync());
        Assert.Equal((MemberState.Received, null), (submitted.Members[0].State, submitted.Members[0].Finding));
        city.Facts = Knowing(("insured_in_city", 1));
        var end = await city.JudgeFollower.CatchUpAsync(city.Store, 0);
        Assert.Equal(CaseStage.Concluded, (await city.Desk.SeeAsync(submitted.Id, Actor.Engine)).Value.Stage);
        await city.JudgeFollower.CatchUpAsync(city.Store, 0);
        Assert.Equal(await city.Store.Journal.ReadHeadAsync(), await city.JudgeFollower.CatchUpAsync(city.Store, end));
        Assert.Single(await city.EventsAsync(submitted), happened => happened is MemberJudged);
    }

    [Fact]
    public async Task Two_nodes_judge_a_case_once()
    {
        await using var city = await City.OpenAsync("postgres");
        city.Facts = _ => throw new StoreUnavailableException(false, new TimeoutException());
        var submitted = await city.SubmittedAsync(TreatmentElsewhere, await city.PersonAsync());
        await using var other = await city.AnotherNodeAsync();
        city.Facts = other.Facts = Knowing(("insured_in_city", 1));
        await Task.WhenAll(city.JudgeFollower.CatchUpAsync(city.Store, 0), other.JudgeFollower.CatchUpAsync(other.Store, 0));
        Assert.Single(await city.EventsAsync(submitted), happened => happened is MemberJudged);
    }

    private static Func<Guid, Task<Func<Fact, FactValue>>> Knowing(params (string Fact, long Value)[] known) =>
        _ => Task.FromResult<Func<Fact, FactValue>>(fact =>
            known.Any(each => each.Fact == fact.Id) ? FactValue.Of(known.First(each => each.Fact == fact.Id).Value) : default);
}
