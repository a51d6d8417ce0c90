using Yitong.Cases;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Spine.Tests.Casework;

public sealed class JourneyClockTests
{
    [Fact]
    public void The_whole_stands_still_while_a_member_does_and_goes_on_with_the_last_of_them()
    {
        var story = Story.Submitted("Y02", "2026-09-21");
        var received = story.Now.Members.Where(member => member.State == MemberState.Received).Take(2).ToList();
        foreach (var member in received) story.Office(new AcceptCase(member.Matter), member.Agency);
        foreach (var member in received)
            Assert.True(story.Office(new SuspendClock(
                member.Matter, Story.Limits.StopGrounds[0], "通知〔2026〕7号", TimeLimit.WorkingDays(3)), member.Agency).IsGranted);
        Assert.True(story.Now.Whole!.IsSuspended);
        foreach (var member in received)
        {
            Assert.True(story.Now.Whole!.IsSuspended);
            Assert.True(story.On("2026-09-24").Office(new ResumeClock(member.Matter), member.Agency).IsGranted);
        }
        Assert.True(story.Now.Whole!.IsRunning);
        Assert.Equal(3, story.Now.Whole.SuspendedDays(story.Today));
    }

    [Theory]
    [InlineData("Y19")]
    [InlineData("Y20")]
    [InlineData("Y22")]
    public async Task The_lead_of_a_journey_may_open_what_it_owes_an_answer_to(string journey)
    {
        var lead = Story.Catalogue.Journey(journey)!.LeadAgency;
        Assert.DoesNotContain(Story.Submitted(journey).Now.Members, member => member.Agency == lead);
        await using var city = await City.OpenAsync();
        var person = await city.PersonAsync();
        var done = await city.SubmittedAsync(journey, person);
        foreach (var member in done.Members.Where(each => each.State == MemberState.Received))
            done = await city.DoAsync(done, City.Official(member.Agency), new RefuseAcceptance(member.Matter, "不属于本部门", "规定"));
        done = await city.DoAsync(done, City.Resident(person), new RateCase(1, "慢"));
        Assert.Equal(lead, done.Rating!.Office);
        Assert.True((await city.Desk.SeeAsync(done.Id, City.Official(lead))).IsGranted);
        Assert.False((await city.Desk.SeeAsync(done.Id, City.Official("nobody"))).IsGranted);
    }
}
