using System.Globalization;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Beginning an application: for whom, and a draft is opened.</summary>
internal static class StartRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var kind in new[] { "matters", "journeys" })
        {
            routes.MapGet($"/{kind}/{{code}}/start", (string code, Starting starting) => starting.Ask(kind, code));
            routes.MapPost($"/{kind}/{{code}}/start", async (string code, Starting starting, HttpContext http) =>
                await starting.Open(kind, code, await SentForm.Read(http))).TakesForm();
        }
    }
}

/// <summary>What the start page needs. One per request.</summary>
internal sealed class Starting(
    Visitor visitor, CityCatalogue city, CaseDesk desk, PartyRegister parties, Wording wording, Texts texts, Partners partners)
{
    public async Task<IResult> Ask(string kind, string code, IReadOnlyList<Fault>? faults = null, int status = 200)
    {
        if (TitleAndAudience(kind, code) is not var (title, audience, founds))
            return Results.NotFound();
        return Screens.Show(new StartPage
        {
            Title = title,
            From = $"/{kind}/{code}",
            Who = texts.Say("audience.and", ("who", string.Join(texts["list.comma"],
                Enum.GetValues<Audience>().Where(one => audience.HasFlag(one)).Select(one => texts[$"audience.{one}"])))),
            Choices = await Choices(code, audience, founds),
            Cities = CitiesFor(kind, code),
            Faults = faults ?? [],
        }, status);
    }

    public async Task<IResult> Open(string kind, string code, SentForm form)
    {
        if (TitleAndAudience(kind, code) is not var (_, audience, founds))
            return Results.NotFound();
        var choices = await Choices(code, audience, founds);
        if (!Guid.TryParse(form["subject"], out var party) || choices.FirstOrDefault(one => one.Party == party) is not { } chosen)
            return await Ask(kind, code, [new Fault("subject", texts["start.choose"])], StatusCodes.Status422UnprocessableEntity);
        var destination = form["city"] is { Length: > 0 } named ? named : null;
        if (destination is not null && !CitiesFor(kind, code).Any(partner => partner.City == destination))
            return await Ask(
                kind, code, [new Fault("city", texts["start.city-choose"])], StatusCodes.Status422UnprocessableEntity);
        var command = new OpenCase(
            kind == "matters" ? code : null, kind == "journeys" ? code : null,
            new Subject(chosen.Party, chosen.Name, chosen.IsCompany), new Applicant(Guid.Parse(visitor.Id!), visitor.Name), null)
        {
            Destination = destination,
        };
        var key = form["once"] is { } once ? new IdempotencyKey(visitor.Id!, once, $"{kind}/{code}/{party}/{destination}") : null;
        var opened = await desk.OpenAsync(new(visitor.ToActor()) { Key = key }, command);
        if (opened.Refusal is { } refusal)
            return await Ask(kind, code, Fault.Of(refusal, texts), refusal.Status());
        await Prefill.Give(desk, city, visitor.ToActor(), opened.Value, await parties.FindAsync(party));
        return Screens.SeeOther($"/cases/{opened.Value.Id}/continue");
    }

    private IReadOnlyList<Partner> CitiesFor(string kind, string code) =>
        kind == "matters" && city.MatterOn(code, wording.Today) is { IsRegional: true }
            ? [.. partners.Cities.Values.OrderBy(partner => partner.City, StringComparer.Ordinal)] : [];

    private (string Title, Audience Audience, bool Founds)? TitleAndAudience(string kind, string code) => kind == "matters"
        ? city.MatterOn(code, wording.Today) is { } matter ? (matter.PlainTitle, matter.Audience, matter.FoundsSubject) : null
        : city.Journey(code) is { } journey
            ? (journey.PlainTitle, journey.Audience, journey.Members.Any(member =>
                city.MatterOn(member.Matter, wording.Today)?.FoundsSubject == true))
            : null;

    // A founder applies as a person for the company that does not exist yet.
    private async Task<IReadOnlyList<SubjectChoice>> Choices(string code, Audience audience, bool founds)
    {
        var choices = new List<SubjectChoice>();
        if (!Guid.TryParse(visitor.Id, CultureInfo.InvariantCulture, out var self))
            return choices;
        if (audience.HasFlag(Audience.Person) || founds)
            choices.Add(new(self, visitor.Name, true, false));
        foreach (var mandate in await parties.HeldByAsync(self, wording.Today))
            if (mandate.Covers(code) && await parties.FindAsync(mandate.Principal) is { } principal)
            {
                var isCompany = principal.Kind != PartyKind.Person;
                if (isCompany ? (audience & (Audience.Company | Audience.SelfEmployed)) != 0 : audience.HasFlag(Audience.Person))
                    choices.Add(new(principal.Id, principal.Name, false, isCompany));
            }
        return choices;
    }
}
