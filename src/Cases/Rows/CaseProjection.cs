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
        Differ(Only(before is null ? null : RetryRow.Of(before)), Only(RetryRow.Of(after)), changes);
        if (after.Rating != before?.Rating && RatingRow.Of(after) is { } rating) changes.Add(RowChange.Upsert(rating));
        CaseRecords.Differ(before, after, changes);
        if (LetterRow.Of(after) is { } letter && letter.Sequence != (before is null ? 0 : LetterRow.Of(before)?.Sequence))
            changes.Add(RowChange.Upsert(letter));
        return changes;
    }

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
        if (current.Stage != CaseStage.SupplementRequested && !OwesPromise(current)) return rows;
        var until = current.Members
            .Where(member => member.State == MemberState.SupplementRequested)
            .Min(member => member.Supplement!.ReplyBy);
        foreach (var viewer in new[] { current.Subject.Party, current.Applicant.Party }.Distinct())
            rows.Add(viewer, new AttentionRow { Viewer = viewer, CaseId = current.Id, Until = until });
        return rows;
    }

    // Until the decision: then it cannot come any more.
    private static bool OwesPromise(Case current) => current.Stage is CaseStage.Submitted or CaseStage.Accepted
        && current.Materials.Values.Any(copy => copy.IsCommitment);

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

    private static int TripsOf(Case current) =>
        (current.Lodging.Channel == Channel.Station ? 1 : 0)
        + (current.Members.Any(member => member.Delivered?.Method == DeliveryMethod.Station) ? 1 : 0);

    private static Dictionary<object, object> Only(object? row) => row is null ? [] : new() { [row.GetType()] = row };

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
