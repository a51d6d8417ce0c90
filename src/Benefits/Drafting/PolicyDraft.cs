using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// A draft of a policy's edition (政策草案): the card as an official wrote it, until another official of the agency releases it or
/// it is dropped.
/// </summary>
public sealed record PolicyDraft
{
    /// <summary>The draft's id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>How often it was written; what a screen showed is held to it.</summary>
    public int Version { get; init; }
    /// <summary>Id of the policy.</summary>
    public required string Policy { get; init; }
    /// <summary>The card's title.</summary>
    public required string Title { get; init; }
    /// <summary>The agency whose policy it is.</summary>
    public required string Office { get; init; }
    /// <summary>The card.</summary>
    public required string Text { get; init; }
    /// <summary>The first day of the edition.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Who wrote it last.</summary>
    public required string DraftedBy { get; init; }
    /// <summary>When.</summary>
    public required DateTimeOffset DraftedAt { get; init; }
    /// <summary>Where it stands.</summary>
    public DraftState State { get; init; } = DraftState.Open;
    /// <summary>Who released or dropped it; null while it is open.</summary>
    public string? ClosedBy { get; init; }
}

/// <summary>Where a draft stands.</summary>
public enum DraftState
{
    /// <summary>It can be written on.</summary>
    Open,
    /// <summary>It is an edition; in force from its first day.</summary>
    Released,
    /// <summary>It was given up.</summary>
    Dropped,
}

/// <summary>Something that happened to a draft.</summary>
internal abstract record DraftEvent;

/// <summary>An official wrote the card, or wrote it anew.</summary>
[Event("draft.saved")]
internal sealed record DraftSaved(string Policy, string Title, string Office, DateOnly From, string Text) : DraftEvent;

/// <summary>A second official released it.</summary>
[Event("draft.released")]
internal sealed record DraftReleased(string Edition) : DraftEvent;

/// <summary>An official gave it up.</summary>
[Event("draft.dropped")]
internal sealed record DraftDropped : DraftEvent;

/// <summary>A draft as lists and libraries need it.</summary>
public sealed class PolicyDraftRow
{
    /// <summary>The draft's id.</summary>
    public Guid Id { get; set; }
    /// <summary>Id of the policy.</summary>
    public string Policy { get; set; } = "";
    /// <summary>The card's title.</summary>
    public string Title { get; set; } = "";
    /// <summary>The agency.</summary>
    public string Office { get; set; } = "";
    /// <summary>The card.</summary>
    public string Text { get; set; } = "";
    /// <summary>The first day of the edition.</summary>
    public DateOnly From { get; set; }
    /// <summary>Who wrote it last.</summary>
    public string DraftedBy { get; set; } = "";
    /// <summary>When.</summary>
    public DateTimeOffset DraftedAt { get; set; }
    /// <summary>Where it stands.</summary>
    public DraftState State { get; set; }
    /// <summary>Who released or dropped it.</summary>
    public string? ClosedBy { get; set; }
}

/// <summary>Declares the tables of drafts.</summary>
internal sealed class DraftTables : IRowModel
{
    /// <inheritdoc/>
    public void Configure(ModelBuilder model) => model.Entity<PolicyDraftRow>(row =>
    {
        row.ToTable("policy_drafts").HasKey(r => r.Id);
        row.HasIndex(r => new { r.Office, r.DraftedAt });
        row.HasIndex(r => r.State);
    });
}

/// <summary>Folds and projects drafts.</summary>
internal static class DraftHistory
{
    /// <summary>How the streams of drafts are read and written.</summary>
    public static StreamKind<PolicyDraft, DraftEvent> Kind { get; } = new(
        Fold, Rows, [typeof(PolicyDraftRow)]);

    private static PolicyDraft Fold(PolicyDraft? before, DraftEvent happened, in Happening at) => happened switch
    {
        DraftSaved e => new()
        {
            Id = at.Stream, Version = at.Version,
            Policy = e.Policy, Title = e.Title, Office = e.Office, From = e.From, Text = e.Text,
            DraftedBy = at.Act.By.Id, DraftedAt = at.Act.At,
        },
        DraftReleased => before! with { State = DraftState.Released, ClosedBy = at.Act.By.Id },
        DraftDropped => before! with { State = DraftState.Dropped, ClosedBy = at.Act.By.Id },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static RowChange[] Rows(PolicyDraft? before, PolicyDraft after) =>
    [
        RowChange.Upsert(new PolicyDraftRow
        {
            Id = after.Id, Policy = after.Policy, Title = after.Title, Office = after.Office, Text = after.Text,
                From = after.From,
            DraftedBy = after.DraftedBy, DraftedAt = after.DraftedAt, State = after.State, ClosedBy = after.ClosedBy,
        }),
    ];
}
