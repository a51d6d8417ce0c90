using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Testing;

public abstract record CounterEvent;

[Event("counter.begun")]
public sealed record CounterBegun(string Name, DateTimeOffset Since) : CounterEvent;

[Event("counter.counted")]
public sealed record Counted(int By) : CounterEvent;

[Event("counter.closed")]
public sealed record CounterClosed : CounterEvent;

[Event("counter.read")]
public sealed record ReadingsTaken(RowsSeal Seal) : CounterEvent;

public sealed record Counter(Guid Id, string Name, DateTimeOffset Since, int Total, bool IsClosed, string By);

/// <summary>One row per counter, with a column of every kind.</summary>
public sealed class CounterRow
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public int Total { get; set; }
    public long FeeFen { get; set; }
    public bool IsClosed { get; set; }
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public DateOnly? Day { get; set; }
    public double? Share { get; set; }
    public ActorRole Role { get; set; }
    public ActorRole? LastRole { get; set; }
    public string? Remark { get; set; }
    public Guid? Parent { get; set; }
    public byte[]? Digest { get; set; }
}

/// <summary>One row per open counter and step, with a key of two columns.</summary>
public sealed class StepRow
{
    public Guid Counter { get; set; }
    public string Step { get; set; } = "";
    public int Left { get; set; }
}

/// <summary>An append-only row with a column of every kind.</summary>
public sealed class ReadingRow : SealedRow
{
    public string Meter { get; set; } = "";
    public long Fen { get; set; }
    public int Month { get; set; }
    public bool IsEstimated { get; set; }
    public ActorRole Role { get; set; }
    public DateOnly? Day { get; set; }
    public DateTimeOffset? At { get; set; }
    public string? Remark { get; set; }
    public Guid? Parent { get; set; }
    public byte[]? Digest { get; set; }
}

public sealed class CounterTables : IRowModel
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<ReadingRow>().ToTable("readings").HasKey(row => new { row.Meter, row.Month });
        model.Entity<CounterRow>().ToTable("counters").HasIndex(row => row.Name).IsUnique();
        model.Entity<StepRow>().ToTable("counter_steps").HasKey(row => new { row.Counter, row.Step });
    }
}

public static class Counters
{
    public static readonly StreamKind<Counter, CounterEvent> Kind = new(
        Fold, Rows, [typeof(CounterRow), typeof(StepRow)])
    {
        SealedTypes = [typeof(ReadingRow)],
        Seals = happened => happened is ReadingsTaken taken ? (typeof(ReadingRow), taken.Seal) : null,
    };

    public static Act Act(DateTimeOffset? at = null, string name = "count") => new(
        Guid.CreateVersion7(), at ?? DateTimeOffset.UnixEpoch, new("r1", ActorRole.Resident, null, "c1"), name);

    public static Func<Counter?, Outcome<IReadOnlyList<CounterEvent>>> Begin(string name) => counter =>
        counter is null ? (CounterEvent[])[new CounterBegun(name, DateTimeOffset.UnixEpoch.AddTicks(7))]
            : new Refusal("counter.begun-already");

    public static Func<Counter?, Outcome<IReadOnlyList<CounterEvent>>> Count(int by) => counter =>
        counter is null or { IsClosed: true } ? new Refusal("counter.closed") : (CounterEvent[])[new Counted(by)];

    public static Func<Counter?, Outcome<IReadOnlyList<CounterEvent>>> Close => counter =>
        counter is null or { IsClosed: true } ? new Refusal("counter.closed")
            : (CounterEvent[])[new Counted(1), new CounterClosed()];

    /// <summary>Readings of some meters in one month, from a seed.</summary>
    public static BulkRows Readings(Guid stream, int chunk, int month, int first, int count) => BulkRows.Of(
        stream, chunk,
        [.. Enumerable.Range(first, count).Select(i => new ReadingRow
        {
            Meter = $"m{i:d7}", Fen = i, Month = month, IsEstimated = i % 3 == 0, Role = ActorRole.Clerk,
            Day = i % 2 == 0 ? new DateOnly(2026, 11, 1 + i % 28) : null,
            At = i % 5 == 0 ? DateTimeOffset.UnixEpoch.AddTicks(i) : null, Remark = i % 7 == 0 ? "已读 ✓" : null,
            Parent = i % 4 == 0 ? stream : null, Digest = i % 6 == 0 ? [1, 0, (byte)(i % 200)] : null,
        })], row => row.Fen);

    private static Counter Fold(Counter? before, CounterEvent happened, in Happening at) => happened switch
    {
        CounterBegun begun => new(at.Stream, begun.Name, begun.Since, 0, false, at.Act.By.Id),
        Counted counted => before! with { Total = before.Total + counted.By },
        CounterClosed => before! with { IsClosed = true },
        _ => before!,
    };

    private static RowChange[] Rows(Counter? before, Counter after)
    {
        var row = RowChange.Upsert(new CounterRow
        {
            Id = after.Id, Name = after.Name, Total = after.Total, FeeFen = after.Total * 100L,
            IsClosed = after.IsClosed, Since = after.Since, ClosedAt = after.IsClosed ? after.Since : null,
            Day = after.Total > 1 ? DateOnly.FromDateTime(after.Since.UtcDateTime) : null,
            Share = after.Total == 0 ? null : 1.0 / after.Total, Role = ActorRole.Clerk,
            LastRole = after.Total > 1 ? ActorRole.Official : null, Remark = after.Total > 2 ? "已办 ✓" : null,
            Parent = after.Total > 3 ? after.Id : null, Digest = after.Total > 1 ? [1, 0, 255] : null,
        });
        var step = new StepRow { Counter = after.Id, Step = "count", Left = 10 - after.Total };
        return [row, after.IsClosed ? RowChange.Delete(step) : RowChange.Upsert(step)];
    }
}
