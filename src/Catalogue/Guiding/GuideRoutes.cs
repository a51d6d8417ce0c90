using Yitong.Shell;

namespace Yitong.Catalogue;

/// <summary>Matters: the list and the guide of each (办事指南).</summary>
internal static class GuideRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/matters", (CityCatalogue city, Wording wording, string? @for) =>
        {
            var audience = AudienceOf(@for);
            return Screens.Show(new MattersPage
            {
                Matters = city.MattersOn(wording.Today).Where(matter => (matter.Audience & audience) != 0).ToList(),
                For = audience == Audience.Person ? "person" : "company",
            });
        });

        routes.MapGet("/matters/{code}", (string code, CityCatalogue city, Wording wording) =>
            city.MatterOn(code, wording.Today) is not { } matter
                ? Results.NotFound()
                : Screens.Show(new GuidePage
                {
                    Matter = matter,
                    Journeys = city.JourneysWith(code).Take(2).ToList(),
                }));
    }

    /// <summary>Reads the switch between people and enterprises; people unless it says otherwise.</summary>
    public static Audience AudienceOf(string? choice) =>
        choice == "company" ? Audience.Company | Audience.SelfEmployed : Audience.Person;
}
