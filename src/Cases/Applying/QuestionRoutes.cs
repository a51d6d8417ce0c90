using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>One question per page; each answer is kept at once, so that one can go on anywhere.</summary>
internal static class QuestionRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}/continue", (Guid id, Questioning asking) => asking.Continue(id));
        routes.MapGet("/cases/{id:guid}/plan", (Guid id, Questioning asking) => asking.Plan(id));
        routes.MapGet("/cases/{id:guid}/questions/{n:int}", (Guid id, int n, string? then, Questioning asking) =>
            asking.Ask(id, n, then));
        routes.MapPost("/cases/{id:guid}/questions/{n:int}", async (Guid id, int n, Questioning asking, HttpContext http) =>
            await asking.Take(id, n, await SentForm.Read(http))).TakesForm();
    }
}

/// <summary>What a question page needs. One per request.</summary>
internal sealed class Questioning(
    Visitor visitor, Caller caller, CityCatalogue city, CaseDesk desk, PartyRegister parties, Sourcing sourcing,
    AskingToFetch asking, KeptInput kept, Texts texts)
{
    /// <summary>Leads to the first question without an answer, or on to the materials.</summary>
    public async Task<IResult> Continue(Guid id)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        return seen.Refusal is { } refusal ? Screens.Refused(refusal, texts, visitor.Home) : Next(seen.Value, 0);
    }

    public async Task<IResult> Ask(Guid id, int n, string? then)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        var questions = CaseForm.Questions(seen.Value, city);
        if (n < 1 || n > questions.Count)
            return Results.NotFound();
        if (seen.Value.Stage is not (CaseStage.Draft or CaseStage.SupplementRequested))
            return Screens.SeeOther($"/cases/{id}");
        if (SourcedAnswer.IsSourced(questions[n - 1]) && asking.First(seen.Value, $"{n}") is { } first) return first;
        // What a source can answer is asked there first, so that the person only has to look whether it is right.
        var current = SourcedAnswer.IsSourced(questions[n - 1]) ? await sourcing.Fetched(seen.Value) : seen.Value;
        var answer = current.AnswerTo(questions[n - 1]) ?? sourcing.AnswerTo(current, questions[n - 1])?.Value;
        return await Show(current, questions, n, then, answer is null ? null : KeptAnswers.Shown(questions[n - 1], answer), []);
    }

    public async Task<IResult> Take(Guid id, int n, SentForm form)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } hidden)
            return Screens.Refused(hidden, texts, visitor.Home);
        var questions = CaseForm.Questions(seen.Value, city);
        if (n < 1 || n > questions.Count)
            return Results.NotFound();
        var question = questions[n - 1];
        var raw = form[question.Key];
        var done = form.Has("wrong") && sourcing.AnswerTo(seen.Value, question) is { } sourced
            ? await desk.DoAsync(id, caller, new DoubtEvidence(question.Key, raw, sourced, caller.Seen))
            : await desk.DoAsync(id, visitor.ToActor(),
                new GiveAnswers(new Dictionary<string, string?> { [question.Key] = raw }, caller.Seen, true));
        if (done.Refusal is { } refusal)
            return await Show(seen.Value, questions, n, form["then"], raw, Fault.Of(refusal, texts), refusal.Status());
        // Whoever said that a source is wrong reads on the same page what follows from it.
        if (form.Has("wrong"))
            return Screens.SeeOther($"/cases/{id}/questions/{n}{(form["then"] == "check" ? "?then=check" : "")}");
        if (form["then"] == "check")
            return Screens.SeeOther($"/cases/{id}/check");
        return n == Situational(done.Value) ? Screens.SeeOther($"/cases/{id}/plan") : Next(done.Value, n);
    }

    /// <summary>What the answers so far make of a journey: what is needed, and what not.</summary>
    public async Task<IResult> Plan(Guid id)
    {
        var seen = await desk.SeeAsync(id, visitor.ToActor());
        if (seen.Refusal is { } refusal)
            return Screens.Refused(refusal, texts, visitor.Home);
        return city.Journey(seen.Value.Code) is not { } journey || seen.Value.Kind != CaseKind.Journey
            || seen.Value.Stage != CaseStage.Draft
            ? Screens.SeeOther($"/cases/{id}")
            : Screens.Show(new PlanPage { Case = seen.Value, Journey = journey });
    }

    private int Situational(Case draft) =>
        draft.Kind == CaseKind.Journey ? city.Journey(draft.Code)?.Questions.Count ?? 0 : 0;

    private IResult Next(Case draft, int after)
    {
        if (draft.Stage != CaseStage.Draft)
            return Screens.SeeOther($"/cases/{draft.Id}");
        var questions = CaseForm.Questions(draft, city);
        for (var i = after; i < questions.Count; i++)
            if (!draft.Answers.ContainsKey(questions[i].Key))
                return Screens.SeeOther($"/cases/{draft.Id}/questions/{i + 1}");
        var bring = CaseForm.Materials(draft, city).Any(material => material.Supply != MaterialSupply.Generated);
        return Screens.SeeOther($"/cases/{draft.Id}/{(bring ? "materials" : "check")}");
    }

    private async Task<IResult> Show(
        Case draft, IReadOnlyList<Question> questions, int n, string? then, string? value, IReadOnlyList<Fault> faults,
        int status = 200)
    {
        var question = questions[n - 1];
        var known = question.Prefill is null ? null : Prefill.Of(question, await parties.FindAsync(draft.Subject.Party));
        return Screens.Show(new QuestionPage
        {
            Case = draft, Title = city.TitleOf(draft), Question = question, Number = n, Count = questions.Count,
            Value = kept.Of($"/cases/{draft.Id}/questions/{n}")?[question.Key] ?? value, Then = then, Faults = faults,
            Source = known is not null && known == value ? texts["answer.from-register"] : null,
            Sourced = sourcing.Said(draft, question), Doubt = draft.Evidence.Doubts.GetValueOrDefault(question.Key),
        }, status);
    }
}
