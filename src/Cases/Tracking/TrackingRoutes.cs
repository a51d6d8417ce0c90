using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>The receipt that is also the tracker; rating and withdrawing.</summary>
internal static class TrackingRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}", (Guid id, Tracking tracking, HttpContext http) =>
            tracking.Show(id, http, SentPart.Nothing)).For(Access.SignedIn).OwnedBy("portal");
        routes.MapPost("/cases/{id:guid}/rating", (Guid id, Tracking tracking, HttpContext http, Asked<RateCase> asked) =>
            tracking.Rate(id, http, asked)).TakesForm().For(Access.Resident).OwnedBy("portal");
        routes.MapGet("/cases/{id:guid}/withdraw", (Guid id, Tracking tracking) => tracking.AskToWithdraw(id, SentPart.Nothing))
            .For(Access.Resident | Access.Clerk).OwnedBy("portal");
        routes.MapPost("/cases/{id:guid}/withdraw", (Guid id, Tracking tracking, Asked<WithdrawCase> asked) =>
            tracking.Withdraw(id, asked))
            .TakesForm().For(Access.Resident | Access.Clerk).OwnedBy("portal");
    }
}

/// <summary>What the tracker needs. One per request.</summary>
internal sealed class Tracking(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, Timeline timeline, Texts texts, HandoverDesk handing)
{
    public async Task<IResult> Show(Guid id, HttpContext http, SentPart sent, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        var current = seen.Value;
        if (current.Stage == CaseStage.Draft && visitor.Role is ActorRole.Resident or ActorRole.Clerk)
            return Screens.SeeOther($"/cases/{id}/continue");
        return Screens.Show(new TrackerPage
        {
            Case = current, Title = city.TitleOf(current), Timeline = timeline.Of(current, await desk.HistoryAsync(id)),
            Address = $"{http.Request.Scheme}://{http.Request.Host}/cases/{id}",
            AsOf = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(),
            HeardAt = current.CrossCity.Handover is { } handover ? (await handing.PartnerAsync(handover.City))?.HeardAt : null,
            IsWaiting = current.CrossCity.Handover is not null && await handing.IsWaitingAsync(id),
            JustSubmitted = http.Request.Query.ContainsKey("submitted"),
            JustSupplied = http.Request.Query.ContainsKey("supplied"),
            Open = ApplicantActs.Open(current, await desk.FactsAsync(id, visitor.ToActor())), Sent = sent,
        }, status);
    }

    public async Task<IResult> Rate(Guid id, HttpContext http, Asked<RateCase> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command));
        return done.Refusal is { } refusal
            ? await Show(id, http, SentPart.Of("rate", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther($"/cases/{id}#rate");
    }

    public async Task<IResult> AskToWithdraw(Guid id, SentPart sent, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } hidden) return Screens.Refused(hidden, texts, visitor.Home);
        var facts = await desk.FactsAsync(id, visitor.ToActor());
        var closed = new WithdrawCase().NotNow(seen.Value, facts);
        return closed is not null
            ? Screens.Refused(closed, texts, $"/cases/{id}")
            : Screens.Show(new WithdrawPage
            {
                Case = seen.Value, Title = city.TitleOf(seen.Value), Sent = sent,
                Open = ApplicantActs.ToWithdraw(seen.Value, facts),
            }, status);
    }

    public async Task<IResult> Withdraw(Guid id, Asked<WithdrawCase> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command));
        return done.Refusal is { } refusal
            ? await AskToWithdraw(id, SentPart.Of("withdraw", asked.Form, Fault.Of(refusal, texts)), refusal.Status())
            : Screens.SeeOther(done.Value.SubmittedOn is null ? visitor.Home : $"/cases/{id}");
    }
}
