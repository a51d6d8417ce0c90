using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>The desk of a service station: a clerk finds whose affair it is, and lodges for them.</summary>
internal static class DeskRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk", (LodgingDesk desk) => desk.Show([], null, null));
        // Sent as a form, so that nobody's number stands in an address or a log.
        routes.MapPost("/desk/find", async (LodgingDesk desk, HttpContext http) => await desk.Find(await SentForm.Read(http)))
            .TakesForm();
        routes.MapPost("/desk/open", (LodgingDesk desk, Asked<OpenCase> asked) => desk.Open(asked)).TakesForm();
    }
}

/// <summary>What the desk needs. One per request.</summary>
internal sealed class LodgingDesk(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk cases, CaseLists lists, PartyRegister parties,
    SubjectLookup subjects, Texts texts)
{
    private const int Offered = 8;

    public async Task<IResult> Show(
        IReadOnlyList<Fault> faults, string? code, string? what, PartyRow? subject = null, int status = 200) =>
        Screens.Show(new DeskPage
        {
            Station = visitor.Office!, Subject = subject, Code = code, What = what, Faults = faults,
            Hits = subject is null ? [] : city.Search.Find(what ?? "", Offered),
            Latest = await lists.AtStationAsync(visitor.Office!, 20),
        }, status);

    public Task<IResult> Find(SentForm form) => Find(form["code"], form["what"]);

    public async Task<IResult> Open(Asked<OpenCase> asked)
    {
        var read = await asked.ReadAsync();
        var (code, what) = (asked.Form["subject"], asked.Form["what"]);
        if (await parties.FindByCodeAsync(code) is not { } subject) return await Find(code, what);
        var named = read.Refusal is { } notRead ? notRead : await subjects.NameAsync(read.Value);
        var opened = named.Refusal is { } unknown ? unknown : await cases.OpenAsync(caller, named.Value);
        if (opened.Refusal is { } refusal)
            return await Show(Fault.Of(refusal, texts), code, what, subject, refusal.Status());
        await Prefill.Give(cases, city, visitor.ToActor(), opened.Value, subject);
        return Screens.SeeOther($"/cases/{opened.Value.Id}/continue");
    }

    private async Task<IResult> Find(string? code, string? what) => await parties.FindByCodeAsync(code) is { } subject
        ? await Show([], code, what, subject)
        : await Show(
            [new Fault("code", texts[PartyCode.Parse(code) is null ? "desk.not-a-number" : "desk.unknown"])], code, what,
            status: StatusCodes.Status422UnprocessableEntity);
}
