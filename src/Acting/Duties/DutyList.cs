using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>What offices owe, as lists and figures. Each costs by its page, not by what lies behind it. Thread-safe.</summary>
public sealed class DutyList(Rows rows, CityPack pack, IEnumerable<DutyKind> kinds)
{
    /// <summary>Most entries on a page.</summary>
    public const int Most = 100;

    /// <summary>Stands for what nobody does.</summary>
    public const string Nobody = "nobody";

    private readonly Dictionary<string, DutyKind> titles = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>What a duty is about, as people call it.</summary>
    public string TitleOf(DutyRow duty) =>
        titles.TryGetValue(duty.Kind, out var kind) ? kind.Title(duty, pack) : duty.Title;

    /// <summary>Where supervision reads of a duty; null where only its office may.</summary>
    public string? LinkForSupervision(DutyRow duty) =>
        titles.TryGetValue(duty.Kind, out var kind) ? kind.ForSupervision(duty) : duty.Link;

    /// <summary>How many duties an office owes, by kind, the most first.</summary>
    public async Task<IReadOnlyList<(string Kind, int Count)>> CountAsync(string office)
    {
        await using var db = rows.Open();
        var counts = await db.Set<DutyRow>().Where(duty => duty.Office == office).GroupBy(duty => duty.Kind)
            .Select(same => new { Kind = same.Key, Count = same.Count() }).ToListAsync();
        return
        [
            .. counts.OrderByDescending(each => each.Count).ThenBy(each => each.Kind, StringComparer.Ordinal)
                .Select(each => (each.Kind, each.Count)),
        ];
    }

    /// <summary>How many duties are late and nearly late in each office; for supervision.</summary>
    public async Task<IReadOnlyList<(string Office, int Late, int Near)>> CountLateAsync(DateOnly today)
    {
        await using var db = rows.Open();
        var counts = await db.Set<DutyRow>().Where(duty => duty.YellowOn <= today && !duty.IsSuspended)
            .GroupBy(duty => duty.Office)
            .Select(same => new { same.Key, Late = same.Count(duty => duty.RedOn <= today), All = same.Count() }).ToListAsync();
        return [.. counts.Select(each => (each.Key, each.Late, each.All - each.Late))];
    }

    /// <summary>What an office owes, by time left; what stands last.</summary>
    /// <param name="office">Code of the agency.</param>
    /// <param name="kind">Only this kind; null: all.</param>
    /// <param name="by">Only what this account does; <see cref="Nobody"/>: what nobody does; null: all.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="take">How many; 1 to <see cref="Most"/>.</param>
    public async Task<Page<DutyRow>> OfAsync(
        string office, string? kind = null, string? by = null, string? after = null, int take = 50)
    {
        await using var db = rows.Open();
        var duties = Doing(db, db.Set<DutyRow>().Where(duty => duty.Office == office), by);
        if (kind is not null) duties = duties.Where(duty => duty.Kind == kind);
        return await PageAsync(duties, after, take);
    }

    /// <summary>How many duties of an office an account does, and how many nobody does.</summary>
    public async Task<(int Mine, int Nobodys)> CountTakenAsync(string office, string by)
    {
        await using var db = rows.Open();
        var duties = db.Set<DutyRow>().Where(duty => duty.Office == office);
        return (await Doing(db, duties, by).CountAsync(), await Doing(db, duties, Nobody).CountAsync());
    }

    /// <summary>Who does each of some duties; those that nobody does are missing.</summary>
    public async Task<IReadOnlyDictionary<DutyRow, DutyTakingRow>> TakenAsync(IReadOnlyList<DutyRow> duties)
    {
        var things = duties.Select(duty => duty.Stream).Distinct().ToList();
        await using var db = rows.Open();
        var takings = await db.Set<DutyTakingRow>().Where(taking => things.Contains(taking.Stream)).ToListAsync();
        var byKey = takings.ToDictionary(each => (each.Stream, each.Part, each.Slot, each.Since, each.Kind));
        return duties.Select(duty => (Duty: duty,
                Taking: byKey.GetValueOrDefault((duty.Stream, duty.Part, duty.Slot, duty.Since, duty.Kind))))
            .Where(each => each.Taking is not null).ToDictionary(each => each.Duty, each => each.Taking!);
    }

    private static IQueryable<DutyRow> Doing(YitongDb db, IQueryable<DutyRow> duties, string? by)
    {
        if (by is null) return duties;
        var takings = db.Set<DutyTakingRow>();
        return by == Nobody
            ? duties.Where(duty => !takings.Any(each => each.Stream == duty.Stream && each.Part == duty.Part
                && each.Slot == duty.Slot && each.Since == duty.Since && each.Kind == duty.Kind))
            : duties.Where(duty => takings.Any(each => each.By == by && each.Stream == duty.Stream && each.Part == duty.Part
                && each.Slot == duty.Slot && each.Since == duty.Since && each.Kind == duty.Kind));
    }

    /// <summary>What is late or nearly late in all offices, the most urgent first; for supervision.</summary>
    public async Task<Page<DutyRow>> LateAsync(DateOnly today, string? after = null, int take = Most)
    {
        await using var db = rows.Open();
        return await PageAsync(
            db.Set<DutyRow>().Where(duty => duty.YellowOn <= today && !duty.IsSuspended), after, take);
    }

    /// <summary>How many duties of a kind were past their last day on each of the last days, oldest first.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="today">The last day counted.</param>
    /// <param name="days">How many days.</param>
    public async Task<IReadOnlyList<(DateOnly Day, int Late)>> TrendAsync(
        IReadOnlyCollection<string> kinds, DateOnly today, int days)
    {
        var first = today.AddDays(1 - days);
        await using var db = rows.Open();
        var open = await db.Set<DutyRow>().Where(duty => kinds.Contains(duty.Kind) && duty.RedOn <= today)
            .Select(duty => new { From = duty.RedOn!.Value, Until = (DateOnly?)null }).ToListAsync();
        var met = await db.Set<MetDutyRow>()
            .Where(duty => kinds.Contains(duty.Kind) && duty.MetOn > first && duty.MetOn > duty.Due)
            .Select(duty => new { From = duty.Due!.Value.AddDays(1), Until = (DateOnly?)duty.MetOn }).ToListAsync();
        return
        [
            .. Enumerable.Range(0, days).Select(first.AddDays).Select(day => (day,
                open.Concat(met).Count(each => each.From <= day && (each.Until is null || day < each.Until)))),
        ];
    }

    /// <summary>How many duties were met in a span, and how many of them in time, by office and kind.</summary>
    public async Task<IReadOnlyList<Timeliness>> TimelinessAsync(DateOnly from, DateOnly until)
    {
        await using var db = rows.Open();
        return await db.Set<MetDutyRow>().Where(duty => duty.MetOn >= from && duty.MetOn <= until)
            .GroupBy(duty => new { duty.Office, duty.Kind })
            .Select(same => new Timeliness(
                same.Key.Office, same.Key.Kind, same.Count(), same.Count(duty => duty.MetOn > duty.Due)))
            .ToListAsync();
    }

    private static async Task<Page<DutyRow>> PageAsync(IQueryable<DutyRow> duties, string? after, int take)
    {
        take = Math.Clamp(take, 1, Most);
        if (PlaceInList.Parse(after) is { Number: var urgency, Id: var stream, Text: var slot })
            duties = duties.Where(duty => duty.Urgency > urgency || duty.Urgency == urgency
                && (duty.Stream.CompareTo(stream) > 0 || duty.Stream == stream
                    && string.Compare(duty.Part + "/" + duty.Slot, slot) > 0));
        var found = await duties.OrderBy(duty => duty.Urgency).ThenBy(duty => duty.Stream)
            .ThenBy(duty => duty.Part + "/" + duty.Slot).Take(take + 1).ToListAsync();
        return Page.Of(found, take, last => new PlaceInList(last.Urgency, last.Stream, $"{last.Part}/{last.Slot}"));
    }
}

/// <summary>How timely an office met one kind of duty.</summary>
/// <param name="Office">Code of the agency.</param>
/// <param name="Kind">What was to be done.</param>
/// <param name="Met">How many were met.</param>
/// <param name="Late">How many of them after their last day.</param>
public sealed record Timeliness(string Office, string Kind, int Met, int Late);
