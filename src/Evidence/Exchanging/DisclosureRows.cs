using Microsoft.EntityFrameworkCore;
using Yitong.Catalogue;
using Yitong.Store;

namespace Yitong.Evidence;

/// <summary>An entry of who looked at whose data (访问记录), as the person's page needs it.</summary>
public sealed class DisclosureRow
{
    /// <summary>Id of the request, which is also its stream's.</summary>
    public Guid Id { get; set; }
    /// <summary>Citizen number or credit code of the one asked after.</summary>
    public string Subject { get; set; } = "";
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>From when on the person sees it: later than <see cref="At"/> only where the law withholds it.</summary>
    public DateTimeOffset VisibleFrom { get; set; }
    /// <summary>The case; null where another city asked, which has it, or where there is none.</summary>
    public Guid? Case { get; set; }
    /// <summary>Its number.</summary>
    public string CaseNumber { get; set; } = "";
    /// <summary>Code of the matter; its national basic code where another city asked.</summary>
    public string Matter { get; set; } = "";
    /// <summary>Key of the material.</summary>
    public string Requirement { get; set; } = "";
    /// <summary>Code of the purpose.</summary>
    public string Purpose { get; set; } = "";
    /// <summary>The article.</summary>
    public string Ground { get; set; } = "";
    /// <summary>Code of the resource.</summary>
    public string Resource { get; set; } = "";
    /// <summary>Codes of the items, with spaces between.</summary>
    public string Items { get; set; } = "";
    /// <summary>The instant that the values hold for; null where nothing was disclosed.</summary>
    public DateTimeOffset? AsOf { get; set; }
    /// <summary>The agency that asked.</summary>
    public string Office { get; set; } = "";
    /// <summary>Division code of the city that asked; null: this one.</summary>
    public string? FromCity { get; set; }
    /// <summary>Name of its agency.</summary>
    public string? FromOffice { get; set; }
    /// <summary>Title of its matter.</summary>
    public string? FromTitle { get; set; }
    /// <summary>How the one asked after stands to its case.</summary>
    public EvidenceRelation? FromRelation { get; set; }
    /// <summary>The account that asked.</summary>
    public string Reader { get; set; } = "";
    /// <summary>Which way.</summary>
    public string Channel { get; set; } = "";
    /// <summary>Emergency access.</summary>
    public bool IsEmergency { get; set; }
    /// <summary>What came of it.</summary>
    public EvidenceOutcome Outcome { get; set; }
    /// <summary>The rule that denied it.</summary>
    public GateRule Rule { get; set; }
}

/// <summary>Declares the tables of the exchange of evidence.</summary>
internal sealed class EvidenceTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<DisclosureRow>(row =>
        {
            row.ToTable("disclosures").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Subject, r.At });
            row.HasIndex(r => r.Case);
        });
        model.Entity<DataObjectionRow>(row =>
        {
            row.IsCounted(nameof(DataObjectionRow.Due)).ToTable("data_objections").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Owner, r.AnsweredOn });
            row.HasIndex(r => r.RaisedBy);
        });
        model.Entity<DemandRow>().IsCounted(nameof(DemandRow.Due)).ToTable("demands").HasKey(row => row.Id);
        model.Entity<DemandUploadRow>(row =>
        {
            row.ToTable("demand_uploads").HasKey(r => new { r.Demand, r.Position });
            row.HasIndex(r => r.On);
        });
        model.Entity<EmergencyRow>(row =>
        {
            row.IsCounted(nameof(EmergencyRow.Due)).ToTable("emergencies").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Office, r.AskedAt });
            row.HasIndex(r => r.Subject);
        });
        model.Entity<LogReadRow>(row => row.ToTable("log_reads").HasKey(r => new { r.Subject, r.At }));
    }
}
