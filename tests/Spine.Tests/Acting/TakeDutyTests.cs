using Yitong.Acting;
using Yitong.Cases;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Spine.Tests.Casework;
using Yitong.Store;
using Yitong.Web;

namespace Yitong.Spine.Tests.Acting;

/// <summary>Officials say among themselves who does what; the list says it, and nobody takes from another unseen.</summary>
public sealed class TakeDutyTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_duty_is_taken_once_taken_over_as_seen_and_put_back(string kind)
    {
        await using var city = await City.OpenAsync(kind);
        var duty = await OwedAsync(city);
        var desk = city.Get<Desk<DutyTaking, DutyTakingEvent, DutyFacts>>();
        var (first, second) = (new Actor("o1", ActorRole.Official, duty.Office), new Actor("o2", ActorRole.Official, duty.Office));
        Assert.Equal("1 0 1", await CountsAsync());
        Assert.Equal("duty.not-found", (await TakeAsync(new("x", ActorRole.Official, "nobody"), null)).Refusal?.Code);
        Assert.Equal("duty.not-found", (await TakeAsync(new("r", ActorRole.Resident), null)).Refusal?.Code);
        Assert.Equal("duty.not-found", (await TakeAsync(first, null, duty.Since.AddDays(1))).Refusal?.Code);
        Assert.Equal("o1", (await TakeAsync(first, null)).Value.By);
        Assert.Equal("o1", (await TakeAsync(first, null)).Value.By);
        Assert.Equal("1 1 0", await CountsAsync());
        Assert.Equal("duty.taken-meanwhile", (await TakeAsync(second, null)).Refusal?.Code);
        Assert.Equal("o2", (await TakeAsync(second, "o1")).Value.By);
        Assert.Equal("1 0 0", await CountsAsync());
        Assert.Equal("o2 name", Assert.Single(await city.Get<DutyList>().TakenAsync([duty])).Value.Name);
        Assert.Equal("duty.not-yours", (await ReturnAsync(first)).Refusal?.Code);
        Assert.Null((await ReturnAsync(second)).Value.By);
        Assert.Null((await ReturnAsync(second)).Value.By);
        Assert.Equal("1 0 1", await CountsAsync());
        Assert.Equal("o1", (await TakeAsync(first, null)).Value.By);
        Assert.Empty((await new RowsAudit(
            city.Store, Modules.Tables, Modules.Kinds(city.Pack), Modules.Fillers(city.Pack)).RunAsync()).Faults);

        TakeDuty Command(string? from, DateOnly? since, string who) =>
            new(duty.Stream, duty.Part, duty.Slot, duty.Kind, since ?? duty.Since, from, new Taker(who + " name"));

        Task<Outcome<DutyTaking>> TakeAsync(Actor by, string? from, DateOnly? since = null) =>
            desk.BeginAsync(by, Command(from, since, by.Id));

        Task<Outcome<DutyTaking>> ReturnAsync(Actor by) =>
            desk.DoAsync(StreamIds.Of(Command(null, null, by.Id).About!), by, new ReturnDuty());

        async Task<string> CountsAsync()
        {
            var list = city.Get<DutyList>();
            var (mine, nobodys) = await list.CountTakenAsync(duty.Office, "o1");
            Assert.Equal(mine, (await list.OfAsync(duty.Office, by: "o1")).Items.Count);
            Assert.Equal(nobodys, (await list.OfAsync(duty.Office, by: DutyList.Nobody)).Items.Count);
            return $"{(await list.OfAsync(duty.Office)).Items.Count} {mine} {nobodys}";
        }
    }

    [Fact]
    public async Task Of_two_who_take_it_at_once_one_has_it()
    {
        await using var city = await City.OpenAsync("postgres");
        await using var other = await city.AnotherNodeAsync();
        var duty = await OwedAsync(city);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            (i % 2 == 0 ? city : other).Get<Desk<DutyTaking, DutyTakingEvent, DutyFacts>>().BeginAsync(
                new Actor($"o{i}", ActorRole.Official, duty.Office),
                new TakeDuty(duty.Stream, duty.Part, duty.Slot, duty.Kind, duty.Since)))));
        Assert.Single(taken, each => each.IsGranted);
        Assert.All(taken.Where(each => !each.IsGranted), each => Assert.Equal(RefusalKind.Stale, each.Refusal!.Kind));
    }

    private static async Task<DutyRow> OwedAsync(City city)
    {
        var person = await city.PersonAsync();
        await city.SubmittedAsync("M006", person);
        return Assert.Single(await city.RowsAsync<DutyRow>());
    }
}
