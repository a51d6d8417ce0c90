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
public sealed class FeedRow
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
public sealed class AttentionRow
{
    /// <summary>Who must act: subject and applicant.</summary>
    public Guid Viewer { get; set; }
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>Until when; null for no day.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>What a finished case took: the raw figures of the measured savings.</summary>
public sealed class FinishedRow
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

/// <summary>A rating as the statistics of an office see it.</summary>
public sealed class RatingRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>The agency rated.</summary>
    public string Office { get; set; } = "";
    /// <summary>Code of the matter or journey.</summary>
    public string Code { get; set; } = "";
    /// <summary>1 to 5.</summary>
    public int Stars { get; set; }
    /// <summary>The day.</summary>
    public DateOnly On { get; set; }
    /// <summary>Whether a bad one was answered.</summary>
    public bool IsAnswered { get; set; }
}

/// <summary>A case whose source was away, and when it is asked again.</summary>
public sealed class RetryRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset RetryAt { get; set; }
}

/// <summary>
/// The side of a handed-over case that another city has not yet said it has: written with the act, gone when it is acknowledged.
/// </summary>
public sealed class LetterRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>Division code of the city that it is for.</summary>
    public string City { get; set; } = "";
    /// <summary>Names the state to tell: an acknowledgement of an older one leaves the row.</summary>
    public int Sequence { get; set; }
}

/// <summary>What was last heard of a city with which cases are exchanged.</summary>
public sealed class PartnerRow
{
    /// <summary>Division code of the city.</summary>
    public string City { get; set; } = "";
    /// <summary>When something signed by it arrived last; null: never.</summary>
    public DateTimeOffset? HeardAt { get; set; }
    /// <summary>When it was last tried in vain; null when the last try went well.</summary>
    public DateTimeOffset? FailedAt { get; set; }
    /// <summary>Code of what went wrong then; null when the last try went well.</summary>
    public string? Fault { get; set; }
}

/// <summary>Declares the tables of the cases.</summary>
public sealed class CaseTables : IRowModel
{
    /// <inheritdoc/>
    public IReadOnlyList<KeptStep> Steps =>
        [NumberBlocks.TakeOver(1, "case_serials", "day", $"'{CaseNumbers.Series}' || day")];

    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<CaseRow>(row =>
        {
            row.ToTable("cases").HasKey(r => r.Id);
            row.HasIndex(r => r.Number).IsUnique();
            row.HasIndex(r => new { r.Subject, r.OpenedOn });
            row.HasIndex(r => new { r.Station, r.OpenedOn });
        });
        model.Entity<RetryRow>(row =>
        {
            row.ToTable("evidence_retries").HasKey(r => r.CaseId);
            row.HasIndex(r => r.RetryAt);
        });
        model.Entity<FeedRow>(row => row.ToTable("feed").HasKey(r => new { r.Viewer, r.OpenedOn, r.CaseId }));
        model.Entity<AttentionRow>(row => row.ToTable("attention").HasKey(r => new { r.Viewer, r.CaseId }));
        model.Entity<FinishedRow>(row =>
        {
            row.ToTable("finished").HasKey(r => r.CaseId);
            row.HasIndex(r => r.Code);
        });
        model.Entity<RatingRow>(row =>
        {
            row.ToTable("ratings").HasKey(r => r.CaseId);
            row.HasIndex(r => new { r.Code, r.On });
        });
        model.Entity<LetterRow>(row =>
        {
            row.IsKept("what another city has not confirmed yet").ToTable("letters").HasKey(r => r.CaseId);
            row.HasIndex(r => new { r.City, r.CaseId });
        });
        model.Entity<PartnerRow>(row => row.IsKept("when a city was heard last").ToTable("partners").HasKey(r => r.City));
    }
}
