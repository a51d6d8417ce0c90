using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Handling a case: everything about it on one page, and all that can be done now as forms.</summary>
internal static class HandlingRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/work/cases/{id:guid}/{matter?}", (Guid id, string? matter, bool? done, Handling handling) =>
            handling.Show(id, matter, SentPart.Nothing, done == true));
        foreach (var act in MemberActs.All) act.MapPage(routes);
    }
}

/// <summary>What the case page needs. One per request.</summary>
internal sealed class Handling(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, EvidenceFetching fetching, Timeline timeline,
    Wording wording, Texts texts)
{
    public async Task<IResult> Show(Guid id, string? matter, SentPart sent, bool done = false, int status = 200)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, "/work");
        // What an office needs and the case does not hold yet is asked for when the step is opened.
        var current = await fetching.FetchAsync(seen.Value);
        var member = current.Find(matter ?? "") ?? Mine(current);
        var facts = await desk.FactsAsync(id, visitor.ToActor());
        var isLate = member.Running?.Light(city.Calendar, wording.Today) == ClockLight.Red;
        return Screens.Show(new HandlingPage
        {
            Case = current, Member = member, Title = city.TitleOf(current),
            Acts = MemberActs.Open(current, member, facts),
            MayAttach = ((CaseCommand)new AttachResult(member.Matter, null)).NotNow(current, facts) is null,
            Timeline = timeline.Of(current, await desk.HistoryAsync(id)), IsLate = isLate, Office = visitor.Office!,
            Grounds = SuspendClock.Grounds(member, facts), Sent = sent, Done = done,
        }, status);
    }

    public async Task<IResult> Do<TCommand>(Guid id, string matter, string verb, Asked<TCommand> asked)
        where TCommand : class, CaseCommand
    {
        var done = await asked.DoAsync(command => desk.DoAsync(id, caller, command));
        return done.Refusal is { } refusal
            ? await Show(id, matter, SentPart.Of(verb, asked.Form, FaultsOf(refusal)), status: refusal.Status())
            : Screens.SeeOther($"/work/cases/{id}/{matter}?done=true");
    }

    private Member Mine(Case current) =>
        current.Members.FirstOrDefault(member => !member.IsFinal
            && (member.Agency == visitor.Office || member.Steps.Any(step => step.IsOpen && step.Agency == visitor.Office)))
        ?? current.Members.FirstOrDefault(member => member.Agency == visitor.Office) ?? current.Members[0];

    // Of a choice, the page says what there is to choose.
    private IReadOnlyList<Fault> FaultsOf(Refusal refusal) =>
    [
        .. Fault.Of(refusal, texts).Select(fault => fault.Field is "passed" or "granted"
            ? fault with { Sentence = texts[$"handling.choose-{fault.Field}"] } : fault),
    ];
}
