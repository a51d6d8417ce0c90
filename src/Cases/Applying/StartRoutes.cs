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
        routes.MapGet("/matters/{matter}/start", (string matter, Guid? @for, Starting starting) =>
            starting.Ask("matters", matter, @for));
        routes.MapPost("/matters/{matter}/start", (string matter, Starting starting, Asked<OpenCase> asked) =>
            starting.Open("matters", matter, asked)).TakesForm();
        routes.MapGet("/journeys/{journey}/start", (string journey, Guid? @for, Starting starting) =>
            starting.Ask("journeys", journey, @for));
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
    private const int Few = 20;

    public Task<IResult> Ask(string kind, string code, Guid? chosen) => Show(kind, code, SentPart.Nothing, chosen: chosen);

    public async Task<IResult> Open(string kind, string code, Asked<OpenCase> asked)
    {
        if (Offered(kind, code) is not { } offered)
            return Results.NotFound();
        var read = await asked.ReadAsync();
        if (!await IsOpenTo(code, offered.Takes, asked.Form["subject"]))
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

    private async Task<IResult> Show(string kind, string code, SentPart sent, int status = 200, Guid? chosen = null)
    {
        if (Offered(kind, code) is not { } offered) return Results.NotFound();
        var (choices, hasMore) = await Choices(code, offered.Takes, chosen);
        return Screens.Show(new StartPage
        {
            Title = offered.Title, From = $"/{kind}/{code}", Sent = sent, Cities = CitiesFor(kind, code),
            Who = texts.Say("audience.and", ("who", Eligibility.Words(offered.Audience, texts))),
            Choices = choices, HasMore = hasMore, Chosen = chosen,
        }, status);
    }

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

    // The first few, the one that was chosen elsewhere before them, and whether there are more.
    private async Task<(IReadOnlyList<SubjectChoice> Some, bool HasMore)> Choices(
        string code, Func<PartyKind, bool> takes, Guid? chosen)
    {
        var choices = new List<SubjectChoice>();
        if (!Guid.TryParse(visitor.Id, CultureInfo.InvariantCulture, out var self))
            return (choices, false);
        if (takes(PartyKind.Person))
            choices.Add(new(self, visitor.Name, true));
        bool? isPerson = !takes(PartyKind.Person) ? false
            : takes(PartyKind.Company) || takes(PartyKind.SelfEmployed) ? null : true;
        var others = await parties.PrincipalsAsync(self, code, wording.Today, take: Few, isPerson: isPerson);
        var all = others.Items.ToList();
        if (chosen is { } id && id != self && all.TrueForAll(party => party.Id != id) && await parties.FindAsync(id) is { } other
            && await parties.ActsForAsync(self, id, code, wording.Today)) all.Insert(0, other);
        choices.AddRange(all.Where(party => takes(party.Kind)).OrderByDescending(party => party.Id == chosen)
            .Select(party => new SubjectChoice(party.Id, party.Name, false)));
        return (choices, others.Next is not null);
    }

    // Asked by key: the page shows only the first few.
    private async Task<bool> IsOpenTo(string code, Func<PartyKind, bool> takes, string? subject) =>
        Guid.TryParse(subject, out var id) && Guid.TryParse(visitor.Id, out var self)
        && await parties.FindAsync(id) is { } party && takes(party.Kind)
        && await parties.ActsForAsync(self, id, code, wording.Today);
}
