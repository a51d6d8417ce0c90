using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>What I was granted and where it is paid to; one tap for what is granted at once.</summary>
internal static class MyPaymentRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/payments", (string? @for, MyPayments mine) => mine.Show(@for, [], null));
        routes.MapPost("/my/payments/account", async (MyPayments mine, HttpContext http) =>
            await mine.ConfirmAccount(await SentForm.Read(http))).TakesForm();
        routes.MapGet("/policies/{id}/apply", (string id, string? @for, MyPayments mine) => mine.Apply(id, @for, [], null));
        routes.MapPost("/policies/{id}/apply", async (string id, MyPayments mine, HttpContext http) =>
            await mine.Take(id, await SentForm.Read(http))).TakesForm();
    }
}

/// <summary>What the pages of one's own payments need. One per request.</summary>
internal sealed class MyPayments(
    Subjects subjects, InstantApplying instant, ReferralDesk referrals, RunDesk runs, AccountDesk accounts, RunLists lists,
    GrantLists given, LiveLibrary library, Texts texts)
{
    public async Task<IResult> Show(string? party, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        if (await subjects.FindAsync(party) is not { } chosen) return Results.NotFound();
        var mine = new List<(BenefitRun, RunLine)>();
        foreach (var (row, chunk, line) in await lists.OfSubjectAsync(chosen.Code))
            if (await runs.FindAsync(row.Id) is { } run && await lists.LineAsync(run, chunk, line) is { } view)
                mine.Add((run, view));
        var policies = await library.NowAsync();
        var grants = (await given.GrantsOfAsync(chosen.Code)).Select(each =>
            (each.Grant, policies.Find(each.Grant.Policy)?.Editions[^1].Card.Title ?? each.Grant.Policy, each.State)).ToList();
        var asked = new List<Referral>();
        foreach (var row in await given.ReferralsOfAsync(chosen.Code))
            if (row.State != ReferralState.Granted && await referrals.FindAsync(row.Id) is { } referral) asked.Add(referral);
        return Screens.Show(new MyPaymentsPage
        {
            Party = chosen, Parties = await subjects.AllAsync(), Lines = mine, Grants = grants, Referrals = asked,
            Account = await accounts.FindAsync(ReceivingAccount.IdOf(chosen.Code)), Faults = faults, Typed = typed,
        }, status);
    }

    public async Task<IResult> ConfirmAccount(SentForm form)
    {
        if (await subjects.FindAsync(form["for"]) is not { } chosen) return Results.NotFound();
        var done = await accounts.BeginAsync(
            subjects.CallerFor(chosen), new ConfirmAccount(chosen.Code, form["bank"], form["number"]));
        return done.Refusal is { } refusal
            ? await Show(chosen.Id.ToString(), Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/my/payments?for={chosen.Id}");
    }

    public async Task<IResult> Apply(string policy, string? party, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200)
    {
        var found = await instant.FindAsync(policy, party);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/my/benefits");
        var (edition, chosen, verdict) = found.Value;
        var (taking, asking) = await instant.ClosedAsync(edition, chosen, verdict);
        return Screens.Show(new ApplyPage
        {
            Edition = edition, Party = chosen, Verdict = verdict, Taking = taking, Asking = asking,
            Account = await accounts.FindAsync(ReceivingAccount.IdOf(chosen.Code)),
            Faults = faults, Typed = typed,
        }, status);
    }

    public async Task<IResult> Take(string policy, SentForm form)
    {
        if (form.Has("refer") && form["remark"] is null)
            return await Apply(
                policy, form["for"], [new("remark", texts["apply-now.remark-missing"])], form,
                StatusCodes.Status422UnprocessableEntity);
        var done = await instant.ApplyAsync(policy, form["for"], form["remark"]);
        return done.Refusal is { } refusal
            ? await Apply(policy, form["for"], Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/my/payments?for={form["for"]}");
    }
}
