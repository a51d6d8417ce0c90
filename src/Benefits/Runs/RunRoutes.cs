using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Benefits;

/// <summary>The page of a run, with its steps.</summary>
internal static class RunRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/runs/{id:guid}", (Guid id, [AsParameters] RunPlaces places, RunPages pages) =>
            pages.Show(id, places, SentPart.Nothing)).For(Access.Official | Access.Supervisor).OwnedBy("workbench");
        var run = routes.MapGroup("/work/runs/{id:guid}").For(Access.Official).OwnedBy("workbench");
        run.MapPost("/{step}", (Guid id, string step, RunPages pages) => pages.Step(id, step)).TakesForm();
        run.MapPost("/cancel", (Guid id, Asked<CancelRun> asked, RunPages pages) => pages.Cancel(id, asked)).TakesForm();
        run.MapPost("/objections/{objection:guid}", (
            Guid id, Guid objection, Asked<DecideObjection> asked, RunPages pages) => pages.Answer(id, objection, asked))
            .TakesForm();
    }
}

/// <summary>Where the lists on the page of a run go on.</summary>
/// <param name="After">Behind which line.</param>
/// <param name="Files">Behind which file.</param>
/// <param name="Objections">Behind which objection.</param>
/// <param name="Objection">The one objection that is meant.</param>
internal sealed record RunPlaces(
    string? After = null, string? Files = null, string? Objections = null, Guid? Objection = null);

/// <summary>What the page of a run needs. One per request.</summary>
internal sealed class RunPages(
    RunSteps steps, OfficeMoney money, RunDesk desk, RunLists lists, PaymentLists payments, Caller caller, Texts texts)
{
    public async Task<IResult> Show(Guid id, RunPlaces places, SentPart sent, int status = 200)
    {
        var found = await money.RunAsync(id);
        if (found.Refusal is { } refusal) return Screens.Refused(refusal, texts, "/work/payments");
        var run = found.Value;
        return Screens.Show(new RunPage
        {
            Run = run, Money = await money.MoneyOfAsync(run), Steps = await steps.OfferedAsync(run),
            Objections = await lists.ObjectionsAsync(id, places.Objection, places.Objections), Only = places.Objection,
            Files = await payments.FilesAsync(run.Terms.Budget, id, places.Files),
            Lines = await lists.LinesAsync(run, places.After), Sent = sent,
        }, status);
    }

    public async Task<IResult> Step(Guid id, string step) => await After(id, await steps.DoAsync(id, step));

    public async Task<IResult> Cancel(Guid id, Asked<CancelRun> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command));
        return await After(id, done, faults => SentPart.Of("cancel", asked.Form, faults));
    }

    /// <summary>Answers an objection; what was refused stands at its own form, with what was typed.</summary>
    public async Task<IResult> Answer(Guid id, Guid objection, Asked<DecideObjection> asked)
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command), objection);
        return await After(id, done, faults => SentPart.Of($"{objection}", asked.Form, faults));
    }

    private async Task<IResult> After(
        Guid id, Outcome<BenefitRun> done, Func<IReadOnlyList<Fault>, SentPart>? sent = null) => done.Refusal is { } refusal
        ? await Show(id, new(), (sent ?? Whole)(Fault.Of(refusal, texts)), refusal.Status())
        : Screens.SeeOther($"/work/runs/{id}");

    private static SentPart Whole(IReadOnlyList<Fault> faults) => new(null, null, faults);
}
