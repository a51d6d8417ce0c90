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
        routes.MapGet("/my/payments", (string? @for, [AsParameters] MyPlaces places, MyPayments mine) =>
            mine.Show(@for, places, SentPart.Nothing));
        routes.MapPost("/my/payments/account", (Asked<ConfirmAccount> asked, MyPayments mine) => mine.ConfirmAccount(asked))
            .TakesForm();
        routes.MapGet("/policies/{id}/apply", (string id, string? @for, MyPayments mine) =>
            mine.Apply(id, @for, SentPart.Nothing));
        routes.MapPost("/policies/{id}/apply", (string id, Asked<TakeBenefit> asked, MyPayments mine) => mine.Take(id, asked))
            .TakesForm();
    }
}

/// <summary>Where the lists on the page go on.</summary>
/// <param name="Lines">Behind which run.</param>
/// <param name="Grants">Behind which grant.</param>
/// <param name="Referrals">Behind which application.</param>
/// <param name="Policy">For which policy an account is missed: there it goes on.</param>
internal sealed record MyPlaces(
    string? Lines = null, string? Grants = null, string? Referrals = null, string? Policy = null);

/// <summary>What the pages of one's own payments need. One per request.</summary>
internal sealed class MyPayments(
    Subjects subjects, InstantApplying instant, ReferralDesk referrals, RunDesk runs, AccountDesk accounts, RunLists lists,
    GrantLists given, LiveLibrary library, Texts texts)
{
    private const string NoRemark = "instant.remark-missing";

    public async Task<IResult> Show(string? party, MyPlaces places, SentPart sent, int status = 200)
    {
        if (await subjects.FindAsync(party) is not { } chosen) return Results.NotFound();
        var (mine, onLists) = (new List<(BenefitRun, RunLine)>(), await lists.OfSubjectAsync(chosen.Code, places.Lines));
        foreach (var (row, chunk, line) in onLists.Items)
            if (await runs.FindAsync(row.Id) is { } run && await lists.LineAsync(run, chunk, line) is { } view)
                mine.Add((run, view));
        var policies = await library.NowAsync();
        var granted = await given.GrantsOfAsync(chosen.Code, places.Grants);
        var grants = granted.Items.Select(each =>
            (each.Grant, policies.Find(each.Grant.Policy)?.Editions[^1].Card.Title ?? each.Grant.Policy, each.State)).ToList();
        var (asked, referred) = (new List<Referral>(), await given.ReferralsOfAsync(chosen.Code, places.Referrals));
        foreach (var row in referred.Items)
            if (await referrals.FindAsync(row.Id) is { } referral) asked.Add(referral);
        return Screens.Show(new MyPaymentsPage
        {
            Party = chosen, Some = await subjects.SomeAsync(chosen), Lines = new(mine, onLists.Next),
            Grants = new(grants, granted.Next), Referrals = new(asked, referred.Next),
            Account = await accounts.FindAsync(ReceivingAccount.IdOf(chosen.Code)), Sent = sent,
            For = places.Policy is { } policy ? policies.Find(policy)?.Editions[^1] : null,
        }, status);
    }

    // Whoever came from an application goes on with it.
    public async Task<IResult> ConfirmAccount(Asked<ConfirmAccount> asked)
    {
        var done = await asked.DoAsync(command => subjects.ConfirmAsync(accounts, command));
        var (party, policy) = (asked.Form["for"], asked.Form["policy"]);
        return done.Refusal is { } refusal
            ? await Show(
                party, new(Policy: policy), SentPart.Of("account", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther(policy is not null && (await library.NowAsync()).Find(policy) is not null
                ? $"/policies/{policy}/apply?for={party}" : $"/my/payments?for={party}");
    }

    public async Task<IResult> Apply(string policy, string? party, SentPart sent, int status = 200)
    {
        var found = await instant.FindAsync(policy, party);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/my/benefits");
        var (edition, chosen, verdict) = found.Value;
        var (taking, asking) = await instant.ClosedAsync(edition, chosen, verdict);
        return Screens.Show(new ApplyPage
        {
            Edition = edition, Party = chosen, Verdict = verdict, Taking = taking, Asking = asking,
            Account = await accounts.FindAsync(ReceivingAccount.IdOf(chosen.Code)), Sent = sent,
        }, status);
    }

    // Whoever says that something is not so says what.
    public async Task<IResult> Take(string policy, Asked<TakeBenefit> asked)
    {
        var done = await asked.DoAsync(async command => asked.Form.Has("refer") && command.Remark is null
            ? new Refusal(NoRemark, RefusalKind.NotValid) { Fields = [new("remark", NoRemark)] }
            : await instant.ApplyAsync(command with { Policy = policy }));
        var (party, part) = (asked.Form["for"], asked.Form.Has("refer") ? "refer" : "take");
        return done.Refusal is { } refusal
            ? await Apply(policy, party, SentPart.Of(part, asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/my/payments?for={party}");
    }
}
