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
            tracking.Show(id, http, [])).For(Access.SignedIn).OwnedBy("portal");
        routes.MapPost("/cases/{id:guid}/rating", async (Guid id, Tracking tracking, HttpContext http) =>
            await tracking.Rate(id, http, await SentForm.Read(http))).TakesForm().For(Access.Resident).OwnedBy("portal");
        routes.MapGet("/cases/{id:guid}/withdraw", (Guid id, Tracking tracking) => tracking.AskToWithdraw(id, []))
            .For(Access.Resident | Access.Clerk).OwnedBy("portal");
        routes.MapPost("/cases/{id:guid}/withdraw", async (Guid id, Tracking tracking, HttpContext http) =>
            await tracking.Withdraw(id, await SentForm.Read(http)))
            .TakesForm().For(Access.Resident | Access.Clerk).OwnedBy("portal");
    }
}

/// <summary>What the tracker needs. One per request.</summary>
internal sealed class Tracking(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, Timeline timeline, Texts texts, HandoverDesk handing)
{
    public async Task<IResult> Show(
        Guid id, HttpContext http, IReadOnlyList<Fault> faults, string? comment = null, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, "/my");
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
            Open = ApplicantActs.Open(current, await desk.FactsAsync(id, visitor.ToActor())), Comment = comment,
            Faults = faults,
        }, status);
    }

    public async Task<IResult> Rate(Guid id, HttpContext http, SentForm form)
    {
        var done = await desk.DoAsync(id, caller, new RateCase(form.Number("stars"), form["comment"]));
        return done.Refusal is { } refusal
            ? await Show(id, http, Fault.Of(refusal, texts), form["comment"], refusal.Status())
            : Screens.SeeOther($"/cases/{id}#rate");
    }

    public async Task<IResult> AskToWithdraw(Guid id, IReadOnlyList<Fault> faults, string? reason = null, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } hidden) return Screens.Refused(hidden, texts, "/my");
        var facts = await desk.FactsAsync(id, visitor.ToActor());
        var closed = new WithdrawCase().NotNow(seen.Value, facts);
        return closed is not null
            ? Screens.Refused(closed, texts, $"/cases/{id}")
            : Screens.Show(new WithdrawPage
            {
                Case = seen.Value, Title = city.TitleOf(seen.Value), Reason = reason, Faults = faults,
                Open = ApplicantActs.ToWithdraw(seen.Value, facts),
            }, status);
    }

    public async Task<IResult> Withdraw(Guid id, SentForm form)
    {
        var done = await desk.DoAsync(id, caller, new WithdrawCase(form["matter"], form["reason"], form.Seen));
        return done.Refusal is { } refusal
            ? await AskToWithdraw(id, Fault.Of(refusal, texts), form["reason"], refusal.Status())
            : Screens.SeeOther(done.Value.SubmittedOn is null ? "/my" : $"/cases/{id}");
    }
}
