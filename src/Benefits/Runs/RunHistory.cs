using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Folds and projects runs.</summary>
internal static class RunHistory
{
    /// <summary>How run streams are read and written.</summary>
    public static StreamKind<BenefitRun, RunEvent> Kind(CityPack pack) => new(
        (BenefitRun? before, RunEvent happened, in Happening at) =>
            Since(before, Fold(before, happened, at, pack.City), pack.City.DayOf(at.Act.At)), Rows,
        [typeof(RunRow), typeof(LineObjectionRow)])
    {
        Shared = Duties.Of<BenefitRun>(pack, Owed),
        SealedTypes = [typeof(RunLineRow)],
        Seals = happened => happened is LinesDrawn { Seal: var seal } ? (typeof(RunLineRow), seal) : null,
    };

    internal static string Link(string chain, RowsSeal seal) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{chain}|{seal.Chunk}|{seal.Count}|{seal.Sum}|{seal.Hash}")));

    private static BenefitRun Since(BenefitRun? before, BenefitRun after, DateOnly day) =>
        before?.State == after.State ? after : after with { On = day };

    // Of a run that was given up nothing is paid: nothing is owed to who objected.
    private static IEnumerable<Duty> Owed(BenefitRun now)
    {
        if (Next(now) is { } step)
            yield return new(step, now.Office, now.On, null, $"/work/runs/{now.Id}") { Title = now.Terms.Title };
        foreach (var (id, objection) in now.Objections)
            if (objection.IsUpheld is null && now.State != RunState.Cancelled)
                yield return new(
                    "decide-line-objection", now.Office, objection.On, objection.Clock,
                    $"/work/runs/{now.Id}?objection={id}#o-{id}") { Slot = $"{id}", Title = now.Terms.Title };
    }

    // While others are drawing it up, reading its notice or paying, nobody in the office is waited for.
    private static string? Next(BenefitRun now) => now.State switch
    {
        RunState.Drawing when now.StoppedBy is not null => "mend-run",
        RunState.Drawn => "confirm-run",
        RunState.Confirmed => "publish-run",
        RunState.SignedOnce => "sign-run",
        _ => null,
    };

    private static LineObjection Objected(LineObjected e, DateOnly on) => new(e.Chunk, e.Line, e.By, e.Reason)
    {
        On = on, Clock = e.Limit is { } limit ? LegalClock.Start(limit, on, e.Law).Value : null,
    };

    private static BenefitRun Fold(BenefitRun? before, RunEvent happened, in Happening at, CityProfile city) => happened switch
    {
        RunOpened e => new() { Id = at.Stream, Terms = e.Terms, Office = e.Office },
        LinesDrawn e => before! with
        {
            Chunks = e.Seal.Chunk, Lines = before.Lines + e.Seal.Count, Fen = before.Fen + e.Seal.Sum,
            LastSubject = e.LastSubject, Chain = Link(before.Chain, e.Seal), StoppedBy = null,
        },
        DrawingStopped e => before! with { StoppedBy = e.By },
        DrawingResumed => before! with { StoppedBy = null },
        ListClosed e => e.Chain == before!.Chain && e.Lines == before.Lines && e.Fen == before.Fen
            ? before with { State = RunState.Drawn, StoppedBy = null }
            : throw new InvalidDataException($"The list of the run {at.Stream} is not the one that was closed."),
        NobodyFits => before! with { State = RunState.NobodyFits, StoppedBy = null },
        ListConfirmed => before! with { State = RunState.Confirmed, ConfirmedBy = at.Act.By.Id },
        NoticePublished e => before! with { State = RunState.Noticed, NoticeFrom = e.From, NoticeUntil = e.Until },
        LineObjected e => before! with { Objections = before.Objections.Add(e.Id, Objected(e, city.DayOf(at.Act.At))) },
        ObjectionDecided e => before! with
        {
            Objections = before.Objections.SetItem(
                e.Id, before.Objections[e.Id] with { IsUpheld = e.IsUpheld, Answer = e.Answer }),
        },
        RunSigned e => before! with
        {
            Signers = before.Signers.Add(e.Signer), SignerNames = before.SignerNames.Add(e.Name ?? ""),
            State = before.State == RunState.Noticed ? RunState.SignedOnce : RunState.Paying,
        },
        RunClosed => before! with { State = RunState.Closed },
        RunCancelled => before! with { State = RunState.Cancelled },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType().Name}."),
    };

    private static List<RowChange> Rows(BenefitRun? before, BenefitRun after)
    {
        var changes = new List<RowChange>
        {
            RowChange.Upsert(new RunRow
            {
                Id = after.Id, Policy = after.Terms.Policy, Title = after.Terms.Title, Period = after.Terms.Period,
                Budget = after.Terms.Budget, Office = after.Office, State = after.State, Lines = after.Lines, Fen = after.Fen,
                NoticeFrom = after.NoticeFrom, NoticeUntil = after.NoticeUntil,
            }),
        };
        foreach (var (id, objection) in after.Objections)
            if (before?.Objections.GetValueOrDefault(id) != objection)
                changes.Add(RowChange.Upsert(new LineObjectionRow
                {
                    Id = id, Run = after.Id, Chunk = objection.Chunk, Line = objection.Line, By = objection.By,
                    Reason = objection.Reason, IsUpheld = objection.IsUpheld, Answer = objection.Answer,
                }));
        return changes;
    }
}

/// <summary>A run as lists show it.</summary>
public sealed class RunRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>The policy.</summary>
    public string Policy { get; set; } = "";
    /// <summary>The policy's title.</summary>
    public string Title { get; set; } = "";
    /// <summary>The period.</summary>
    public string Period { get; set; } = "";
    /// <summary>The budget that pays.</summary>
    public Guid Budget { get; set; }
    /// <summary>The agency that runs it.</summary>
    public string Office { get; set; } = "";
    /// <summary>How far it is.</summary>
    public RunState State { get; set; }
    /// <summary>Lines of its list.</summary>
    public int Lines { get; set; }
    /// <summary>Their sum.</summary>
    public long Fen { get; set; }
    /// <summary>First day of the notice.</summary>
    public DateOnly? NoticeFrom { get; set; }
    /// <summary>Last day of the notice.</summary>
    public DateOnly? NoticeUntil { get; set; }
}

/// <summary>A line of a run's list. Append-only.</summary>
public sealed class RunLineRow : SealedRow
{
    /// <summary>Citizen number or credit code.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Name.</summary>
    public string Name { get; set; } = "";
    /// <summary>How much.</summary>
    public long Fen { get; set; }
    /// <summary>Digest of the explanation by which the rule said yes.</summary>
    public string Reason { get; set; } = "";
    /// <summary>An account confirmed for such payments before; null when none is known.</summary>
    public string? Account { get; set; }
}

/// <summary>An objection to a line.</summary>
public sealed class LineObjectionRow
{
    /// <summary>Its id.</summary>
    public Guid Id { get; set; }
    /// <summary>The run.</summary>
    public Guid Run { get; set; }
    /// <summary>The line's chunk.</summary>
    public int Chunk { get; set; }
    /// <summary>The line's place there.</summary>
    public int Line { get; set; }
    /// <summary>Who objects.</summary>
    public string By { get; set; } = "";
    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";
    /// <summary>Whether the agency agrees; null while undecided.</summary>
    public bool? IsUpheld { get; set; }
    /// <summary>What the agency says.</summary>
    public string? Answer { get; set; }
}

/// <summary>Declares the tables of runs.</summary>
internal static class RunTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<RunRow>(row =>
        {
            row.ToTable("benefit_runs").HasKey(r => r.Id);
            row.HasIndex(r => new { r.Office, r.State });
            row.HasIndex(r => new { r.Policy, r.Period });
        });
        model.Entity<RunLineRow>(row =>
        {
            row.ToTable("benefit_run_lines").HasKey(r => new { r.Stream, r.Chunk, r.Line });
            row.HasIndex(r => new { r.Subject, r.Stream }).IsUnique();
        });
        model.Entity<LineObjectionRow>(row =>
        {
            row.ToTable("benefit_objections").HasKey(r => r.Id);
            row.HasIndex(r => r.Run);
        });
        model.Entity<ReceivingAccountRow>().ToTable("receiving_accounts").HasKey(row => row.Subject);
    }
}
