using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>A case as lists show it. One row per case.</summary>
public sealed class CaseRow
{
    /// <summary>The case's id.</summary>
    public Guid Id { get; set; }
    /// <summary>The case number.</summary>
    public string Number { get; set; } = "";
    /// <summary>Matter or journey.</summary>
    public CaseKind Kind { get; set; }
    /// <summary>Code of the matter or journey.</summary>
    public string Code { get; set; } = "";
    /// <summary>Whose affair.</summary>
    public Guid Subject { get; set; }
    /// <summary>The subject's name when it was opened.</summary>
    public string SubjectName { get; set; } = "";
    /// <summary>Who applied.</summary>
    public Guid Applicant { get; set; }
    /// <summary>Station of lodging; null online.</summary>
    public string? Station { get; set; }
    /// <summary>State of the whole.</summary>
    public CaseStage Stage { get; set; }
    /// <summary>Events so far.</summary>
    public int Version { get; set; }
    /// <summary>Day of opening.</summary>
    public DateOnly OpenedOn { get; set; }
    /// <summary>Day of submission; null for a draft.</summary>
    public DateOnly? SubmittedOn { get; set; }
}

/// <summary>
/// A case in somebody's list. Written for each viewer, so that the page costs the same whether one acts for one party
/// or for ten thousand.
/// </summary>
internal sealed class FeedRow
{
    /// <summary>Whose list.</summary>
    public Guid Viewer { get; set; }
    /// <summary>Day of opening, the list's order.</summary>
    public DateOnly OpenedOn { get; set; }
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>Whose affair it is: the viewer must act for it still.</summary>
    public Guid Subject { get; set; }
}

/// <summary>A case in which the applicant must do something before the office can go on.</summary>
internal sealed class AttentionRow
{
    /// <summary>Who must act: subject and applicant.</summary>
    public Guid Viewer { get; set; }
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>Until when; null for no day.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>What a finished case took: the raw figures of the measured savings.</summary>
internal sealed class FinishedRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>Matter or journey.</summary>
    public CaseKind Kind { get; set; }
    /// <summary>Code of the matter or journey.</summary>
    public string Code { get; set; } = "";
    /// <summary>Day of submission.</summary>
    public DateOnly SubmittedOn { get; set; }
    /// <summary>Day of the last decision.</summary>
    public DateOnly DecidedOn { get; set; }
    /// <summary>Hand-ins by the applicant: the submission and each supplement.</summary>
    public int Steps { get; set; }
    /// <summary>Materials that the applicant handed over.</summary>
    public int Materials { get; set; }
    /// <summary>Visits: lodging at a counter and collecting there count one each.</summary>
    public int Trips { get; set; }
    /// <summary>Members, one for a matter.</summary>
    public int Members { get; set; }
}

/// <summary>Declares the tables of the cases.</summary>
internal sealed class CaseTables : IRowModel
{
    /// <inheritdoc/>
    public IReadOnlyList<KeptStep> Steps =>
        [NumberBlocks.TakeOver(1, "case_serials", "day", $"'{CaseNumbers.Series}' || day")];

    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        RetryRow.Configure(model);
        RatingRow.Configure(model);
        PartnerRow.Configure(model);
        UploadRow.Configure(model);
        model.Entity<CaseRow>(row =>
        {
            row.ToTable("cases").HasKey(r => r.Id);
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => new { r.Subject, r.OpenedOn });
            row.HasIndex(r => new { r.Station, r.OpenedOn });
        });
        model.Entity<FeedRow>(row => row.ToTable("feed").HasKey(r => new { r.Viewer, r.OpenedOn, r.CaseId }));
        model.Entity<AttentionRow>(row => row.ToTable("attention").HasKey(r => new { r.Viewer, r.CaseId }));
        model.Entity<FinishedRow>(row =>
        {
            row.ToTable("finished").HasKey(r => r.CaseId);
            row.HasIndex(r => r.Code);
        });
    }
}
