using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// The rows of a case: a pure function of the case. What an act writes is the difference between the rows before and after it,
/// so a replay of the journal gives the same rows. What offices owe: <see cref="CaseWork"/>.
/// </summary>
internal static class CaseProjection
{
    /// <summary>The rows that change from one state of the case to the next.</summary>
    public static IReadOnlyList<RowChange> Changes(Case? before, Case after)
    {
        var changes = new List<RowChange>(4) { RowChange.Upsert(RowOf(after)) };
        if (before is null)
        {
            changes.Add(RowChange.Upsert(FeedOf(after, after.Subject.Party)));
            if (after.Applicant.Party != after.Subject.Party)
                changes.Add(RowChange.Upsert(FeedOf(after, after.Applicant.Party)));
        }
        Differ(before is null ? [] : AttentionOf(before), AttentionOf(after), changes);
        Differ(before is null ? [] : FinishedOf(before), FinishedOf(after), changes);
        Differ(before is null ? [] : RetriesOf(before), RetriesOf(after), changes);
        if (after.Rating is not null && after.Rating != before?.Rating) changes.Add(RowChange.Upsert(RatingOf(after)));
        CaseRecords.Differ(before, after, changes);
        if (LetterOf(after) is { } letter && letter.Sequence != (before is null ? 0 : LetterOf(before)?.Sequence))
            changes.Add(RowChange.Upsert(letter));
        return changes;
    }

    // The newest only: what it says is the whole of one side.
    private static LetterRow? LetterOf(Case current) =>
        current.Handover is { Sequence: > 0 } handover
            ? new() { CaseId = current.Id, City = handover.City, Sequence = handover.Sequence }
        : current.Origin is { Taken: > 0 } origin
            ? new() { CaseId = current.Id, City = origin.City, Sequence = current.Version }
        : null;

    private static CaseRow RowOf(Case current) => new()
    {
        Id = current.Id,
        Number = current.Number,
        Kind = current.Kind,
        Code = current.Code,
        Subject = current.Subject.Party,
        SubjectName = current.Subject.Name,
        Applicant = current.Applicant.Party,
        Station = current.Lodging.Station,
        Stage = current.Stage,
        Version = current.Version,
        OpenedOn = current.OpenedOn,
        SubmittedOn = current.SubmittedOn,
    };

    private static FeedRow FeedOf(Case current, Guid viewer) => new()
    {
        Viewer = viewer,
        OpenedOn = current.OpenedOn,
        CaseId = current.Id,
        Subject = current.Subject.Party,
    };

    private static Dictionary<object, object> AttentionOf(Case current)
    {
        var rows = new Dictionary<object, object>();
        if (current.Stage != CaseStage.SupplementRequested) return rows;
        var until = current.Members
            .Where(member => member.State == MemberState.SupplementRequested)
            .Min(member => member.Supplement!.ReplyBy);
        foreach (var viewer in new[] { current.Subject.Party, current.Applicant.Party }.Distinct())
            rows.Add(viewer, new AttentionRow { Viewer = viewer, CaseId = current.Id, Until = until });
        return rows;
    }

    private static Dictionary<object, object> FinishedOf(Case current)
    {
        var decided = current.Members.Max(member => member.Decision?.On);
        if (!current.IsFinished || current.WithdrawnOn is not null || decided is null) return [];
        var row = new FinishedRow
        {
            CaseId = current.Id,
            Kind = current.Kind,
            Code = current.Code,
            SubmittedOn = current.SubmittedOn!.Value,
            DecidedOn = decided.Value,
            Steps = 1 + current.Members.Count(member => member.Supplement?.SuppliedOn is not null),
            Materials = current.Materials.Values.Count(copy => !copy.IsCommitment),
            Trips = TripsOf(current),
            Members = current.Members.Length,
        };
        return new() { [current.Id] = row };
    }

    // A draft asks again when somebody opens it: nothing changes behind the back of who fills it in.
    private static Dictionary<object, object> RetriesOf(Case current) =>
        current.SubmittedOn is not null && !current.IsFinished && current.Missed.Values.Min(missed => missed.RetryAt) is { } at
            ? new() { [current.Id] = new RetryRow { CaseId = current.Id, RetryAt = at } } : [];

    private static int TripsOf(Case current) =>
        (current.Lodging.Channel == Channel.Station ? 1 : 0)
        + (current.Members.Any(member => member.Delivered?.Method == DeliveryMethod.Station) ? 1 : 0);

    private static RatingRow RatingOf(Case current) => new()
    {
        CaseId = current.Id,
        Office = current.Rating!.Office,
        Code = current.Code,
        Stars = current.Rating.Stars,
        On = current.Rating.On,
        IsAnswered = current.Rating.Answer is not null,
    };

    // Such rows are few; writing one that did not change is cheaper than comparing all its columns.
    private static void Differ(
        Dictionary<object, object> before, Dictionary<object, object> after, List<RowChange> changes)
    {
        foreach (var (key, row) in before)
        {
            if (!after.ContainsKey(key)) changes.Add(RowChange.Delete(row));
        }
        foreach (var row in after.Values) changes.Add(RowChange.Upsert(row));
    }
}
