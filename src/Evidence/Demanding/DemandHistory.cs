using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>Folds and projects demands.</summary>
internal static class DemandHistory
{
    /// <summary>How the streams are read and written.</summary>
    public static StreamKind<Demand, DemandEvent> Kind(CityPack pack) => new(
        Fold, (before, after) => RowsOf(before, after, pack.Calendar), [typeof(DemandRow), typeof(DemandUploadRow)])
    {
        Shared = Duties.Of<Demand>(pack, Owed),
    };

    private static IEnumerable<Duty> Owed(Demand now)
    {
        if (now.Clock is { } clock && KindOf(now.State) is { } kind)
            yield return new(kind, now.Owner, now.Since, clock, $"/work/data#d-{now.Id}") { Title = now.Proposed.Title };
    }

    private static string? KindOf(DemandState state) => state switch
    {
        DemandState.Proposed => "take-up-demand",
        DemandState.Submitted => "dispatch-demand",
        DemandState.Dispatched => "answer-demand",
        DemandState.Confirmed or DemandState.Reopened => "supply-demand",
        DemandState.Disputed => "rule-on-demand",
        _ => null,
    };

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
            Words = moved.Words, Resource = moved.Resource ?? before.Resource, TestedOn = null,
            Clock = moved.Limit is { } limit ? LegalClock.Start(limit, moved.On, moved.Law).Value : null,
        },
        DemandTested tested => before! with { TestedOn = tested.On },
        _ => before!,
    };

    private static List<RowChange> RowsOf(Demand? before, Demand after, WorkCalendar calendar)
    {
        var changes = new List<RowChange> { RowChange.Upsert(RowOf(after, calendar)) };
        if (after.LastUpload != (before?.LastUpload ?? default))
            changes.Add(RowChange.Upsert(new DemandUploadRow(after.Id, after.LastUpload.Position, after.LastUpload.On)));
        return changes;
    }

    private static DemandRow RowOf(Demand now, WorkCalendar calendar) => new(
        now.Id, now.Proposed.Title, now.Proposed.Type, now.Provider, now.State, now.Owner, now.Since,
        now.Clock?.Due(calendar).KnownDay, now.Ground, now.Words, now.Resource, now.TestedOn, string.Join(' ', now.Matters),
        now.Uploads);
}
