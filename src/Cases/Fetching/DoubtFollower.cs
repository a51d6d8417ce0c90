using Yitong.Acting;
using Yitong.Catalogue;
using Yitong.Evidence;
using Yitong.Kernel;
using Yitong.Parties;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// Asks the agency that provides a value to check it, where an applicant has said that it is wrong (这个不对): it follows from the
/// case's event, so it is asked also when the process dies between the two.
/// </summary>
internal sealed class DoubtFollower(CaseDesk desk, PartyRegister parties, Desk<DataObjection, ObjectionEvent> objections)
    : ActFollower("doubts", "case.evidence-doubted")
{
    /// <inheritdoc/>
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
            if (CaseEventNames.Types.Read(recorded) is EvidenceDoubted { Doubt: var doubt }
                && await desk.SeeAsync(recorded.Stream, Actor.Engine, cancellation) is { IsGranted: true, Value: var current })
                (await RaiseAsync(recorded, current, doubt, cancellation)).Refusal.OrWait();
    }

    private async Task<Outcome<DataObjection>> RaiseAsync(
        RecordedEvent recorded, Case current, EvidenceDoubt doubt, CancellationToken cancellation)
    {
        var isApplicants = current.Evidence.Of(doubt.Material)?.Of == EvidenceRelation.Applicant;
        var whose = await parties.FindAsync(isApplicants ? current.Applicant.Party : current.Subject.Party);
        var raisedBy = Guid.TryParse(recorded.Act.By.Id, out var party) ? party : Guid.Empty;
        var caller = new Caller(Actor.Engine) { Key = FollowUps.KeyOf(Name, recorded.Position) };
        return await objections.BeginAsync(caller, new DoubtValue(
            whose?.Code ?? "", raisedBy, current.Id, current.Number, doubt.Resource, doubt.Item, doubt.Sourced, doubt.Given),
            cancellation);
    }
}
