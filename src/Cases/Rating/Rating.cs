using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>A rating (好差评) of a finished case: one per case, from 1 (very dissatisfied) to 5.</summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">What was said.</param>
/// <param name="Office">The agency that answers a bad one.</param>
/// <param name="On">The day.</param>
/// <param name="Answer">The office's answer to a bad rating.</param>
/// <param name="AnswerDue">The clock for that answer; null for a good rating.</param>
public sealed record Rating(
    int Stars, string? Comment, string Office, DateOnly On, string? Answer, LegalClock? AnswerDue)
{
    /// <summary>Whether the office must answer: one or two stars.</summary>
    public bool IsBad => Stars <= 2;

    /// <summary>The rating after one more event.</summary>
    internal static Rating After(Rating? before, RatingEvent happened) => happened switch
    {
        CaseRated rated => new(
            rated.Stars, rated.Comment, rated.Office, rated.On, null,
            rated.AnswerLimit is { } limit ? LegalClock.Start(limit, rated.On).Value : null),
        RatingAnswered answered => before! with
        {
            Answer = answered.Answer, AnswerDue = MemberClocks.Stopped(before.AnswerDue, answered.On),
        },
        _ => throw new InvalidOperationException($"Not an event of a rating: {happened.GetType().Name}."),
    };
}
