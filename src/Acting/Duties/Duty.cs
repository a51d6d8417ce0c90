using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>
/// Something that an office owes by a day (应办事项): a step of a case, an answer, a ruling, a review. Every module projects its
/// duties so; work lists, warnings, the supervisor's list and the figures of timeliness know nothing else.
/// </summary>
/// <param name="Kind">
/// What is to be done, in kebab case, such as <c>answer-objection</c>; texts: <c>duty.{kind}</c>. A kind that begins with
/// <see cref="Awaiting"/> is nothing to be done: the office waits for others, and nothing is met when that ends.
/// </param>
/// <param name="Office">The agency that owes it.</param>
/// <param name="Since">The day since when.</param>
/// <param name="Clock">Its clock; null where no limit is known.</param>
/// <param name="Link">The page where it is met.</param>
public sealed record Duty(string Kind, string Office, DateOnly Since, LegalClock? Clock, string Link)
{
    /// <summary>Stands for supervision (效能监督) where it owes something itself.</summary>
    public const string Supervision = "supervision";

    /// <summary>How kinds begin where the office only waits for others.</summary>
    public const string Awaiting = "await-";

    /// <summary>The part of the thing that it belongs to, such as a member of a case; empty for the whole.</summary>
    public string Part { get; init; } = "";

    /// <summary>Tells duties of one part that are owed at the same time apart.</summary>
    public string Slot { get; init; } = "";

    /// <summary>What it is about, as people call it, or a code that its kind translates (<see cref="DutyKind"/>).</summary>
    public string Title { get; init; } = "";

    /// <summary>The number that people quote; empty where there is none.</summary>
    public string Number { get; init; } = "";

    /// <summary>Whose affair it is, by name; empty where it is nobody's.</summary>
    public string Party { get; init; } = "";

    /// <summary>The next day on which the engine must look at it itself; null where the general warnings do.</summary>
    public DateOnly? NextWarningOn { get; init; }

    /// <summary>Whether the general warnings leave it alone: its module rings by itself.</summary>
    public bool RingsItself { get; init; }
}

/// <summary>What duties of one kind are about, where their rows carry only a code of it: the pack's words may change.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Title">The title of a row, from the city's pack.</param>
public sealed record DutyKind(string Name, Func<DutyRow, CityPack, string> Title)
{
    /// <summary>Where supervision reads of a row; null where only its office may: nothing is linked.</summary>
    public Func<DutyRow, string?> ForSupervision { get; init; } = row => row.Link;

    /// <summary>
    /// Writes the last day of a duty into the row that shows its thing, where that has one of its own: a new calendar counts it
    /// anew there, too. Null where it has none.
    /// </summary>
    public ShowDue? ShowDue { get; init; }

    /// <summary>
    /// Writes it into a table whose rows have the thing's <c>Id</c> and a <c>Due</c>, as long as the duty stands as it was read:
    /// what an act changed meanwhile is left to that act.
    /// </summary>
    /// <typeparam name="TRow">The rows.</typeparam>
    public static ShowDue DueIn<TRow>()
        where TRow : class => (rows, was, due, cancellation) => rows.Set<TRow>()
            .Where(row => EF.Property<Guid>(row, "Id") == was.Stream && rows.Set<DutyRow>().Any(duty => duty.Stream == was.Stream
                && duty.Part == was.Part && duty.Slot == was.Slot && duty.Calendar == was.Calendar && duty.Clock == was.Clock))
            .ExecuteUpdateAsync(row => row.SetProperty(each => EF.Property<DateOnly?>(each, "Due"), due), cancellation);
}

/// <summary>Writes a last day into the row of a thing.</summary>
/// <param name="rows">The tables.</param>
/// <param name="was">The duty as it was read.</param>
/// <param name="due">The day; null where none can be told.</param>
/// <param name="cancellation">Gives up.</param>
public delegate Task ShowDue(DbContext rows, DutyRow was, DateOnly? due, CancellationToken cancellation);

/// <summary>Projects duties into the one table of what is owed and the one of what was met.</summary>
public static class Duties
{
    /// <summary>The row types, for the kinds of streams that project duties.</summary>
    public static IReadOnlyList<Type> RowTypes { get; } = [typeof(DutyRow), typeof(MetDutyRow)];

    /// <summary>Rows that change with what a thing owes.</summary>
    /// <param name="pack">The city, whose calendar counts the days.</param>
    /// <param name="of">What is owed as a thing stands; at most one for each part and slot.</param>
    /// <param name="isWrittenAlways">
    /// Whether rows are written also where nothing changed, so that an act brings days up to date that were counted with another
    /// calendar.
    /// </param>
    public static SharedRows<TState> Of<TState>(
        CityPack pack, Func<TState, IEnumerable<Duty>> of, bool isWrittenAlways = false)
        where TState : class
    {
        var calendar = pack.Calendar;
        return new(RowTypes, (TState? before, TState after, in Happening at) => Changes(
            before is null ? [] : RowsOf(before, at.Stream), RowsOf(after, at.Stream), pack.City.DayOf(at.Act.At),
            isWrittenAlways));

        Dictionary<(string, string), DutyRow> RowsOf(TState state, Guid stream) =>
            of(state).Select(duty => DutyRow.Of(stream, duty, calendar)).ToDictionary(row => (row.Part, row.Slot));
    }

    // What is not owed any more, or owed anew by somebody else or since another day, was met today.
    private static IEnumerable<RowChange> Changes(
        Dictionary<(string, string), DutyRow> before, Dictionary<(string, string), DutyRow> after, DateOnly today,
        bool isWrittenAlways)
    {
        foreach (var (key, was) in before)
        {
            if (after.TryGetValue(key, out var now) && now.IsSameAs(was)) continue;
            if (!was.Kind.StartsWith(Duty.Awaiting, StringComparison.Ordinal))
                yield return RowChange.Upsert(MetDutyRow.Of(was, today));
            if (now is null) yield return RowChange.Delete(was);
        }
        foreach (var (key, now) in after)
            if (isWrittenAlways || before.GetValueOrDefault(key) != now) yield return RowChange.Upsert(now);
    }
}
