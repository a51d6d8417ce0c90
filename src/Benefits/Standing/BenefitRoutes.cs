using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Rules;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>What I get, will get and could get, on which facts, and what changed (我的待遇).</summary>
internal static class BenefitRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/benefits", (string? @for, Benefiting benefiting) => benefiting.Show(@for));
        routes.MapGet("/my/benefits/facts", (string? @for, string? fact, Benefiting benefiting) =>
            benefiting.Facts(@for, fact, [], null));
        routes.MapPost("/my/benefits/disputes", async (Benefiting benefiting, HttpContext http) =>
            await benefiting.Dispute(await SentForm.Read(http))).TakesForm();
        routes.MapGet("/my/messages", (string? @for, Benefiting benefiting) => benefiting.Messages(@for));
        routes.MapPost("/my/messages/read", async (Benefiting benefiting, HttpContext http) =>
            await benefiting.Read(await SentForm.Read(http))).TakesForm();
        routes.MapPost("/my/messages/quiet", async (Benefiting benefiting, HttpContext http) =>
            await benefiting.SetQuiet(await SentForm.Read(http))).TakesForm();
    }
}

/// <summary>What the pages of benefits need. One per request.</summary>
internal sealed class Benefiting(
    Subjects subjects, FileDesk files, LiveLibrary library, CityCatalogue city, Wording wording, Texts texts, Visitor visitor,
    TimeProvider clock)
{
    public async Task<IResult> Show(string? code)
    {
        if (await subjects.FindAsync(code) is not { } party) return Results.NotFound();
        var (file, policies) = (await files.FindAsync(party.Code), await library.NowAsync());
        return Screens.Show(new BenefitsPage
        {
            Party = party, All = await subjects.AllAsync(), File = file,
            Standings = file is null ? []
                : Standing.Of(policies, Subjects.KindOf(party), file.ValueOf, wording.Today, city.Calendar),
        });
    }

    public async Task<IResult> Facts(string? code, string? fact, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        if (await subjects.FindAsync(code) is not { } party) return Results.NotFound();
        var (file, policies) = (await files.FindAsync(party.Code), await library.NowAsync());
        var used = policies.On(wording.Today).Where(edition => edition.Card.For == Subjects.KindOf(party))
            .SelectMany(edition => edition.Card.FactsUsed.Select(each => (each, edition.Policy)))
            .ToLookup(each => each.each.Id, each => each.Policy);
        var shown = city.Facts.Facts.Where(each => each.Subject == Subjects.KindOf(party)
            && (each.Id == fact || (fact is null && file?.Facts.ContainsKey(each.Id) == true))).ToList();
        return Screens.Show(new FactsPage
        {
            Party = party, File = file, Facts = shown, Used = used, Asked = fact, Faults = faults, Typed = typed,
        }, status);
    }

    public async Task<IResult> Dispute(SentForm form)
    {
        if (await subjects.FindAsync(form["for"]) is not { } party) return Results.NotFound();
        var fact = form["fact"] ?? "";
        var done = await files.DisputeAsync(ActOf("dispute-fact", party), party.Code, fact, form["said"]);
        return done.Refusal is { } refusal
            ? await Facts(party.Code, fact, Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/my/benefits/facts?for={party.Code}&fact={Uri.EscapeDataString(fact)}");
    }

    public async Task<IResult> Messages(string? code)
    {
        if (await subjects.FindAsync(code) is not { } party) return Results.NotFound();
        return Screens.Show(new MessagesPage
        {
            Party = party, All = await subjects.AllAsync(), File = await files.FindAsync(party.Code),
            Policies = await library.NowAsync(),
        });
    }

    public Task<IResult> Read(SentForm form) => Do(form, "read-messages", (act, party) =>
        files.ReadAsync(act, party.Code, form.Number("upTo") ?? 0));

    public Task<IResult> SetQuiet(SentForm form) => Do(form, "set-quiet", (act, party) =>
        files.SetQuietAsync(act, party.Code, form["quiet"] == "yes"));

    private async Task<IResult> Do(SentForm form, string name, Func<Act, PartyRow, Task<Outcome<SubjectFile>>> act)
    {
        if (await subjects.FindAsync(form["for"]) is not { } party) return Results.NotFound();
        var done = await act(ActOf(name, party), party);
        return done.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/messages")
            : Screens.SeeOther($"/my/messages?for={party.Code}");
    }

    private Act ActOf(string name, PartyRow party) => Act.Of(clock.GetUtcNow(),
        visitor.ToActor() with { OnBehalfOf = party.Id.ToString() == visitor.Id ? null : party.Id.ToString() }, name);
}
