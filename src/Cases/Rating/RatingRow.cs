using Microsoft.EntityFrameworkCore;

namespace Yitong.Cases;

/// <summary>A rating as the statistics of an office see it.</summary>
internal sealed class RatingRow
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

    /// <summary>The row of a case's rating; null where it has none.</summary>
    internal static RatingRow? Of(Case current) => current.Rating is not { } rating ? null : new()
    {
        CaseId = current.Id, Office = rating.Office, Code = current.Code, Stars = rating.Stars, On = rating.On,
        IsAnswered = rating.Answer is not null,
    };

    internal static void Configure(ModelBuilder model) => model.Entity<RatingRow>(row =>
    {
        row.ToTable("ratings").HasKey(r => r.CaseId);
        row.HasIndex(r => new { r.Code, r.On });
    });
}
