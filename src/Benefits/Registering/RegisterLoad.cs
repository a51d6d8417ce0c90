using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Yitong.Rules;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// A load of a register (入库批次): facts of many subjects at once, such as a city's whole register of companies, chunk by
/// chunk; each chunk is sealed by its event.
/// </summary>
public sealed record RegisterLoad
{
    /// <summary>The load's stream.</summary>
    public required Guid Id { get; init; }
    /// <summary>Companies or people.</summary>
    public required SubjectKind Kind { get; init; }
    /// <summary>Where they come from: for an invented city its seed and day.</summary>
    public required string Source { get; init; }
    /// <summary>Ids of the facts, in the order in which each row has them.</summary>
    public required ImmutableArray<string> Facts { get; init; }
    /// <summary>Which of them are ratios, as the book had them then.</summary>
    public required ImmutableArray<bool> Ratios { get; init; }
    /// <summary>Chunks so far.</summary>
    public int Chunks { get; init; }
    /// <summary>Subjects so far.</summary>
    public int Count { get; init; }

    /// <summary>The stream of one kind's load: always the same.</summary>
    public static Guid IdOf(SubjectKind kind) => StreamIds.Of(AboutOf(kind));

    internal static string AboutOf(SubjectKind kind) => $"register-load:{kind}";
}

/// <summary>Something that happened to a load.</summary>
public abstract record LoadEvent;

/// <summary>A load was begun.</summary>
[Event("load.opened")]
internal sealed record LoadOpened(
    SubjectKind Kind, string Source, ImmutableArray<string> Facts, ImmutableArray<bool> Ratios) : LoadEvent;

/// <summary>One chunk of subjects came in.</summary>
[Event("load.subjects-loaded")]
internal sealed record SubjectsLoaded(RowsSeal Seal) : LoadEvent;

/// <summary>The facts of one subject of a load.</summary>
internal sealed class LoadedSubjectRow : SealedRow
{
    /// <summary>Citizen number or credit code.</summary>
    public string Code { get; set; } = "";
    /// <summary>The facts, packed.</summary>
    public string Facts { get; set; } = "";
}

/// <summary>Folds loads.</summary>
public static class LoadHistory
{
    /// <summary>How the streams of loads are read and written.</summary>
    public static StreamKind<RegisterLoad, LoadEvent> Kind { get; } = new(
        Fold, (_, _) => [], [])
    {
        SealedTypes = [typeof(LoadedSubjectRow)],
        Seals = happened => happened is SubjectsLoaded { Seal: var seal } ? (typeof(LoadedSubjectRow), seal) : null,
    };

    private static RegisterLoad Fold(RegisterLoad? before, LoadEvent happened, in Happening at) => happened switch
    {
        LoadOpened e => new()
        {
            Id = at.Stream, Kind = e.Kind, Source = e.Source, Facts = e.Facts, Ratios = e.Ratios,
        },
        SubjectsLoaded e => before! with { Chunks = e.Seal.Chunk, Count = before.Count + e.Seal.Count },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };
}

/// <summary>Declares the table of loaded subjects.</summary>
internal sealed class LoadTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model) => model.Entity<LoadedSubjectRow>(row =>
    {
        row.ToTable("loaded_subjects").HasKey(r => r.Code);
        row.HasIndex(r => new { r.Stream, r.Chunk, r.Line }).IsUnique();
    });
}
