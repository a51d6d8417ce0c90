using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>
/// Warns offices of what they owe: yellow when it is due soon, red when it is late, each level of each duty once. One for all
/// modules; it looks only at what is due, whatever else is owed. What was counted with an earlier calendar is counted anew first.
/// </summary>
public sealed class DutySweep(
    Streams<DutyWatch, DutyWarned> watches, Rows rows, CityPack pack, IEnumerable<DutyKind> kinds, TimeProvider clock)
    : Sweep(TimeSpan.FromSeconds(30), clock)
{
    private const int Batch = 500;
    private readonly TimeProvider clock = clock;
    private bool isRecounted;

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        // A process keeps its pack: once is enough, and looking through all that is owed costs.
        if (!isRecounted) await RecountAsync(cancellation);
        isRecounted = true;
        await WarnAsync(cancellation);
    }

    /// <summary>
    /// Counts the days anew of what was counted with another calendar than today's pack has, and says how many there were: what
    /// lay beyond the last published year has a last day from now on. A row that an act changes meanwhile is left to that act.
    /// </summary>
    public async Task<int> RecountAsync(CancellationToken cancellation = default)
    {
        var (recounted, version) = (0, pack.Calendar.Version);
        await using var db = rows.Open();
        while (await db.Set<DutyRow>().AsNoTracking().Where(duty => duty.Clock != null && duty.Calendar != version).Take(Batch)
            .ToListAsync(cancellation) is { Count: > 0 } old)
            foreach (var row in old.Select(duty => (Was: duty, Now: duty.CountedBy(pack.Calendar))))
            {
                // First what shows it: a duty whose own row is not counted yet is found again after a crash.
                if (kinds.FirstOrDefault(kind => kind.Name == row.Was.Kind)?.ShowDue is { } show)
                    await show(db, row.Was, row.Now.Due, cancellation);
                recounted += await db.Set<DutyRow>()
                    .Where(duty => duty.Stream == row.Was.Stream && duty.Part == row.Was.Part && duty.Slot == row.Was.Slot
                        && duty.Calendar == row.Was.Calendar && duty.Clock == row.Was.Clock)
                    .ExecuteUpdateAsync(duty => duty
                        .SetProperty(each => each.Due, row.Now.Due).SetProperty(each => each.YellowOn, row.Now.YellowOn)
                        .SetProperty(each => each.RedOn, row.Now.RedOn).SetProperty(each => each.Urgency, row.Now.Urgency)
                        .SetProperty(each => each.Calendar, version), cancellation);
            }
        return recounted;
    }

    /// <summary>Gives all warnings that are due, and says how many.</summary>
    public async Task<int> WarnAsync(CancellationToken cancellation = default)
    {
        var given = 0;
        foreach (var level in Enum.GetValues<WarningLevel>())
            while (await DueAsync(level, cancellation) is { Count: > 0 } due)
                foreach (var duty in due)
                {
                    if (!(await WarnAsync(duty, level, cancellation)).IsGranted) return given; // Busy: they stay due.
                    given++;
                }
        return given;
    }

    private Task<Outcome<Done<DutyWatch>>> WarnAsync(DutyRow duty, WarningLevel level, CancellationToken cancellation)
    {
        var act = Act.Of(clock.GetUtcNow(), Actor.Engine, "warn-of-duty");
        var id = StreamIds.Of($"duty:{duty.Stream}:{duty.Part}:{duty.Slot}:{duty.Since:yyyy-MM-dd}:{duty.Kind}");
        return watches.ActAsync(id, act, null, null, now => now?.Last.Level >= level ? [] : new DutyWarned[]
        {
            new(duty.Stream, duty.Part, duty.Slot, duty.Kind, duty.Office, duty.Since, level, pack.City.DayOf(act.At)),
        }, cancellation: cancellation);
    }

    private async Task<List<DutyRow>> DueAsync(WarningLevel level, CancellationToken cancellation)
    {
        var today = pack.City.DayOf(clock.GetUtcNow());
        await using var db = rows.Open();
        var due = db.Set<DutyRow>().Where(duty => !duty.RingsItself && !duty.IsSuspended);
        due = level == WarningLevel.Red ? due.Where(duty => duty.RedOn <= today)
            : due.Where(duty => duty.YellowOn <= today && duty.RedOn > today);
        return await due.Where(duty => !db.Set<DutyWarningRow>().Any(given => given.Stream == duty.Stream
                && given.Part == duty.Part && given.Slot == duty.Slot && given.Since == duty.Since && given.Kind == duty.Kind
                && given.Level >= level)) // A duty that was late and has time again is not warned of once more.
            .OrderBy(duty => duty.Urgency).Take(Batch).ToListAsync(cancellation);
    }
}
