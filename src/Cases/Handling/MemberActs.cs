using Yitong.Acting;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>What an office can do with a member of a case: the one list, for the case page, its forms and the API.</summary>
internal static class MemberActs
{
    /// <summary>All of them, in the order in which a page offers them.</summary>
    public static IReadOnlyList<MemberAct> All { get; } =
    [
        new MemberAct<ExamineStep>("examine"),
        new MemberAct<AcceptCase>("accept"),
        new MemberAct<RequestSupplement>("request-supplement"),
        new MemberAct<RefuseAcceptance>("refuse"),
        new MemberAct<DecideCase>("decide"),
        new MemberAct<DeliverResult>("deliver", Access.Official | Access.Clerk),
        new MemberAct<ResumeClock>("resume"),
        new MemberAct<ExplainLateness>("explain-lateness"),
        new MemberAct<SuspendClock>("suspend"),
        new MemberAct<ExtendClock>("extend"),
        new MemberAct<TransferCase>("transfer"),
        new MemberAct<AnswerRating>("answer-rating"),
        new MemberAct<ReopenCase>("reopen"),
    ];

    /// <summary>The acts that are open now: each command is asked itself, with nothing filled in.</summary>
    public static IReadOnlyList<string> Open(Case current, Member member, CaseFacts facts) =>
        [.. All.Where(act => act.IsOpen(current, member, facts)).Select(act => act.Verb)];

    /// <summary>The act of a verb.</summary>
    public static MemberAct Of(string verb) => All.First(act => act.Verb == verb);
}

/// <summary>One of them.</summary>
/// <param name="Verb">How addresses name it.</param>
/// <param name="Command">The command's type.</param>
internal abstract record MemberAct(string Verb, Type Command)
{
    /// <summary>How the command says that it is asked.</summary>
    public ActForm Form { get; } = ActForm.Of(Command);

    /// <summary>Maps what the case page sends.</summary>
    public abstract void MapPage(IEndpointRouteBuilder routes);

    /// <summary>Maps what programs send.</summary>
    public abstract void MapApi(IEndpointRouteBuilder api);

    /// <summary>Whether it is open now; an examination is if any of the steps can be examined.</summary>
    public bool IsOpen(Case current, Member member, CaseFacts facts) =>
        (Command == typeof(ExamineStep) ? member.Steps.Select(step => (string?)step.Key) : [null])
        .Any(step => Of(member.Matter, step).NotNow(current, facts) is null);

    private CaseCommand Of(string matter, string? step) => (CaseCommand)Form.Make(field => field.Name switch
    {
        "matter" => matter,
        "step" => step,
        _ => null,
    });
}

/// <inheritdoc/>
/// <param name="Verb">How addresses name it.</param>
/// <param name="Programs">Whose programs may do it.</param>
internal sealed record MemberAct<TCommand>(string Verb, Access Programs = Access.Official) : MemberAct(Verb, typeof(TCommand))
    where TCommand : class, CaseCommand
{
    /// <inheritdoc/>
    public override void MapPage(IEndpointRouteBuilder routes) => routes.MapPost(
        $"/work/cases/{{id:guid}}/{{matter}}/{Verb}",
        (Guid id, string matter, Handling handling, Asked<TCommand> asked) => handling.Do(id, matter, Verb, asked)).TakesForm();

    /// <inheritdoc/>
    public override void MapApi(IEndpointRouteBuilder api) => api.MapPost(
            $"/work/cases/{{id}}/{Verb}",
            (string id, Asked<TCommand> asked, CaseCalls calls, CancellationToken gone) => calls.DoAsync(id, asked, gone))
        .For(Programs).Produces<CaseView>()
        .ProducesProblem(409).ProducesProblem(422).WithSummary($"Does \"{Verb}\" to a case.");
}
