using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>An agency's policies and drafts, and the sandbox in which a card is tried, kept and released by two people.</summary>
internal static class SandboxRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/policies", (string? after, Drafting drafting) => drafting.List(after));
        routes.MapGet("/work/policies/card", (string? policy, Guid? draft, Drafting drafting) => drafting.Open(policy, draft));
        routes.MapPost("/work/policies/card", async (Drafting drafting, HttpContext http) =>
            await drafting.Do(await SentForm.Read(http))).TakesForm();
        routes.MapPost("/work/policies/drafts/{id:guid}/{act}", async (Guid id, string act, Drafting drafting) =>
            await drafting.Close(id, act)).TakesForm();
    }
}

/// <summary>What the pages of drafts need. One per request.</summary>
internal sealed class Drafting(
    DraftDesk drafts, DraftList list, Sandbox sandbox, LiveLibrary library, Visitor visitor, Caller caller, Wording wording,
    Texts texts)
{
    public async Task<IResult> List(string? after) => Screens.Show(new DraftsPage
    {
        Office = visitor.Office!, Drafts = await list.OfAsync(visitor.Office!, after),
        Policies = (await library.NowAsync()).Policies.Values.Select(policy => policy.Shown(wording.Today))
            .Where(edition => edition.Agency == visitor.Office).OrderBy(edition => edition.Policy,
                StringComparer.Ordinal).ToList(),
    });

    public async Task<IResult> Open(string? policy, Guid? id)
    {
        if (id is { } known)
            return await drafts.FindAsync(known) is { } draft && draft.Office == visitor.Office
                ? await Show(draft.Text, draft, []) : Results.NotFound();
        if (policy is null) return Results.NotFound();
        return (await library.NowAsync()).Find(policy) is { } found && found.Shown(wording.Today) is var edition
            && edition.Agency == visitor.Office ? await Show(edition.Text, null, []) : Results.NotFound();
    }

    public async Task<IResult> Do(SentForm form)
    {
        // Browsers send lines that end in CR LF; a card is the same whichever way it came.
        var text = form.Fields["card"].ToString().ReplaceLineEndings("\n");
        var draft = Guid.TryParse(form["draft"], out var known) ? await drafts.FindAsync(known) : null;
        if (draft is not null && draft.Office != visitor.Office) return Results.NotFound();
        if (form["do"] != "save") return await Show(text, draft, []);
        var done = draft is null ? await drafts.BeginAsync(caller, new SaveDraft(text))
            : await drafts.DoAsync(draft.Id, caller, new SaveDraft(text));
        return done.Refusal is { } refusal
            ? await Show(text, draft, Fault.Of(refusal, texts), refusal.Status(), caller.Seen)
            : Screens.SeeOther($"/work/policies/card?draft={done.Value.Id}");
    }

    public async Task<IResult> Close(Guid id, string act)
    {
        if (await drafts.FindAsync(id) is not { } draft || draft.Office != visitor.Office) return Results.NotFound();
        if (act is not ("release" or "drop")) return Results.NotFound();
        var done = await drafts.DoAsync(id, caller, act == "release" ? new ReleaseDraft() : new DropDraft());
        return done.Refusal is { } refusal
            ? await Show(draft.Text, draft, Fault.Of(refusal, texts), refusal.Status())
            : Screens.SeeOther("/work/policies");
    }

    // A refused page keeps the version that it was typed on: a second press does not overwrite what somebody else wrote.
    private async Task<IResult> Show(
        string text, PolicyDraft? draft, IReadOnlyList<Fault> faults, int status = 200, int? seen = null) =>
        Screens.Show(new SandboxPage
        {
            Text = text, Version = seen ?? draft?.Version, Draft = draft, Faults = faults,
            Answer = await sandbox.TryAsync(text, wording.Today),
            IsMine = draft?.DraftedBy == visitor.Id,
        }, status);
}
