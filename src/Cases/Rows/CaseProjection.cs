using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// The rows of a case: a pure function of the case and the calendar. What an act writes is the difference between the
/// rows before and after it, so a replay of the journal gives the same rows.
/// </summary>
internal static class CaseProjection
{
    private const int BeyondCalendar = 10_000_000;
    private const int Stopped = 20_000_000;

    /// <summary>The rows that change from one state of the case to the next.</summary>
    public static IReadOnlyList<RowChange> Changes(Case? before, Case after, WorkCalendar calendar)
    {
        var changes = new List<RowChange>(4) { RowChange.Upsert(RowOf(after)) };
        if (before is null)
        {
            changes.Add(RowChange.Upsert(FeedOf(after, after.Subject.Party)));
            if (after.Applicant.Party != after.Subject.Party)
                changes.Add(RowChange.Upsert(FeedOf(after, after.Applicant.Party)));
        }
        Differ(before is null ? [] : WorkOf(before, calendar), WorkOf(after, calendar), changes);
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

    private static Dictionary<object, object> WorkOf(Case current, WorkCalendar calendar)
    {
        var rows = new Dictionary<object, object>();
        // What another city decides is work of its offices.
        if (current.WithdrawnOn is not null || current.SubmittedOn is null || current.Handover is not null) return rows;
        foreach (var member in current.Members)
        {
            if (KindOf(member) is not { } kind) continue;
            Add(WorkOf(current, member, kind, calendar));
            if (kind is not (WorkKind.AwaitOthers or WorkKind.Examine)) continue;
            foreach (var step in member.Steps.Where(step => step.IsOpen && HasOwnRow(member, step)))
                Add(WorkOf(current, member, step, calendar));
        }
        if (current.Rating is { IsBad: true, Answer: null } rating) Add(WorkOf(current, rating, calendar));
        return rows;

        void Add(WorkRow row) => rows.Add((row.Matter, row.Slot), row);
    }

    // The single step of the deciding body is the member's own row; all others have theirs.
    private static bool HasOwnRow(Member member, Step step) => member.Steps.Length > 1 || step.Agency != member.Agency;

    private static WorkKind? KindOf(Member member) => member.State switch
    {
        MemberState.Received => WorkKind.Accept,
        MemberState.SupplementRequested => WorkKind.AwaitSupplement,
        MemberState.Accepted when member.Steps.All(step => step.DoneOn is not null)
            || member.Steps.Any(step => step.IsPassed == false) => WorkKind.Decide,
        MemberState.Accepted when member.Steps.Any(step => step.IsOpen && !HasOwnRow(member, step)) => WorkKind.Examine,
        MemberState.Accepted => WorkKind.AwaitOthers,
        MemberState.Decided => WorkKind.Deliver,
        _ => null,
    };

    private static WorkRow WorkOf(Case current, Member member, WorkKind kind, WorkCalendar calendar)
    {
        var since = member.State switch
        {
            MemberState.Received => member.ReceivedOn!.Value,
            MemberState.SupplementRequested => member.Supplement!.RequestedOn,
            MemberState.Decided => member.Decision!.On,
            _ => member.AcceptedOn!.Value,
        };
        var row = Timed(current, member.Running, since, calendar);
        row.Matter = member.Matter;
        row.Slot = "member";
        row.Office = member.Agency;
        row.Kind = kind;
        row.RingsOn = ArmedClock.Of(member).Select(armed => armed.Next(member, calendar)?.Day).Min();
        return row;
    }

    private static WorkRow WorkOf(Case current, Member member, Step step, WorkCalendar calendar)
    {
        var row = Timed(current, step.Clock ?? member.Running, step.StartedOn!.Value, calendar);
        row.Matter = member.Matter;
        row.Slot = "step:" + step.Key;
        row.Office = step.Agency;
        row.Kind = WorkKind.Examine;
        return row;
    }

    private static WorkRow WorkOf(Case current, Rating rating, WorkCalendar calendar)
    {
        var row = Timed(current, rating.AnswerDue, rating.On, calendar);
        row.Slot = "rating";
        row.Office = rating.Office;
        row.Kind = WorkKind.AnswerRating;
        return row;
    }

    private static WorkRow Timed(Case current, LegalClock? clock, DateOnly since, WorkCalendar calendar)
    {
        var due = clock?.Due(calendar);
        var warning = clock?.Warning(calendar);
        return new()
        {
            CaseId = current.Id,
            Number = current.Number,
            SubjectName = current.Subject.Name,
            Since = since,
            Due = due?.KnownDay,
            Urgency = due switch
            {
                Deadline.On on => on.Day.DayNumber,
                Deadline.BeyondHorizon beyond => BeyondCalendar + beyond.UnitsLeftAtHorizon,
                _ => Stopped + since.DayNumber,
            },
            YellowOn = warning?.Yellow,
            RedOn = warning?.Red,
            IsSuspended = clock?.IsSuspended ?? false,
            Calendar = clock is null ? "" : calendar.Version,
        };
    }

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

    // Work rows are few; writing one that did not change is cheaper than comparing all its columns.
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
