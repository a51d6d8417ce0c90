using Microsoft.EntityFrameworkCore;
using Yitong.Store;
using Yitong.ThemeLibrary;

namespace Yitong.Certificates;

/// <summary>Something that happened to a certificate.</summary>
public abstract record CertificateEvent;

/// <summary>It was issued as the outcome of a case.</summary>
[Event("certificate.issued")]
internal sealed record CertificateIssued(
    CertificateContent Content, long Slot, string Agency, string Matter, Guid Holder, Guid Case, BatchSeal Seal)
    : CertificateEvent;

/// <summary>One that was issued elsewhere was brought along.</summary>
[Event("certificate.imported")]
internal sealed record CertificateImported(
    CertificateContent Content, long Slot, string Agency, string Matter, Guid Holder, bool HasFaultyCheck) : CertificateEvent;

/// <summary>Its status changed.</summary>
/// <param name="To">What it became.</param>
/// <param name="Article">The article that it rests on.</param>
/// <param name="Reason">Why.</param>
/// <param name="On">The day.</param>
/// <param name="ReplacedBy">The identifier of the certificate that takes its place; null when none does.</param>
[Event("certificate.status-changed")]
internal sealed record StatusChanged(
    CertificateStatus To, string Article, string Reason, DateOnly On, string? ReplacedBy = null) : CertificateEvent;

/// <summary>A copy for one purpose was made.</summary>
[Event("certificate.copy-made")]
internal sealed record CopyMade(string Purpose, string? CaseNumber, DateOnly On, DateOnly Until) : CertificateEvent;

/// <summary>The holder showed it on a screen.</summary>
[Event("certificate.shown")]
internal sealed record CertificateShown(string Nonce) : CertificateEvent;

/// <summary>Somebody verified what was shown.</summary>
[Event("certificate.presentation-verified")]
internal sealed record PresentationVerified(string Nonce) : CertificateEvent;

/// <summary>A certificate as lists and verifiers find it.</summary>
public sealed class CertificateRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>Its identifier.</summary>
    public string Identifier { get; set; } = "";
    /// <summary>Its place in the status lists.</summary>
    public long Slot { get; set; }
    /// <summary>Code of its type.</summary>
    public string Type { get; set; } = "";
    /// <summary>What it is called.</summary>
    public string Name { get; set; } = "";
    /// <summary>The agency that answers for it.</summary>
    public string Agency { get; set; } = "";
    /// <summary>The matter that it comes from.</summary>
    public string Matter { get; set; } = "";
    /// <summary>The party that holds it.</summary>
    public Guid Holder { get; set; }
    /// <summary>The holder's name.</summary>
    public string HolderName { get; set; } = "";
    /// <summary>The case whose outcome it is.</summary>
    public Guid? Case { get; set; }
    /// <summary>Where it stands.</summary>
    public CertificateStatus Status { get; set; }
    /// <summary>The day of issue.</summary>
    public DateOnly IssuedOn { get; set; }
    /// <summary>Its last day.</summary>
    public DateOnly? ValidUntil { get; set; }
    /// <summary>Whether it was issued elsewhere.</summary>
    public bool IsImported { get; set; }
}

/// <summary>Declares the tables of certificates.</summary>
internal sealed class CertificateTables : IRowModel
{
    /// <inheritdoc/>
    public IReadOnlyList<KeptStep> Steps => [NumberBlocks.TakeOver(1, "certificate_serials", "id", $"'{Serials.Series}'")];

    /// <inheritdoc/>
    public void Configure(ModelBuilder model) => model.Entity<CertificateRow>(row =>
    {
        row.ToTable("certificates").HasKey(r => r.Id);
        row.HasIndex(r => r.Identifier).IsUnique();
        row.HasIndex(r => r.Slot).IsUnique();
        row.HasIndex(r => new { r.Holder, r.IssuedOn, r.Slot });
        row.HasIndex(r => new { r.Agency, r.IssuedOn, r.Slot });
        row.HasIndex(r => new { r.Status, r.Slot });
        row.HasIndex(r => new { r.Status, r.ValidUntil });
        row.HasIndex(r => r.Case);
    });
}

/// <summary>Folds and projects certificates.</summary>
internal static class CertificateHistory
{
    /// <summary>How the streams of certificates are read and written.</summary>
    public static StreamKind<Certificate, CertificateEvent> Kind { get; } = new(
        Fold, Rows, [typeof(CertificateRow), typeof(SubjectRecordRow)]);

    private static Certificate Fold(Certificate? before, CertificateEvent happened, in Happening at) => happened switch
    {
        CertificateIssued e => new()
        {
            Id = at.Stream, Content = e.Content, Slot = e.Slot, Agency = e.Agency, Matter = e.Matter, Holder = e.Holder,
            Case = e.Case, Seal = e.Seal, MadeAt = at.Act.At,
        },
        CertificateImported e => new()
        {
            Id = at.Stream, Content = e.Content, Slot = e.Slot, Agency = e.Agency, Matter = e.Matter, Holder = e.Holder,
            HasFaultyCheck = e.HasFaultyCheck, MadeAt = at.Act.At,
        },
        StatusChanged e => before! with
        {
            Status = e.To, Changes = before.Changes.Add(new(e.To, e.Article, e.Reason, e.On)),
            ReplacedBy = e.ReplacedBy ?? before.ReplacedBy,
        },
        CopyMade e => before! with
        {
            Copies = before.Copies.Add(
                new(before.Copies.Length + 1, e.Purpose, e.CaseNumber, e.On, e.Until, before.Changes.Length)),
        },
        CertificateShown e => before! with { Presentation = new(e.Nonce, at.Act.At, at.Act.By.Id) },
        PresentationVerified => before! with { Presentation = before.Presentation! with { UsedAt = at.Act.At } },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static RowChange[] Rows(Certificate? before, Certificate after) =>
        before is not null && before.Status == after.Status ? []
        :
        [
            RowChange.Upsert(new CertificateRow
            {
                Id = after.Id, Identifier = after.Content.Identifier, Slot = after.Slot, Type = after.Content.Type,
                Name = after.Content.Name, Agency = after.Agency, Matter = after.Matter, Holder = after.Holder,
                HolderName = after.Content.HolderName, Case = after.Case, Status = after.Status,
                IssuedOn = after.Content.IssuedOn, ValidUntil = after.Content.ValidUntil, IsImported = after.IsImported,
            }),
            new SubjectRecord(after.Content.HolderCode, after.MadeAt, after.Id, RecordKind.Certificate, after.Content.Type,
                after.Content.Name, after.Agency, after.Status.ToString()).Upsert(),
        ];
}
