using Microsoft.EntityFrameworkCore;

namespace Yitong.Cases;

/// <summary>A case whose source was away, and when it is asked again.</summary>
internal sealed class RetryRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>When.</summary>
    public DateTimeOffset RetryAt { get; set; }

    /// <summary>The row of a case; null where nothing is asked again by itself.</summary>
    // A draft asks again when somebody opens it: nothing changes behind the back of who fills it in.
    internal static RetryRow? Of(Case current) =>
        current.SubmittedOn is not null && !current.IsFinished
        && current.Evidence.Missed.Values.Min(missed => missed.RetryAt) is { } at
            ? new() { CaseId = current.Id, RetryAt = at } : null;

    internal static void Configure(ModelBuilder model) => model.Entity<RetryRow>(row =>
    {
        row.ToTable("evidence_retries").HasKey(r => r.CaseId);
        row.HasIndex(r => r.RetryAt);
    });
}
