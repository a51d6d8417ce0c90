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
        routes.MapGet("/desk", (LodgingDesk desk) => desk.Show([], null));
        // Sent as a form, so that nobody's number stands in an address or a log.
        routes.MapPost("/desk/find", async (LodgingDesk desk, HttpContext http) => await desk.Find(await SentForm.Read(http)))
            .TakesForm();
        routes.MapPost("/desk/open", async (LodgingDesk desk, HttpContext http) => await desk.Open(await SentForm.Read(http)))
            .TakesForm();
    }
}

/// <summary>What the desk needs. One per request.</summary>
internal sealed class LodgingDesk(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk cases, CaseLists lists, PartyRegister parties, Texts texts)
{
    private const int Offered = 8;

    public async Task<IResult> Show(IReadOnlyList<Fault> faults, SentForm? typed, PartyRow? subject = null, int status = 200) =>
        Screens.Show(new DeskPage
        {
            Station = visitor.Office!, Subject = subject, Typed = typed, Faults = faults,
            Hits = subject is null ? [] : city.Search.Find(typed?["what"] ?? "", Offered),
            Latest = await lists.AtStationAsync(visitor.Office!, 20),
        }, status);

    public async Task<IResult> Find(SentForm form) => await parties.FindByCodeAsync(form["code"]) is { } subject
        ? await Show([], form, subject)
        : await Show(
            [new Fault("code", texts[PartyCode.Parse(form["code"]) is null ? "desk.not-a-number" : "desk.unknown"])], form,
            status: StatusCodes.Status422UnprocessableEntity);

    public async Task<IResult> Open(SentForm form)
    {
        if (await parties.FindByCodeAsync(form["code"]) is not { } subject)
            return await Find(form);
        var isJourney = form["kind"] == "journey";
        var command = new OpenCase(isJourney ? null : form["what-code"], isJourney ? form["what-code"] : null,
            new Subject(subject.Id, subject.Name, subject.Kind != PartyKind.Person),
            new Applicant(subject.Id, subject.Name), visitor.Office);
        var opened = await cases.OpenAsync(caller, command);
        if (opened.Refusal is { } refusal)
            return await Show(Fault.Of(refusal, texts), form, subject, refusal.Status());
        await Prefill.Give(cases, city, visitor.ToActor(), opened.Value, subject);
        return Screens.SeeOther($"/cases/{opened.Value.Id}/continue");
    }
}
