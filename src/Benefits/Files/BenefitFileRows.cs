using Microsoft.EntityFrameworkCore;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>A benefit file as sweeps need it.</summary>
internal sealed class SubjectFileRow
{
    /// <summary>The file's stream.</summary>
    public Guid Id { get; set; }
    /// <summary>Citizen number or credit code.</summary>
    public string Code { get; set; } = "";
    /// <summary>Company or person.</summary>
    public SubjectKind Kind { get; set; }
    /// <summary>How many messages were not read.</summary>
    public int Unread { get; set; }
}

/// <summary>A dispute as the agency's list needs it.</summary>
public sealed class DisputeRow
{
    /// <summary>The file's stream.</summary>
    public Guid File { get; set; }
    /// <summary>Its place in the file.</summary>
    public int Number { get; set; }
    /// <summary>Whose: citizen number or credit code.</summary>
    public string Code { get; set; } = "";
    /// <summary>Id of the fact.</summary>
    public string Fact { get; set; } = "";
    /// <summary>What the subject says.</summary>
    public string Said { get; set; } = "";
    /// <summary>The agency that has to answer.</summary>
    public string Office { get; set; } = "";
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>Where it stands.</summary>
    public DisputeState State { get; set; }
}

/// <summary>Declares the tables of benefit files.</summary>
internal sealed class BenefitFileTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<SubjectFileRow>(row =>
        {
            row.ToTable("subject_files").HasKey(r => r.Id);
            row.HasIndex(r => r.Code).IsUnique();
        });
        model.Entity<DisputeRow>(row =>
        {
            row.ToTable("disputes").HasKey(r => new { r.File, r.Number });
            row.HasIndex(r => new { r.Office, r.State, r.At });
        });
    }
}
