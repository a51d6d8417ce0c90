using Yitong.Benefits;
using Yitong.Cases;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Web;

/// <summary>My affairs: what I must do first, my cases, and for whom I may act.</summary>
internal static class MineRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/my", async (string? after, Visitor visitor, CaseLists lists, PartyRegister parties, Wording wording,
            Subjects subjects) =>
        {
            var viewer = Guid.Parse(visitor.Id!);
            return Screens.Show(new MinePage
            {
                Waiting = after is null ? await lists.WaitingForAsync(viewer, wording.Today) : [],
                Unread = after is null ? await subjects.UnreadAsync() : (0, null),
                Cases = await lists.MineAsync(viewer, wording.Today, after),
                Held = after is null ? await parties.HeldByAsync(viewer, wording.Today, take: 5) : new([], null),
                Offered = after is null ? (await parties.OfferedToAsync(viewer, wording.Today, take: 1)).Items.Count > 0 : false,
            });
        }).For(Access.Resident).OwnedBy("portal");
}
