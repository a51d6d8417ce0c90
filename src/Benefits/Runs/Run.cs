using System.Collections.Immutable;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// A benefit run (免申即享批次): the city finds everybody to whom a policy gives something for a period, publishes the list, and
/// pays each of them once without an application.
/// </summary>
public sealed record BenefitRun
{
    /// <summary>Its id, which is also its stream's.</summary>
    public required Guid Id { get; init; }
    /// <summary>What it pays and from where.</summary>
    public required RunTerms Terms { get; init; }
    /// <summary>The agency that runs it.</summary>
    public required string Office { get; init; }
    /// <summary>How far it is.</summary>
    public RunState State { get; init; } = RunState.Drawing;
    /// <summary>The day, in the city, since when it stands so.</summary>
    public DateOnly On { get; init; }
    /// <summary>Chunks of its list so far.</summary>
    public int Chunks { get; init; }
    /// <summary>The line that stopped the drawing of its list; null where none did, or it goes on.</summary>
    public FaultyLine? StoppedBy { get; init; }
    /// <summary>Lines of its list so far.</summary>
    public int Lines { get; init; }
    /// <summary>Their sum.</summary>
    public long Fen { get; init; }
    /// <summary>The subject of the last line: a list is in ascending order, so that drawing up goes on behind it.</summary>
    public string LastSubject { get; init; } = "";
    /// <summary>The chain over the seals of its chunks.</summary>
    public string Chain { get; init; } = "";
    /// <summary>First day of the public notice; null before.</summary>
    public DateOnly? NoticeFrom { get; init; }
    /// <summary>Last day of the public notice, counted to its end; null before.</summary>
    public DateOnly? NoticeUntil { get; init; }
    /// <summary>Objections, by id.</summary>
    public ImmutableDictionary<Guid, LineObjection> Objections { get; init; } = ImmutableDictionary<Guid, LineObjection>.Empty;
    /// <summary>Who confirmed the list for the agency; null before.</summary>
    public string? ConfirmedBy { get; init; }
    /// <summary>Who has signed off: two different people before an order is drawn.</summary>
    public ImmutableArray<string> Signers { get; init; } = [];
    /// <summary>Their names in the same order; empty where none was written down.</summary>
    public ImmutableArray<string> SignerNames { get; init; } = [];

    /// <summary>There is no such run, or the caller may not know of it.</summary>
    internal static Refusal NotFound => new("run.not-found", RefusalKind.NotFound);

    /// <summary>Why its list is not drawn up by this actor; null when it is.</summary>
    internal Refusal? NotDrawnBy(Actor by) => Budget.NotFor(by, Office)
        ?? (State != RunState.Drawing ? new Refusal("run.not-drawing") : null);

    /// <summary>Lines that may not be ordered: an objection is open or was upheld.</summary>
    public IReadOnlySet<(int Chunk, int Line)> Stopped =>
        Objections.Values.Where(each => each.IsUpheld != false).Select(each => (each.Chunk, each.Line)).ToHashSet();
}

/// <summary>What a run pays.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Clause">The clause that the payments rest on.</param>
/// <param name="Edition">The edition of the policy's card by which the list is drawn up.</param>
/// <param name="Claim">
/// Under which name payments are unique: the policy's id, or the name of the group of policies that exclude each other, so that
/// nobody gets two of them for one period.
/// </param>
/// <param name="Period">The period: <c>2026</c>, <c>2026-Q3</c>, <c>2026-11</c> or <c>ever</c>.</param>
/// <param name="Budget">The budget that pays.</param>
/// <param name="NoticeDays">How many working days the list is shown to everybody; 1 to 60.</param>
/// <param name="AsOf">The day as of which the rule judges, so that a list begun again is the same list.</param>
public sealed record RunTerms(
    string Policy, string Title, string Clause, string Edition, string Claim, string Period, Guid Budget, int NoticeDays,
    DateOnly AsOf)
{
    /// <summary>
    /// Claims of policies that cannot be had together with this one for the same period: who was paid under one of them before
    /// an order is drawn up gets none.
    /// </summary>
    public ImmutableArray<string> Excludes { get; init; } = [];

    /// <summary>The edition of a list that the agency hands in, instead of having it drawn up by a card.</summary>
    public const string HandedIn = "handed-in";
}

/// <summary>How far a run is.</summary>
public enum RunState
{
    /// <summary>The list is being drawn up (生成名单).</summary>
    Drawing,
    /// <summary>The list is complete and waits for the agency (待确认).</summary>
    Drawn,
    /// <summary>The agency has confirmed it (已确认).</summary>
    Confirmed,
    /// <summary>It is, or was, shown to everybody (公示).</summary>
    Noticed,
    /// <summary>One has signed it off (待复核).</summary>
    SignedOnce,
    /// <summary>Two have signed it off: it is being paid (兑付中).</summary>
    Paying,
    /// <summary>Done; what was not needed went back to the budget (已办结).</summary>
    Closed,
    /// <summary>Given up before anything was paid (已取消).</summary>
    Cancelled,
    /// <summary>Over because the list is empty: nobody fits (无人符合).</summary>
    NobodyFits,
}

/// <summary>Somebody to whom a policy gives something.</summary>
/// <param name="Subject">Citizen number or credit code; lists are in ascending order of it.</param>
/// <param name="Name">Their name.</param>
/// <param name="Fen">How much; above 0.</param>
/// <param name="Reason">Digest of the explanation by which the rule said yes.</param>
/// <param name="Account">An account that they confirmed for such payments before; null when none is known.</param>
public sealed record Entitled(string Subject, string Name, long Fen, string Reason, string? Account);

/// <summary>A line that cannot stand on a list.</summary>
/// <param name="Cause">Why: <c>run.cause.*</c>.</param>
/// <param name="Arguments">Which one, masked, for the sentence.</param>
public sealed record FaultyLine(string Cause, ImmutableDictionary<string, string> Arguments);

/// <summary>Draws up the list of a run behind a subject (exclusive), in ascending order of subjects.</summary>
internal delegate IAsyncEnumerable<Entitled> DrawList(RunTerms terms, string after);

/// <summary>An objection to one line of a public notice (异议): it stops this line and no other.</summary>
/// <param name="Chunk">The line's chunk.</param>
/// <param name="Line">Its place there.</param>
/// <param name="By">Who objects.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsUpheld">Whether the agency agrees; null while undecided.</param>
/// <param name="Answer">What the agency says; null while undecided.</param>
public sealed record LineObjection(int Chunk, int Line, string By, string Reason, bool? IsUpheld = null, string? Answer = null)
{
    /// <summary>The day, in the city.</summary>
    public DateOnly On { get; init; }
    /// <summary>The clock for the decision; null for one raised before there was a limit.</summary>
    public LegalClock? Clock { get; init; }
}

/// <summary>Something that happened to a run.</summary>
public abstract record RunEvent;

/// <summary>A run was opened.</summary>
[Event("run.opened")]
internal sealed record RunOpened(RunTerms Terms, string Office) : RunEvent;

/// <summary>A chunk of its list was drawn up.</summary>
[Event("run.lines-drawn")]
internal sealed record LinesDrawn(RowsSeal Seal, string LastSubject) : RunEvent;

/// <summary>A line stopped the drawing of the list.</summary>
[Event("run.drawing-stopped")]
internal sealed record DrawingStopped(FaultyLine By) : RunEvent;

/// <summary>The list is drawn on.</summary>
[Event("run.drawing-resumed")]
internal sealed record DrawingResumed : RunEvent;

/// <summary>The list is complete.</summary>
[Event("run.list-closed")]
internal sealed record ListClosed(int Lines, long Fen, string Chain) : RunEvent;

/// <summary>The agency confirmed the list.</summary>
[Event("run.list-confirmed")]
internal sealed record ListConfirmed : RunEvent;

/// <summary>The list is complete and empty.</summary>
[Event("run.nobody-fits")]
internal sealed record NobodyFits : RunEvent;

/// <summary>The list was shown to everybody.</summary>
[Event("run.notice-published")]
internal sealed record NoticePublished(DateOnly From, DateOnly Until) : RunEvent;

/// <summary>Somebody objected to a line; no limit stands in what was written before there was one.</summary>
[Event("run.line-objected")]
internal sealed record LineObjected(
    Guid Id, int Chunk, int Line, string By, string Reason, TimeLimit? Limit = null, string? Law = null) : RunEvent;

/// <summary>The agency decided an objection.</summary>
[Event("run.objection-decided")]
internal sealed record ObjectionDecided(Guid Id, bool IsUpheld, string Answer) : RunEvent;

/// <summary>Somebody signed the run off; no name stands in what was written before names were.</summary>
[Event("run.signed")]
internal sealed record RunSigned(string Signer, string? Name = null) : RunEvent;

/// <summary>The run is done.</summary>
[Event("run.closed")]
internal sealed record RunClosed : RunEvent;

/// <summary>The run was given up.</summary>
[Event("run.cancelled")]
internal sealed record RunCancelled(string Reason) : RunEvent;
