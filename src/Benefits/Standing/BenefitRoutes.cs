using Yitong.Acting;
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
            benefiting.Facts(@for, fact, SentPart.Nothing));
        routes.MapPost("/my/benefits/disputes", (Benefiting benefiting, Asked<DisputeFact> asked) =>
            benefiting.Dispute(asked)).TakesForm();
        routes.MapGet("/my/messages", (string? @for, Benefiting benefiting) => benefiting.Messages(@for));
        routes.MapPost("/my/messages/read", (Benefiting benefiting, Asked<ReadMessages> asked) => benefiting.Do(asked))
            .TakesForm();
        routes.MapPost("/my/messages/quiet", (Benefiting benefiting, Asked<SetQuiet> asked) => benefiting.Do(asked)).TakesForm();
    }
}

/// <summary>What the pages of benefits need. One per request.</summary>
internal sealed class Benefiting(
    Subjects subjects, Standings standings, BenefitFileDesk desk, BenefitFiles files, LiveLibrary library, CityCatalogue city,
    Wording wording, Texts texts)
{
    public async Task<IResult> Show(string? code)
    {
        if (await subjects.FindAsync(code) is not { } party) return Results.NotFound();
        var (file, all) = await standings.OfAsync(party);
        return Screens.Show(new BenefitsPage
        {
            Party = party, Some = await subjects.SomeAsync(party), File = file, Standings = all,
        });
    }

    public async Task<IResult> Facts(string? code, string? fact, SentPart sent, int status = 200)
    {
        if (await subjects.FindAsync(code) is not { } party) return Results.NotFound();
        var (file, policies) = (await files.FindAsync(party.Code), await library.NowAsync());
        var used = policies.On(wording.Today).Where(edition => edition.Card.For == Subjects.KindOf(party))
            .SelectMany(edition => edition.Card.FactsUsed.DistinctBy(each => each.Id).Select(each => (each.Id, edition)))
            .ToLookup(each => each.Id, each => (each.edition, policies.Documents.GetValueOrDefault(each.edition.Document)));
        var shown = city.Facts.Facts.Where(each => each.Subject == Subjects.KindOf(party)
            && (each.Id == fact || (fact is null && file?.Facts.ContainsKey(each.Id) == true))).ToList();
        return Screens.Show(new FactsPage
        {
            Party = party, File = file, Facts = shown, Used = used, Asked = fact, Sent = sent,
        }, status);
    }

    public async Task<IResult> Dispute(Asked<DisputeFact> asked)
    {
        var read = await asked.ReadAsync();
        if (await subjects.FindAsync(asked.Form["for"]) is not { } party) return Results.NotFound();
        var (done, fact) = (await DoAsync(party, read), asked.Form["fact"] ?? "");
        return done.Refusal is { } refusal
            ? await Facts(party.Code, fact, SentPart.Of(fact, asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/my/benefits/facts?for={party.Id}&fact={Uri.EscapeDataString(fact)}");
    }

    public async Task<IResult> Messages(string? code)
    {
        if (await subjects.FindAsync(code) is not { } party) return Results.NotFound();
        return Screens.Show(new MessagesPage
        {
            Party = party, Some = await subjects.SomeAsync(party), File = await files.FindAsync(party.Code),
            Policies = await library.NowAsync(),
        });
    }

    public async Task<IResult> Do<TCommand>(Asked<TCommand> asked)
        where TCommand : class, ICommand<SubjectFile, BenefitFileEvent, BenefitFileFacts>
    {
        var read = await asked.ReadAsync();
        if (await subjects.FindAsync(asked.Form["for"]) is not { } party) return Results.NotFound();
        var done = await DoAsync(party, read);
        return done.Refusal is { } refusal ? Screens.Refused(refusal, texts, "/my/messages")
            : Screens.SeeOther($"/my/messages?for={party.Id}");
    }

    private async Task<Outcome<SubjectFile>> DoAsync<TCommand>(PartyRow party, Outcome<TCommand> read)
        where TCommand : class, ICommand<SubjectFile, BenefitFileEvent, BenefitFileFacts> => read.Refusal is { } unread ? unread
        : await desk.DoAsync(SubjectFile.IdOf(party.Code), subjects.CallerFor(party), read.Value);
}
