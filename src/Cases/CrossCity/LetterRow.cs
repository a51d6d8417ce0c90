using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Cases;

/// <summary>
/// The side of a handed-over case that another city has not yet said it has: written with the act, gone when it is acknowledged.
/// </summary>
internal sealed class LetterRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; set; }
    /// <summary>Division code of the city that it is for.</summary>
    public string City { get; set; } = "";
    /// <summary>Names the state to tell: an acknowledgement of an older one leaves the row.</summary>
    public int Sequence { get; set; }

    /// <summary>What is to be told of a case; null where nothing is. The newest only: it says the whole of one side.</summary>
    internal static LetterRow? Of(Case current) =>
        current.CrossCity.Handover is { Sequence: > 0 } handover
            ? new() { CaseId = current.Id, City = handover.City, Sequence = handover.Sequence }
        : current.CrossCity.Origin is { Taken: > 0 } origin
            ? new() { CaseId = current.Id, City = origin.City, Sequence = current.Version }
        : null;
}

/// <summary>What was last heard of a city with which cases are exchanged.</summary>
internal sealed class PartnerRow
{
    /// <summary>Division code of the city.</summary>
    public string City { get; set; } = "";
    /// <summary>When something signed by it arrived last; null: never.</summary>
    public DateTimeOffset? HeardAt { get; set; }
    /// <summary>When it was last tried in vain; null when the last try went well.</summary>
    public DateTimeOffset? FailedAt { get; set; }
    /// <summary>Code of what went wrong then; null when the last try went well.</summary>
    public string? Fault { get; set; }

    internal static void Configure(ModelBuilder model)
    {
        model.Entity<LetterRow>(row =>
        {
            row.IsKept("what another city has not confirmed yet").ToTable("letters").HasKey(r => r.CaseId);
            row.HasIndex(r => new { r.City, r.CaseId });
        });
        model.Entity<PartnerRow>(row => row.IsKept("when a city was heard last").ToTable("partners").HasKey(r => r.City));
    }
}
