using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.ThemeLibrary;

/// <summary>What a record of the theme library (政务服务主题库) is about.</summary>
public enum RecordKind
{
    /// <summary>办件: a case.</summary>
    Case,
    /// <summary>材料: a material that was handed over.</summary>
    Material,
    /// <summary>证照: a certificate.</summary>
    Certificate,
    /// <summary>证据: evidence that was fetched for a case.</summary>
    Evidence,
}

/// <summary>A record as it is found by whom it is about.</summary>
/// <param name="Holder">Citizen number or unified social credit code.</param>
/// <param name="At">When it came to be; never changes.</param>
/// <param name="Id">Its id: the case's, certificate's or request's, or one derived from it; never changes.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Code">Code of the matter, material, certificate type or resource.</param>
/// <param name="Title">Its title as it was then.</param>
/// <param name="Office">Code of the agency.</param>
/// <param name="State">Its state in the words of its own module, such as <c>Concluded</c>.</param>
public sealed record SubjectRecord(
    string Holder, DateTimeOffset At, Guid Id, RecordKind Kind, string Code, string Title, string Office, string State)
{
    /// <summary>
    /// The row to write in the same transaction as the act that made or changed the record: then the library is never behind.
    /// </summary>
    public RowChange Upsert() => RowChange.Upsert(new SubjectRecordRow
    {
        Holder = Holder, At = At, Id = Id, Kind = Kind, Code = Code, Title = Title, Office = Office, State = State,
    });
}

/// <summary>What the two tables have in common for whoever looks through both.</summary>
internal interface ISubjectRecordRow
{
    string Holder { get; }
    DateTimeOffset At { get; }
    Guid Id { get; }
    RecordKind Kind { get; }
    SubjectRecord ToRecord();
}

/// <summary>A record that an act of this installation made.</summary>
public sealed class SubjectRecordRow : ISubjectRecordRow
{
    /// <summary>Citizen number or credit code.</summary>
    public string Holder { get; set; } = "";
    /// <summary>When it came to be.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>What it is.</summary>
    public RecordKind Kind { get; set; }
    /// <summary>Code of the matter, material, certificate type or resource.</summary>
    public string Code { get; set; } = "";
    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";
    /// <summary>Code of the agency.</summary>
    public string Office { get; set; } = "";
    /// <summary>Its state.</summary>
    public string State { get; set; } = "";

    /// <summary>What it tells.</summary>
    public SubjectRecord ToRecord() => new(Holder, At, Id, Kind, Code, Title, Office, State);
}

/// <summary>A record of an older system that was taken over, sealed by the event that did so; never changed.</summary>
internal sealed class ArchivedRow : SealedRow, ISubjectRecordRow
{
    /// <summary>Citizen number or credit code.</summary>
    public string Holder { get; set; } = "";
    /// <summary>When it came to be.</summary>
    public DateTimeOffset At { get; set; }
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>What it is.</summary>
    public RecordKind Kind { get; set; }
    /// <summary>Code of the matter, material, certificate type or resource.</summary>
    public string Code { get; set; } = "";
    /// <summary>Its title.</summary>
    public string Title { get; set; } = "";
    /// <summary>Code of the agency.</summary>
    public string Office { get; set; } = "";
    /// <summary>Its state.</summary>
    public string State { get; set; } = "";

    /// <summary>What it tells.</summary>
    public SubjectRecord ToRecord() => new(Holder, At, Id, Kind, Code, Title, Office, State);

    internal static ArchivedRow Of(SubjectRecord record) => new()
    {
        Holder = record.Holder, At = record.At, Id = record.Id, Kind = record.Kind, Code = record.Code, Title = record.Title,
        Office = record.Office, State = record.State,
    };
}

/// <summary>Declares the tables of the theme library, each in the order of its keys.</summary>
internal sealed class LibraryTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model)
    {
        model.Entity<SubjectRecordRow>(row => row.ToTable("library_records").HasKey(r => new { r.Holder, r.At, r.Id }));
        model.Entity<ArchivedRow>(row =>
        {
            row.ToTable("library_archive").HasKey(r => new { r.Holder, r.At, r.Id });
            row.HasIndex(r => new { r.Stream, r.Chunk, r.Line }).IsUnique();
        });
    }
}
