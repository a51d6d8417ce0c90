using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>The applicant rates the handling: once per case, never by default (好差评).</summary>
/// <param name="Stars">1 (very dissatisfied) to 5.</param>
/// <param name="Comment">What was good or bad; at most 500 characters.</param>
[Act("rate-case", Unclear = null)]
public sealed record RateCase(
    [Ask(IsOptional = true, Unreadable = "rating.stars")] int? Stars,
    [Ask(IsOptional = true, IsLong = true, Most = 500, TooLong = "rating.comment-too-long")] string? Comment = null)
    : CaseCommand
{
    /// <inheritdoc/>
    // A clerk who lodged the case does not rate its handling in the applicant's place.
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        Permit.Applicant(now, facts)
        ?? (facts.By.Role == ActorRole.Clerk ? new("rating.applicant-only", RefusalKind.NotAllowed)
            : now.Rating is not null ? new("rating.only-once")
            : now.Stage is CaseStage.Concluded or CaseStage.Refused ? null
            : new Refusal("rating.not-finished"));

    /// <inheritdoc/>
    public IEnumerable<FieldFault> Faults(Case now, CaseFacts facts)
    {
        if (Stars is not (>= 1 and <= 5)) yield return new("stars", "rating.stars");
    }

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts)
    {
        var stars = Stars!.Value;
        var comment = string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim();
        var office = AnsweringOffice(now, facts.Catalogue);
        // Where another city decides, its office owes the answer, and its clock runs there.
        var answerLimit = now.CrossCity.Handover is null ? AnswerLimit(stars, facts) : null;
        return new CaseEvent[] { new CaseRated(stars, comment, office, answerLimit, facts.Today) };
    }

    /// <summary>The limit for the office's answer to so many stars; null where it owes none.</summary>
    internal static TimeLimit? AnswerLimit(int stars, CaseFacts facts) => stars <= 2 ? facts.Limits.RatingAnswer.Limit : null;

    /// <summary>The agency that answers: the one that handled it, or the journey's lead.</summary>
    private static string AnsweringOffice(Case current, CityCatalogue catalogue) =>
        current.Kind == CaseKind.Journey ? catalogue.Journey(current.Code)!.LeadAgency : current.Members[0].Agency;
}

/// <summary>The office answers a bad rating.</summary>
/// <param name="Answer">What was found and mended.</param>
[Act("answer-rating")]
public sealed record AnswerRating([Ask(IsLong = true)] string? Answer) : CaseCommand
{
    /// <inheritdoc/>
    public Refusal? NotNow(Case now, CaseFacts facts) =>
        now.Rating is not { IsBad: true } rating ? new("rating.nothing-to-answer")
        : Permit.Agency(rating.Office, facts) ?? (rating.Answer is null ? null : new("rating.already-answered"));

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<CaseEvent>> Decide(Case now, CaseFacts facts) =>
        new CaseEvent[] { new RatingAnswered(Answer!.Trim(), facts.Today) };
}
