using Yitong.Shell;

namespace Yitong.Catalogue;

/// <summary>Journeys (一件事): the list and the plan of each.</summary>
internal static class JourneyRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journeys", (CityCatalogue city, string? @for) =>
        {
            var audience = GuideRoutes.AudienceOf(@for ?? "company");
            return Screens.Show(new JourneysPage
            {
                Journeys = city.Journeys.Values.Where(journey => (journey.Audience & audience) != 0)
                    .OrderBy(journey => journey.Code, StringComparer.Ordinal).ToList(),
                For = audience == Audience.Person ? "person" : "company",
            });
        });

        routes.MapGet("/journeys/{code}", (string code, CityCatalogue city) =>
            city.Journeys.TryGetValue(code, out var journey)
                ? Screens.Show(new JourneyPage { Journey = journey })
                : Results.NotFound());
    }
}
