using Yitong.Catalogue.Savings;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Catalogue;

/// <summary>A journey in a list, with its computed savings.</summary>
internal sealed record JourneyLine(
    string Code, string Title, string PlainTitle, IReadOnlyList<string> Members, LimitView Limit, SavingsView Savings);

/// <summary>All journeys, with both averages of each saving.</summary>
internal sealed record JourneysView(IReadOnlyList<JourneyLine> Items, AveragesView Averages, string? Next);

/// <summary>A journey: its members as a graph, its questions, its savings as computed and as measured.</summary>
internal sealed record JourneyView(
    string Code, string Title, string PlainTitle, string LeadAgency, string LeadAgencyName, LimitView Limit,
    IReadOnlyList<JourneyMemberView> Members, IReadOnlyList<Question> Questions, IReadOnlyList<string> Outcomes,
    SavingsView Savings, MeasuredJourney? Measured, Provenance Provenance);

/// <summary>A member: what it needs, and the answer that makes it apply.</summary>
internal sealed record JourneyMemberView(string Matter, string Title, IReadOnlyList<string> Needs, MemberCondition? When);

/// <summary>The four savings, computed from the definitions of the members.</summary>
/// <param name="Steps">Sum of the members' steps, against shared steps once and the others of every member.</param>
/// <param name="Time">
/// Working days: sum of the limits in law (else promised), against the longest chain of promised limits.
/// </param>
/// <param name="Materials">Sum of what each member asks for, against the distinct ones asked once.</param>
/// <param name="Trips">Sum of the members' trips, against the most trips of each rank of the graph.</param>
/// <param name="Illustrative">Whether an invented record went in; then the figures are not the city's.</param>
/// <param name="MaterialsWithoutExchange">What the materials would be if the city fetched nothing that it holds.</param>
internal sealed record SavingsView(
    SavingView Steps, SavingView Time, SavingView Materials, SavingView Trips, bool Illustrative,
    SavingView MaterialsWithoutExchange);

/// <summary>Separately, bundled, saved, and saved ÷ separate.</summary>
internal sealed record SavingView(int Separate, int Bundled, int Saved, decimal? Ratio);

/// <summary>Both averages of each saving over all journeys: the mean of ratios and the ratio of totals.</summary>
internal sealed record AveragesView(SavingAverages Steps, SavingAverages Time, SavingAverages Materials, SavingAverages Trips);

/// <summary>Journeys for programs.</summary>
internal static class JourneyApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/journeys", List).Produces<JourneysView>()
            .WithSummary("All journeys with computed savings and both averages.");
        api.MapGet("/journeys/{code}", ShowAsync).Produces<JourneyView>()
            .ProducesProblem(404).WithSummary("A journey: members, questions, savings computed and measured.");
    }

    private static IResult List(CityPack pack, Wording wording)
    {
        var catalogue = pack.Catalogue();
        var journeys = catalogue.Journeys.Values.OrderBy(journey => journey.Code, StringComparer.Ordinal).ToList();
        if (pack.City.JourneyStandard is not { } standard) return Results.Json(Empty, ApiJson.Options);
        var savings = journeys.ConvertAll(journey => ComputedSavings.Of(catalogue, journey, wording.Today, standard));
        var items = journeys.Zip(savings, (journey, saved) => new JourneyLine(
            journey.Code, journey.Title, journey.PlainTitle, [.. journey.Members.Select(member => member.Matter)],
            LimitView.Of(journey.Limit), View(saved)));
        var averages = new AveragesView(
            SavingAverages.Of(savings.Select(each => each.Steps)), SavingAverages.Of(savings.Select(each => each.Time)),
            SavingAverages.Of(savings.Select(each => each.Materials)), SavingAverages.Of(savings.Select(each => each.Trips)));
        return Results.Json(new JourneysView([.. items], averages, null), ApiJson.Options);
    }

    private static async Task<IResult> ShowAsync(
        string code, CityPack pack, Wording wording, MeasureJourney measure, Texts texts)
    {
        var catalogue = pack.Catalogue();
        if (catalogue.Journey(code) is not { } journey || pack.City.JourneyStandard is not { } standard)
            return Problem.Of(CatalogueLookup.NoSuch(code), texts);
        var savings = ComputedSavings.Of(catalogue, journey, wording.Today, standard);
        return Results.Json(
            new JourneyView(
                journey.Code, journey.Title, journey.PlainTitle, journey.LeadAgency, catalogue.AgencyName(journey.LeadAgency),
                LimitView.Of(journey.Limit),
                [.. journey.Members.Select(member => new JourneyMemberView(
                    member.Matter, catalogue.Matter(member.Matter)?.Editions[^1].Title ?? member.Matter, member.Needs,
                    member.When))],
                journey.Questions, journey.Outcomes, View(savings), await measure(journey), journey.Provenance),
            ApiJson.Options);
    }

    private static readonly JourneysView Empty =
        new([], new(new(null, null), new(null, null), new(null, null), new(null, null)), null);

    private static SavingsView View(JourneySavings savings) => new(
        View(savings.Steps), View(savings.Time), View(savings.Materials), View(savings.Trips), savings.IsIllustrative,
        View(savings.MaterialsWithoutExchange));

    private static SavingView View(Saving saving) => new(
        saving.Separate, saving.Bundled, saving.Saved, saving.Ratio is { } ratio ? decimal.Round(ratio, 4) : null);
}
