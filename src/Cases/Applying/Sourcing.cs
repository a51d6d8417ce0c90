using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>Answers that a source supplies, and what follows when somebody says that they are wrong. One per request.</summary>
internal sealed class Sourcing(
    Visitor visitor, CaseDesk desk, EvidenceFetching fetching, EvidenceWords words,
    Desk<DataObjection, ObjectionEvent> objections, PartyRegister parties)
{
    /// <summary>The case after its sources were asked.</summary>
    public Task<Case> Fetched(Case current) => fetching.FetchAsync(current);

    /// <summary>What a source answers to a question; null where none does.</summary>
    public SourcedAnswer? AnswerTo(Case current, Question question) => fetching.AnswerTo(current, question);

    /// <summary>Where the answer comes from and as of when, in words; null where no source answered.</summary>
    public string? Said(Case current, Question question) =>
        AnswerTo(current, question) is { } sourced ? words.OfSource(sourced) : null;

    /// <summary>Keeps the person's answer, and asks the agency that provides the other one to check.</summary>
    public async Task<Outcome<Case>> Doubt(Case current, DoubtEvidence command)
    {
        var done = await desk.DoAsync(current.Id, visitor.ToActor(), command);
        if (!done.IsGranted || done.Value.Doubts.GetValueOrDefault(command.Question) is not { } doubt) return done;
        var whose = command.Sourced.Held.Of == EvidenceRelation.Applicant ? current.Applicant.Party : current.Subject.Party;
        var raisedBy = Guid.TryParse(visitor.Id, out var party) ? party : Guid.Empty;
        await objections.BeginAsync(visitor.ToActor(), new DoubtValue(
            (await parties.FindAsync(whose))?.Code ?? "", raisedBy, current.Id, current.Number, doubt.Resource, doubt.Item,
            doubt.Sourced, doubt.Given));
        return done;
    }
}
