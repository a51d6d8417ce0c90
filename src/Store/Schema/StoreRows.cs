using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;

namespace Yitong.Store;

/// <summary>One event as it stands in the journal.</summary>
internal sealed class JournalRow
{
    public long Position { get; set; }
    public Guid Stream { get; set; }
    public int Version { get; set; }
    public string Type { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public Guid Act { get; set; }
    public string ActName { get; set; } = "";
    public string Actor { get; set; } = "";
    public ActorRole Role { get; set; }
    public string? Office { get; set; }
    public string? OnBehalfOf { get; set; }
    public string Data { get; set; } = "";

    /// <summary>Null when the event was erased.</summary>
    public byte[]? Salt { get; set; }
    public byte[] Commitment { get; set; } = [];

    public RecordedEvent ToEvent() => new(
        Position, Stream, Version, Type, Data, new(Act, At, new(Actor, Role, Office, OnBehalfOf), ActName));
}

/// <summary>The journal's last position: one row, locked by whoever writes.</summary>
internal sealed class JournalHeadRow
{
    public int Id { get; set; }
    public long Position { get; set; }
}

/// <summary>A client's idempotency key and what it was used for.</summary>
internal sealed class SeenKeyRow
{
    public string Caller { get; set; } = "";
    public string Key { get; set; } = "";
    public string RequestHash { get; set; } = "";
    public Guid Stream { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>Bytes by their SHA-256.</summary>
internal sealed class BlobRow
{
    public byte[] Hash { get; set; } = [];
    public string MediaType { get; set; } = "";
    public long Length { get; set; }
    public byte[] Bytes { get; set; } = [];
}

/// <summary>The shape in which a derived table was made.</summary>
internal sealed class SchemaTableRow
{
    public string Name { get; set; } = "";
    public string Shape { get; set; } = "";
}

/// <summary>A step that kept tables have taken.</summary>
internal sealed class SchemaStepRow
{
    public string Module { get; set; } = "";
    public int Number { get; set; }
}

/// <summary>The rebuild that was begun and has not ended: at most one.</summary>
internal sealed class RebuildRow
{
    public int Id { get; set; } = 1;

    /// <summary>Names and shapes of the tables that it fills, one per line.</summary>
    public string Tables { get; set; } = "";

    /// <summary>All events up to here are in the tables.</summary>
    public long Position { get; set; }

    /// <summary>Whether the tables are filled and have their indexes: what is left is for followers.</summary>
    public bool IsIndexed { get; set; }
}

/// <summary>The store's own tables.</summary>
internal sealed class StoreRows : IRowModel
{
    public string Name => "Store";

    public void Configure(ModelBuilder model)
    {
        model.Entity<JournalRow>(row =>
        {
            row.IsKept("what happened").ToTable("journal").HasKey(entry => entry.Position);
            row.HasIndex(entry => new { entry.Stream, entry.Version }).IsUnique();
        });
        model.Entity<JournalHeadRow>(row =>
        {
            row.IsKept("the lock of the journal").ToTable("journal_head").HasKey(head => head.Id);
            row.HasData(new JournalHeadRow { Id = 1, Position = 0 });
        });
        model.Entity<SeenKeyRow>().IsKept("keys that clients chose").ToTable("seen_keys")
            .HasKey(row => new { row.Caller, row.Key });
        model.Entity<BlobRow>().IsKept("what people handed over").ToTable("blobs").HasKey(row => row.Hash);
        model.Entity<CheckpointRow>().IsKept("what followers have done elsewhere").ToTable("checkpoints")
            .HasKey(row => row.Follower);
        model.Entity<ParkedRow>(row =>
        {
            row.IsKept("what followers could not do").ToTable("parked_events")
                .HasKey(each => new { each.Follower, each.Position });
            row.HasIndex(each => new { each.Follower, each.NextTry });
            row.HasIndex(each => new { each.Follower, each.Stream, each.Position });
        });
        model.Entity<SchemaTableRow>().IsKept("how derived tables were made").ToTable("schema_tables").HasKey(row => row.Name);
        model.Entity<SchemaStepRow>().IsKept("which steps were done").ToTable("schema_steps")
            .HasKey(row => new { row.Module, row.Number });
        model.Entity<NumberSeriesRow>().IsKept("numbers that were given out, used or not").ToTable("number_series")
            .HasKey(row => row.Series);
        model.Entity<RebuildRow>().IsKept("how far a rebuild is").ToTable("rebuild").HasKey(row => row.Id);
    }
}
