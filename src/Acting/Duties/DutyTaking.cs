using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>Who of an office does one duty (认领): whoever took it last, until they put it back.</summary>
/// <param name="Taken">What was taken last, and by whom.</param>
/// <param name="IsReturned">Whether it was put back.</param>
public sealed record DutyTaking(DutyTaken Taken, bool IsReturned)
{
    /// <summary>How takings are read and written.</summary>
    public static StreamKind<DutyTaking, DutyTakingEvent> Kind { get; } = new(
        (DutyTaking? before, DutyTakingEvent happened, in Happening _) =>
            happened is DutyTaken taken ? new(taken, false) : before! with { IsReturned = true },
        (_, now) => [now.IsReturned ? RowChange.Delete(DutyTakingRow.Of(now.Taken))
            : RowChange.Upsert(DutyTakingRow.Of(now.Taken))],
        [typeof(DutyTakingRow)])
    {
        NotFound = "duty.not-taken",
    };

    /// <summary>The account of whoever does it; null while nobody does.</summary>
    public string? By => IsReturned ? null : Taken.By;
}

/// <summary>Something that happened to who does a duty.</summary>
public abstract record DutyTakingEvent;

/// <summary>Somebody of the office took a duty upon themself, or over from a colleague.</summary>
/// <param name="Thing">The thing that the duty belongs to.</param>
/// <param name="Part">Part of the thing.</param>
/// <param name="Slot">Which duty of it.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="Office">Who owes it.</param>
/// <param name="Since">Since when.</param>
/// <param name="By">Their account.</param>
/// <param name="Name">Their name, as it was then.</param>
[Event("duty.taken")]
public sealed record DutyTaken(
    Guid Thing, string Part, string Slot, string Kind, string Office, DateOnly Since, string By, string Name) : DutyTakingEvent;

/// <summary>They put it back.</summary>
[Event("duty.returned")]
internal sealed record DutyReturned : DutyTakingEvent;

/// <summary>Who does a duty, as work lists need it.</summary>
public sealed record DutyTakingRow
{
    /// <summary>The thing that the duty belongs to.</summary>
    public Guid Stream { get; init; }
    /// <summary>Part of the thing.</summary>
    public string Part { get; init; } = "";
    /// <summary>Which duty of it.</summary>
    public string Slot { get; init; } = "";
    /// <summary>Since when it is owed.</summary>
    public DateOnly Since { get; init; }
    /// <summary>What is to be done.</summary>
    public string Kind { get; init; } = "";
    /// <summary>The account of whoever does it.</summary>
    public string By { get; init; } = "";
    /// <summary>Their name.</summary>
    public string Name { get; init; } = "";

    internal static DutyTakingRow Of(DutyTaken taken) => new()
    {
        Stream = taken.Thing, Part = taken.Part, Slot = taken.Slot, Since = taken.Since, Kind = taken.Kind, By = taken.By,
        Name = taken.Name,
    };
}

/// <summary>What decisions about who does a duty may know besides.</summary>
public sealed record DutyFacts : Facts
{
    /// <summary>No more than what all decisions know.</summary>
    public DutyFacts(Facts known)
        : base(known)
    {
    }

    /// <summary>The duty, as it is owed; null where it is not, or no more.</summary>
    internal DutyRow? Duty { get; init; }
}

/// <summary>Looks up the duty that somebody takes. Thread-safe.</summary>
public sealed class DutyFactsGathering(Rows rows) : IFactsFor<DutyFacts>
{
    /// <inheritdoc/>
    public async ValueTask<DutyFacts> GatherAsync(Facts known, object command, CancellationToken cancellation)
    {
        if (command is not TakeDuty { Thing: { } thing } take) return new(known);
        await using var db = rows.Open();
        var duty = await db.Set<DutyRow>().FindAsync([thing, take.Part ?? "", take.Slot ?? ""], cancellation);
        return new(known) { Duty = duty is not null && (duty.Kind, duty.Since) == (take.Kind, take.Since) ? duty : null };
    }
}
