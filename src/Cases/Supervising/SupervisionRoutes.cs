using Yitong.Acting;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What is late or nearly late, all agencies, and how timely they were.</summary>
internal static class SupervisionRoutes
{
    /// <summary>Over how many days timeliness is counted.</summary>
    public const int Days = 30;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/supervision", async (string? after, DutyList duties, Wording wording, Partners partners) =>
            Screens.Show(new LatePage
            {
                Work = await duties.LateAsync(wording.Today, after), Offices = await duties.CountLateAsync(wording.Today),
                Timely = await duties.TimelinessAsync(wording.Today.AddDays(1 - Days), wording.Today),
                HasPartners = partners.Cities.Count > 0,
            }))
            .For(Access.Supervisor).OwnedBy("supervision");
}
