using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Folds and projects demands.</summary>
public static class DemandHistory
{
    /// <summary>How the streams are read and written, with the calendar that their days are counted by.</summary>
    public static StreamKind<Demand, DemandEvent> KindFor(WorkCalendar calendar) => new(
        Fold, (before, after) => RowsOf(before, after, calendar),
        [typeof(DemandRow), typeof(DemandUploadRow), typeof(DemandLapseRow)]);

    private static Demand Fold(Demand? before, DemandEvent happened, in Happening at) => happened switch
    {
        DemandProposed proposed => new()
        {
            Id = at.Stream, Proposed = proposed, Owner = proposed.Bureau, Since = proposed.On,
            Provider = proposed.Provider,
            Clock = LegalClock.Start(proposed.Limit, proposed.On).Value,
        },
        DemandUploaded upload => before! with
        {
            Matters = before.Matters.Add(upload.Matter), Uploads = before.Uploads + 1,
            LastUpload = (upload.Position, upload.On),
        },
        DemandMoved moved => before! with
        {
            State = moved.To, Owner = moved.Owner, Since = moved.On,
            Provider = moved.To == DemandState.Dispatched ? moved.Owner : before.Provider, Ground = moved.Ground ?? before.Ground,
            Words = moved.Words, Resource = moved.Resource ?? before.Resource, IsEscalated = false, TestedOn = null,
            Clock = moved.Limit is { } limit ? LegalClock.Start(limit, moved.On, moved.Law).Value : null,
            Lapses = [.. before.Lapses.Select(lapse => lapse.Until is null ? (lapse.From, moved.On) : lapse)],
        },
        DemandTested tested => before! with { TestedOn = tested.On },
        DemandEscalated escalated => before! with
        {
            IsEscalated = true, Lapses = before.Lapses.Add((escalated.On, null)),
        },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static List<RowChange> RowsOf(Demand? before, Demand after, WorkCalendar calendar)
    {
        var changes = new List<RowChange> { RowChange.Upsert(RowOf(after, calendar)) };
        if (after.LastUpload != (before?.LastUpload ?? default))
            changes.Add(RowChange.Upsert(new DemandUploadRow
            {
                Demand = after.Id, Position = after.LastUpload.Position, On = after.LastUpload.On,
            }));
        foreach (var (from, until) in after.Lapses.Where(lapse => before?.Lapses.Contains(lapse) != true)
            .GroupBy(lapse => lapse.From).Select(same => same.Last()))
            changes.Add(RowChange.Upsert(new DemandLapseRow { Demand = after.Id, From = from, Until = until }));
        return changes;
    }

    private static DemandRow RowOf(Demand current, WorkCalendar calendar) => new()
    {
        Id = current.Id, Title = current.Proposed.Title, Type = current.Proposed.Type, Provider = current.Provider,
        State = current.State, Owner = current.Owner, Since = current.Since, Due = current.Clock?.Due(calendar).KnownDay,
        IsEscalated = current.IsEscalated, Ground = current.Ground, Words = current.Words, Resource = current.Resource,
        TestedOn = current.TestedOn, Matters = string.Join(' ', current.Matters), Uploads = current.Uploads,
    };
}
