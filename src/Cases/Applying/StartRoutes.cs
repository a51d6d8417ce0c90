using System.Globalization;
using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Beginning an application: for whom, and a draft is opened.</summary>
internal static class StartRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/matters/{matter}/start", (string matter, Starting starting) => starting.Ask("matters", matter));
        routes.MapPost("/matters/{matter}/start", (string matter, Starting starting, Asked<OpenCase> asked) =>
            starting.Open("matters", matter, asked)).TakesForm();
        routes.MapGet("/journeys/{journey}/start", (string journey, Starting starting) => starting.Ask("journeys", journey));
        routes.MapPost("/journeys/{journey}/start", (string journey, Starting starting, Asked<OpenCase> asked) =>
            starting.Open("journeys", journey, asked)).TakesForm();
    }
}

/// <summary>What the start page needs. One per request.</summary>
internal sealed class Starting(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, PartyRegister parties, SubjectLookup subjects,
    Wording wording, Texts texts, Partners partners)
{
    private const string Part = "start";

    public Task<IResult> Ask(string kind, string code) => Show(kind, code, SentPart.Nothing);

    public async Task<IResult> Open(string kind, string code, Asked<OpenCase> asked)
    {
        if (Offered(kind, code) is not { } offered)
            return Results.NotFound();
        var read = await asked.ReadAsync();
        var choices = await Choices(code, offered.Takes);
        if (choices.All(one => $"{one.Party}" != asked.Form["subject"]))
            return await Show(kind, code, At(asked.Form, "subject", "start.choose"), StatusCodes.Status422UnprocessableEntity);
        if (asked.Form["destination"] is { } other && CitiesFor(kind, code).All(partner => partner.City != other))
            return await Show(
                kind, code, At(asked.Form, "destination", "start.city-choose"), StatusCodes.Status422UnprocessableEntity);
        var named = read.Refusal is { } notRead ? notRead : await subjects.NameAsync(read.Value);
        var opened = named.Refusal is { } unknown ? unknown : await desk.OpenAsync(caller, named.Value);
        if (opened.Refusal is { } refusal)
            return await Show(kind, code, SentPart.Of(Part, asked.Form, Fault.Of(refusal, texts)), refusal.Status());
        var subject = await parties.FindAsync(opened.Value.Subject.Party);
        await Prefill.Give(desk, city, visitor.ToActor(), opened.Value, subject);
        return Screens.SeeOther($"/cases/{opened.Value.Id}/continue");
    }

    private async Task<IResult> Show(string kind, string code, SentPart sent, int status = 200) =>
        Offered(kind, code) is not { } offered ? Results.NotFound() : Screens.Show(new StartPage
        {
            Title = offered.Title, From = $"/{kind}/{code}", Sent = sent, Cities = CitiesFor(kind, code),
            Who = texts.Say("audience.and", ("who", Eligibility.Words(offered.Audience, texts))),
            Choices = await Choices(code, offered.Takes),
        }, status);

    private SentPart At(SentForm form, string field, string text) => SentPart.Of(Part, form, [new Fault(field, texts[text])]);

    private IReadOnlyList<Partner> CitiesFor(string kind, string code) =>
        kind == "matters" && city.MatterOn(code, wording.Today) is { IsRegional: true }
            ? [.. partners.Cities.Values.OrderBy(partner => partner.City, StringComparer.Ordinal)] : [];

    private (string Title, Audience Audience, Func<PartyKind, bool> Takes)? Offered(string kind, string code) => kind == "matters"
        ? city.MatterOn(code, wording.Today) is { } matter
            ? (matter.PlainTitle, matter.Audience, who => Eligibility.Takes(matter, Eligibility.Of(who))) : null
        : city.Journey(code) is { } journey
            ? (journey.PlainTitle, journey.Audience,
                who => Eligibility.Takes(journey, Eligibility.Of(who), city, wording.Today)) : null;

    private async Task<IReadOnlyList<SubjectChoice>> Choices(string code, Func<PartyKind, bool> takes)
    {
        var choices = new List<SubjectChoice>();
        if (!Guid.TryParse(visitor.Id, CultureInfo.InvariantCulture, out var self))
            return choices;
        if (takes(PartyKind.Person))
            choices.Add(new(self, visitor.Name, true));
        foreach (var mandate in await parties.HeldByAsync(self, wording.Today))
            if (mandate.Covers(code) && await parties.FindAsync(mandate.Principal) is { } principal && takes(principal.Kind))
                choices.Add(new(principal.Id, principal.Name, false));
        return choices;
    }
}
