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
        routes.MapGet("/work/referrals/{id:guid}", (Guid id, ReferralPages pages) => pages.Show(id, [], null));
        routes.MapPost("/work/referrals/{id:guid}", async (Guid id, HttpContext http, ReferralPages pages) =>
            await pages.Decide(id, await SentForm.Read(http))).TakesForm();
    }
}

/// <summary>What the page needs. One per request.</summary>
internal sealed class ReferralPages(
    ReferralDesk desk, InstantGranting granting, Caller caller, Texts texts, Visitor visitor)
{
    public async Task<IResult> Show(Guid id, IReadOnlyList<Fault> faults, SentForm? typed, int status = 200) =>
        await desk.FindAsync(id) is { } referral && referral.Office == visitor.Office
            ? Screens.Show(new ReferralPage { Referral = referral, Faults = faults, Typed = typed }, status)
            : Screens.Refused(new("referral.not-found", RefusalKind.NotFound), texts, "/work/payments");

    public async Task<IResult> Decide(Guid id, SentForm form)
    {
        var isGrant = form["grant"] == "yes";
        if (!Money.TryParse(form["amount"], out var amount) && isGrant)
            return await Show(
                id, [new("amount", texts["pay.amount-hint"])], form, StatusCodes.Status422UnprocessableEntity);
        var done = isGrant ? await granting.GrantAsync(id, caller, new(amount.Fen, form["reason"]))
            : await desk.DoAsync(id, caller, new RefuseClaim(form["reason"]));
        return done.Refusal is { } refusal ? await Show(id, Fault.Of(refusal, texts), form, refusal.Status())
            : Screens.SeeOther($"/work/referrals/{id}");
    }
}
