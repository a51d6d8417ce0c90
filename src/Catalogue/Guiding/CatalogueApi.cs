using Yitong.Catalogue.Searching;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Catalogue;

/// <summary>Something found.</summary>
internal sealed record HitView(string Kind, string Code, string Title, double Score, bool IsUnsure);

/// <summary>What is not offered here, and where it is done.</summary>
internal sealed record ElsewhereView(string Key, string Title, string Where, string How);

/// <summary>What a search found; what is done elsewhere when that is meant, and then no items.</summary>
internal sealed record SearchView(IReadOnlyList<HitView> Items, string? Next, ElsewhereView? Elsewhere);

/// <summary>A matter in a list.</summary>
internal sealed record MatterLine(string Code, string Title, string PlainTitle, string Agency, LimitView Promised, int Trips);

/// <summary>A matter's guide, as in force today.</summary>
internal sealed record MatterView(
    string Code, DateOnly InForceFrom, string Title, string PlainTitle, MatterKind Kind, string BasicCode,
    string ImplementationCode, string HandlingCode, string Agency, string AgencyName, LimitView? Statutory,
    LimitView Promised, int Trips, string Fee, string Conditions, IReadOnlyList<LegalBasis> Basis,
    IReadOnlyList<MaterialDefinition> Materials, IReadOnlyList<Question> Form, IReadOnlyList<ExaminationView> Examination,
    MatterResult Result, bool CityWide, bool Regional, IReadOnlyList<string> Journeys, Provenance Provenance);

/// <summary>A material as the guide names it.</summary>
internal sealed record MaterialDefinition(
    string Material, string Name, MaterialSupply Supply, Necessity Necessity, string? EvidenceType, string Origin, string? Note);

/// <summary>A step of the examination as the guide names it.</summary>
internal sealed record ExaminationView(string Step, string Title, string Agency, IReadOnlyList<string> Needs, LimitView? Limit);

/// <summary>The catalogue for programs.</summary>
internal static class CatalogueApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/search", Search).Produces<SearchView>()
            .WithSummary("Journeys and matters by plain words, best first; none when nothing fits, or it is done elsewhere.");
        api.MapGet("/matters", Matters).Produces<ListView<MatterLine>>()
            .WithSummary("The matters in force today; q narrows them by plain words.");
        api.MapGet("/matters/{code}", ShowMatter).Produces<MatterView>()
            .ProducesProblem(404).WithSummary("A matter's guide: form, materials, limits, steps, law.");
    }

    private static IResult Search(CityCatalogue catalogue, string? q = null, int take = 20)
    {
        var found = catalogue.Search.Look(q ?? "", Math.Clamp(take, 1, 100));
        return Results.Json(
            new SearchView(
                [.. found.Hits.Select(hit => new HitView(
                    hit.Kind == HitKind.Journey ? "journey" : "matter", hit.Code, hit.Title, hit.Score, hit.IsUnsure))],
                null, found.Elsewhere is { } done ? new(done.Key, done.Title, done.Where, done.How) : null),
            ApiJson.Options);
    }

    private static IResult Matters(CityCatalogue catalogue, Wording wording, string? q = null)
    {
        var wanted = q is null
            ? catalogue.Matters.Values.OrderBy(matter => matter.Code, StringComparer.Ordinal)
            : catalogue.Search.Find(q, 50).Where(hit => hit.Kind == HitKind.Matter)
                .Select(hit => catalogue.Matters[hit.Code]);
        var items = wanted.Select(matter => matter.On(wording.Today)).OfType<MatterEdition>().Select(edition => new MatterLine(
            edition.Matter, edition.Title, edition.PlainTitle, edition.Agency, LimitView.Of(edition.Promised), edition.Trips));
        return Results.Json(new ListView<MatterLine>([.. items], null), ApiJson.Options);
    }

    private static IResult ShowMatter(string code, CityCatalogue catalogue, Wording wording, Texts texts)
    {
        if (catalogue.Matter(code)?.On(wording.Today) is not { } edition) return Problem.Of(CatalogueLookup.NoSuch(code), texts);
        var journeys = catalogue.JourneysWith(code).Select(journey => journey.Code).ToList();
        return Results.Json(
            new MatterView(
                edition.Matter, edition.From, edition.Title, edition.PlainTitle, edition.Kind, edition.Codes.Basic,
                edition.Codes.Implementation, edition.Codes.Handling, edition.Agency, catalogue.AgencyName(edition.Agency),
                edition.Statutory is { } statutory ? LimitView.Of(statutory.Limit, statutory.Law) : null,
                LimitView.Of(edition.Promised),
                edition.Trips, edition.Fee.Text, edition.Conditions, edition.Basis,
                [.. edition.Materials.Select(m => new MaterialDefinition(
                    m.Key, m.Name, m.Supply, m.Necessity, m.EvidenceType, m.Origin, m.Note))],
                edition.Form,
                [.. edition.Examination.Select(step => new ExaminationView(
                    step.Key, step.Title, step.Agency, step.Needs, step.Limit is { } limit ? LimitView.Of(limit) : null))],
                edition.Result, edition.IsCityWide, edition.IsRegional, journeys, edition.Provenance),
            ApiJson.Options);
    }
}
