using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.PublicLog;

/// <summary>How far the log has come: one row, changed only by whoever finds it as expected.</summary>
internal sealed class LogHeadRow
{
    public int Id { get; set; }
    public long Size { get; set; }

    /// <summary>The public key that signs; empty before the first checkpoint.</summary>
    public string Key { get; set; } = "";
}

/// <summary>A tile of digests as far as it is filled.</summary>
internal sealed class LogTileRow
{
    /// <summary>Level and index in one number, so that a tile is one key and those of a level lie in a row.</summary>
    public long Id { get; set; }
    public byte[] Digests { get; set; } = [];

    public static long IdOf(int level, long index) => ((long)level << 48) + index;
}

/// <summary>A checkpoint with the log's own signature.</summary>
internal sealed class LogCheckpointRow
{
    public long Size { get; set; }
    public string Note { get; set; } = "";
    public DateTimeOffset At { get; set; }
}

/// <summary>A witness's signature on a checkpoint.</summary>
internal sealed class LogCosignatureRow
{
    public long Size { get; set; }
    public string Witness { get; set; } = "";
    public string Line { get; set; } = "";
    public DateTimeOffset At { get; set; }
}

/// <summary>A witness says that the log showed it another history: kept as evidence, never removed.</summary>
internal sealed class LogAlarmRow
{
    public string Witness { get; set; } = "";
    public long Size { get; set; }
    public string Note { get; set; } = "";
    public string Answer { get; set; } = "";
    public DateTimeOffset At { get; set; }
}

/// <summary>The log's tables. They are no rows of acts: what they hold follows from the journal's commitments.</summary>
internal sealed class LogTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<LogHeadRow>(row =>
        {
            row.IsKept("what was signed").ToTable("log_head").HasKey(head => head.Id);
            row.HasData(new LogHeadRow { Id = 1 });
        });
        model.Entity<LogTileRow>().IsKept("what was signed").ToTable("log_tiles").HasKey(row => row.Id);
        model.Entity<LogCheckpointRow>().IsKept("what was signed").ToTable("log_checkpoints").HasKey(row => row.Size);
        model.Entity<LogCosignatureRow>(row =>
        {
            row.IsKept("what witnesses signed").ToTable("log_cosignatures").HasKey(each => new { each.Size, each.Witness });
            row.HasIndex(each => new { each.Witness, each.Size });
        });
        model.Entity<LogAlarmRow>().IsKept("what witnesses said").ToTable("log_alarms")
            .HasKey(row => new { row.Witness, row.Size });
    }
}
