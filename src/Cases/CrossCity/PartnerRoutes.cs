using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>How it stands with a connected city.</summary>
/// <param name="City">Its division code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">Cases of which that city has not yet said that it has the newest.</param>
/// <param name="HeardAt">When something signed by it arrived last; null: never.</param>
/// <param name="Fault">Key of what went wrong at the last try; null when it went well.</param>
public sealed record PartnerLine(string City, string Name, int Waiting, DateTimeOffset? HeardAt, string? Fault);

/// <summary>The page and the health of the cities with which cases are exchanged.</summary>
internal static class PartnerRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/supervision/partners", async (Partners partners, HandoverDesk desk) =>
            Screens.Show(new PartnersPage { Lines = await LinesAsync(partners, desk) }))
            .For(Access.Supervisor).OwnedBy("supervision");
        routes.MapGet("/health/partners", async (Partners partners, HandoverDesk desk) => Results.Json(
            (await LinesAsync(partners, desk)).Select(line => new
            {
                city = line.City, waiting = line.Waiting, heardAt = line.HeardAt, fault = line.Fault,
            }))).For(Access.Anyone).OwnedBy("api").WithSummary("What waits for the partner cities, and when each was heard.");
    }

    private static async Task<IReadOnlyList<PartnerLine>> LinesAsync(Partners partners, HandoverDesk desk)
    {
        var lines = new List<PartnerLine>();
        foreach (var partner in partners.Cities.Values.OrderBy(partner => partner.City, StringComparer.Ordinal))
        {
            var row = await desk.PartnerAsync(partner.City);
            lines.Add(new(partner.City, partner.Name, await desk.CountWaitingAsync(partner.City), row?.HeardAt, row?.Fault));
        }
        return lines;
    }
}
