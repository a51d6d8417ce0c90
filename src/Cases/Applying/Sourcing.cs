using Yitong.Catalogue;

namespace Yitong.Cases;

/// <summary>Answers that a source supplies. One per request.</summary>
internal sealed class Sourcing(EvidenceFetching fetching, EvidenceWords words)
{
    /// <summary>The case after its sources were asked.</summary>
    public Task<Case> Fetched(Case current) => fetching.FetchAsync(current);

    /// <summary>What a source answers to a question; null where none does.</summary>
    public SourcedAnswer? AnswerTo(Case current, Question question) => fetching.AnswerTo(current, question);

    /// <summary>Where the answer comes from and as of when, in words; null where no source answered.</summary>
    public string? Said(Case current, Question question) =>
        AnswerTo(current, question) is { } sourced ? words.OfSource(question, sourced) : null;
}
