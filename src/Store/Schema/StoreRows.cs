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

/// <summary>The store's own tables.</summary>
internal sealed class StoreRows : IRowModel
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<JournalRow>(row =>
        {
            row.ToTable("journal").HasKey(entry => entry.Position);
            row.HasIndex(entry => new { entry.Stream, entry.Version }).IsUnique();
        });
        model.Entity<JournalHeadRow>(row =>
        {
            row.ToTable("journal_head").HasKey(head => head.Id);
            row.HasData(new JournalHeadRow { Id = 1, Position = 0 });
        });
        model.Entity<SeenKeyRow>().ToTable("seen_keys").HasKey(row => new { row.Caller, row.Key });
        model.Entity<BlobRow>().ToTable("blobs").HasKey(row => row.Hash);
        model.Entity<CheckpointRow>().ToTable("checkpoints").HasKey(row => row.Follower);
        ParkedRow.Configure(model);
    }
}
