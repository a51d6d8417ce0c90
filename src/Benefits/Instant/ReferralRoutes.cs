using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>The page on which an official decides an application that the rule could not.</summary>
internal static class ReferralRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/referrals/{id:guid}", (Guid id, ReferralPages pages) => pages.Show(id, SentPart.Nothing));
        routes.MapPost("/work/referrals/{id:guid}/grant", (Guid id, Asked<GrantClaim> asked, ReferralPages pages) =>
            pages.Grant(id, asked)).TakesForm();
        routes.MapPost("/work/referrals/{id:guid}/refuse", (Guid id, Asked<RefuseClaim> asked, ReferralPages pages) =>
            pages.Refuse(id, asked)).TakesForm();
    }
}

/// <summary>What the page needs. One per request.</summary>
internal sealed class ReferralPages(
    ReferralDesk desk, InstantGranting granting, Caller caller, Texts texts, Visitor visitor)
{
    public async Task<IResult> Show(Guid id, SentPart sent, int status = 200) =>
        await desk.FindAsync(id) is { } referral && referral.Office == visitor.Office
            ? Screens.Show(new ReferralPage
            {
                Referral = referral, Sent = sent,
                Closed = referral.State == ReferralState.Waiting ? await granting.ClosedAsync(referral, caller.By) : null,
            }, status)
            : Screens.Refused(new("referral.not-found", RefusalKind.NotFound), texts, "/work/payments");

    public async Task<IResult> Grant(Guid id, Asked<GrantClaim> asked)
    {
        var done = await asked.DoAsync(command => granting.GrantAsync(id, caller, command));
        return await After(id, done, "grant", asked.Form);
    }

    public async Task<IResult> Refuse(Guid id, Asked<RefuseClaim> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command));
        return await After(id, done, "refuse", asked.Form);
    }

    private async Task<IResult> After(Guid id, Outcome<Referral> done, string part, SentForm form) =>
        done.Refusal is { } refusal
            ? await Show(id, SentPart.Of(part, form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/work/referrals/{id}");
}
