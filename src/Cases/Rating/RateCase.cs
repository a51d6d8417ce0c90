using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The applicant rates the handling: once per case, never by default (好差评).</summary>
/// <param name="Stars">1 (very dissatisfied) to 5.</param>
/// <param name="Comment">What was good or bad; at most 500 characters.</param>
public sealed record RateCase(int Stars, string? Comment = null) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "rate-case";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (Permit.Applicant(current, facts) is { } no) return no;
        // A clerk who lodged the case does not rate its handling in the applicant's place.
        if (facts.By.Role == ActorRole.Clerk) return new Refusal("rating.applicant-only", RefusalKind.NotAllowed);
        if (current.Rating is not null) return new Refusal("rating.only-once");
        if (current.Stage is not (CaseStage.Concluded or CaseStage.Refused)) return new Refusal("rating.not-finished");
        if (Stars is < 1 or > 5) return Field("stars", "rating.stars");
        if (Comment?.Length > 500) return Field("comment", "rating.comment-too-long");
        if (FreeText.Faulty(("comment", Comment)) is { } faulty) return faulty;
        var comment = string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim();
        var office = AnsweringOffice(current, facts.Catalogue);
        // Where another city decides, its office owes the answer, and its clock runs there.
        var answerLimit = current.Handover is null ? AnswerLimit(Stars, facts) : null;
        return new CaseEvent[] { new CaseRated(Stars, comment, office, answerLimit, facts.Today) };
    }

    /// <summary>The limit for the office's answer to so many stars; null where it owes none.</summary>
    internal static TimeLimit? AnswerLimit(int stars, CaseFacts facts) => stars <= 2 ? facts.Limits.RatingAnswer.Limit : null;

    /// <summary>The agency that answers: the one that handled it, or the journey's lead.</summary>
    private static string AnsweringOffice(Case current, CityCatalogue catalogue) =>
        current.Kind == CaseKind.Journey ? catalogue.Journey(current.Code)!.LeadAgency : current.Members[0].Agency;

    private static Refusal Field(string field, string code) =>
        new(code, RefusalKind.NotValid) { Fields = [new(field, code)] };
}

/// <summary>The office answers a bad rating.</summary>
/// <param name="Answer">What was found and mended.</param>
public sealed record AnswerRating(string? Answer) : ICaseCommand
{
    /// <inheritdoc/>
    public string Name => "answer-rating";

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case current, CaseFacts facts)
    {
        if (current.Rating is not { IsBad: true } rating) return new Refusal("rating.nothing-to-answer");
        if (Permit.Agency(rating.Office, facts) is { } no) return no;
        if (rating.Answer is not null) return new Refusal("rating.already-answered");
        return FreeText.Missing(("answer", Answer)) is { } missing
            ? missing
            : new CaseEvent[] { new RatingAnswered(Answer!.Trim(), facts.Today) };
    }
}
