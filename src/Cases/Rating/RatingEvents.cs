using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>Something that happened to the rating of a case.</summary>
internal abstract record RatingEvent : CaseEvent;

/// <summary>The applicant rated the handling.</summary>
[Event("case.rated")]
internal sealed record CaseRated(int Stars, string? Comment, string Office, TimeLimit? AnswerLimit, DateOnly On) : RatingEvent;

/// <summary>The office answered a bad rating.</summary>
[Event("case.rating-answered")]
internal sealed record RatingAnswered(string Answer, DateOnly On) : RatingEvent;
