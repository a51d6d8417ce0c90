using Microsoft.EntityFrameworkCore;
using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>
/// Takes a run from its list to its end. What takes long is done chunk by chunk and may be begun again at any time, on any node:
/// it goes on where the journal says it stands. Thread-safe.
/// </summary>
public sealed partial class RunDesk(
    Streams<BenefitRun, RunEvent> runs, Streams<Budget, BudgetEvent> budgets, ReceivingAccounts accounts, Rows rows,
    BenefitLimits limits)
{
    /// <summary>Lines in a chunk.</summary>
    public const int ChunkLines = 10_000;

    private const long MostFen = 100_000_000_00; // Nobody gets a hundred million yuan from one line.
    private const int MostNoticeDays = 60;

    /// <summary>Opens a run.</summary>
    /// <returns>
    /// The run; or <c>run.terms-not-valid</c> with the field, <c>budget.not-found</c>, <c>budget.not-your-office</c>.
    /// </returns>
    public async Task<Outcome<BenefitRun>> OpenAsync(Guid id, Act act, RunTerms terms)
    {
        if (FaultOf(terms) is { } field)
            return new Refusal("run.terms-not-valid", RefusalKind.NotValid)
            {
                Fields = [new(field, "run.terms-not-valid")],
            };
        var (budget, _) = await budgets.LoadAsync(terms.Budget);
        if (budget is null) return Budget.NotFound;
        if (!(Budget.NotFor(act.By, budget.Office) is null)) return Budget.NotYours;
        var done = await runs.ActAsync(id, act, 0, null, _ => new RunEvent[] { new RunOpened(terms, budget.Office) });
        return done.Then<BenefitRun>(granted => granted.State);
    }

    /// <summary>
    /// Draws the list up, from where it stands to its end. A line that cannot stand ends it: what is there can be cancelled, and
    /// none of it is published.
    /// </summary>
    /// <param name="id">The run.</param>
    /// <param name="act">The act of one chunk; called for each.</param>
    /// <param name="draw">Gives the list behind a subject.</param>
    /// <param name="size">Lines in a chunk.</param>
    /// <param name="cancellation">Stops between two chunks.</param>
    /// <returns>The run; or <c>run.cause.*</c> with the line, <c>run.not-drawing</c>, <c>run.list-empty</c>.</returns>
    public async Task<Outcome<BenefitRun>> DrawAsync(
        Guid id, Func<string, Act> act, DrawList draw, int size = ChunkLines, CancellationToken cancellation = default)
    {
        while (true)
        {
            var (run, version) = await runs.LoadAsync(id, cancellation);
            if (Guard(run, act("draw-list").By) is { } refusal) return refusal;
            if (run!.State != RunState.Drawing) return run.State == RunState.Cancelled ? new Refusal("run.not-drawing") : run;
            await foreach (var chunk in draw(run.Terms, run.LastSubject).Chunk(size).WithCancellation(cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Check(chunk, run!) is { } fault) return fault;
                var lines = BulkRows.Of(id, run!.Chunks + 1, [.. chunk.Select(Row)], line => line.Fen);
                var drawn = new LinesDrawn(lines.Seal, chunk[^1].Subject);
                var done = await runs.ActAsync(
                    id, act("draw-list"), version, null, _ => new RunEvent[] { drawn }, lines, cancellation);
                if (done.Refusal is { Code: not ("store.stale" or "store.rows-taken") } other) return other;
                (run, version) = done.IsGranted ? (done.Value.State, done.Value.Version) : (null, 0);
                if (run is null) break;
            }
            if (run is null) continue; // Another node was faster: go on behind it.
            if (run.Lines == 0) return new Refusal("run.list-empty");
            var closed = await runs.ActAsync(id, act("close-list"), version, null,
                now => new RunEvent[] { new ListClosed(now!.Lines, now.Fen, now.Chain) }, cancellation: cancellation);
            if (closed.Refusal is { Code: "store.stale" }) continue;
            return closed.Then<BenefitRun>(granted => granted.State);
        }
    }

    /// <summary>The agency confirms the list.</summary>
    public Task<Outcome<BenefitRun>> ConfirmAsync(Guid id, Act act) => ActAsync(id, act, run =>
        run.State == RunState.Drawn ? new ListConfirmed() : new Refusal("run.not-drawn"));

    /// <summary>Shows the list to everybody, for as many working days as the run's terms say.</summary>
    public Task<Outcome<BenefitRun>> PublishAsync(Guid id, Act act, DateOnly today, WorkCalendar calendar) =>
        ActAsync(id, act, run => run.State != RunState.Confirmed ? new Refusal("run.not-confirmed")
            : calendar.AddWorkingDays(today, run.Terms.NoticeDays).KnownDay is { } until ? new NoticePublished(today, until)
            : new Refusal("run.calendar-ends"));

    /// <summary>Somebody objects to a line of the notice, while it lasts: this line stops.</summary>
    /// <returns>
    /// The run; or <c>run.no-notice</c>, <c>run.no-such-line</c>, <c>run.objection-empty</c>, <c>run.objected-already</c>.
    /// </returns>
    public async Task<Outcome<BenefitRun>> ObjectAsync(Guid id, Act act, DateOnly today, int chunk, int line, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 1_000)
            return new Refusal("run.objection-empty", RefusalKind.NotValid) { Fields = [new("reason", "run.objection-empty")] };
        await using var db = rows.Open();
        var exists = await db.Set<RunLineRow>().AnyAsync(row => row.Stream == id && row.Chunk == chunk && row.Line == line);
        var done = await runs.ActAsync(id, act, null, null, run =>
            run is null ? NotFound
            : run.NoticeFrom is null || today < run.NoticeFrom || today > run.NoticeUntil || run.Signers.Length > 0
                || run.State == RunState.Cancelled ? new Refusal("run.no-notice")
            : !exists ? new Refusal("run.no-such-line", RefusalKind.NotFound)
            : run.Objections.Values.Any(each => (each.Chunk, each.Line, each.By) == (chunk, line, act.By.Id))
                ? new Refusal("run.objected-already")
            : new RunEvent[]
            {
                new LineObjected(
                    Guid.CreateVersion7(act.At), chunk, line, act.By.Id, reason, limits.LineObjection.Limit,
                    limits.LineObjection.Law),
            });
        return done.Then<BenefitRun>(granted => granted.State);
    }

    /// <summary>The agency decides an objection: upheld, and the line is not paid; or not, and it goes on.</summary>
    public Task<Outcome<BenefitRun>> DecideAsync(Guid id, Act act, Guid objection, bool isUpheld, string? answer) =>
        ActAsync(id, act, run =>
            !run.Objections.TryGetValue(objection, out var found) ? new Refusal("run.no-such-objection", RefusalKind.NotFound)
            : found.IsUpheld is not null ? new Refusal("run.objection-decided-already")
            : string.IsNullOrWhiteSpace(answer) || answer.Length > 1_000
                ? new Refusal("run.answer-empty", RefusalKind.NotValid) { Fields = [new("answer", "run.answer-empty")] }
            : new ObjectionDecided(objection, isUpheld, answer));

    /// <summary>Gives a run up before anything of it is paid.</summary>
    public Task<Outcome<BenefitRun>> CancelAsync(Guid id, Act act, string? reason) => ActAsync(id, act, run =>
        run.State is RunState.Paying or RunState.Closed or RunState.Cancelled or RunState.SignedOnce
            ? new Refusal("run.not-cancellable")
        : string.IsNullOrWhiteSpace(reason) || reason.Length > 1_000
            ? new Refusal("run.answer-empty", RefusalKind.NotValid) { Fields = [new("reason", "run.answer-empty")] }
        : new RunCancelled(reason));

    /// <summary>A run as it stands now; null when there is none.</summary>
    public async Task<BenefitRun?> FindAsync(Guid id) => (await runs.LoadAsync(id)).State;

    private static string? FaultOf(RunTerms terms) =>
        !IsCode(terms.Policy) ? "policy"
        : !IsCode(terms.Claim) ? "claim"
        : !IsCode(terms.Period) ? "period"
        : string.IsNullOrWhiteSpace(terms.Title) || terms.Title.Length > 200 ? "title"
        : string.IsNullOrWhiteSpace(terms.Clause) || terms.Clause.Length > 200 ? "clause"
        : string.IsNullOrWhiteSpace(terms.Edition) || terms.Edition.Length > 60 ? "edition"
        : terms.NoticeDays is < 1 or > MostNoticeDays ? "noticeDays"
        : null;

    internal static bool IsCode(string? text) =>
        text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static bool IsAccount(string? number) =>
        number is null || number.Length is >= 12 and <= 25 && number.All(char.IsAsciiDigit);

    private static Refusal? Check(Entitled[] chunk, BenefitRun run)
    {
        var before = run.LastSubject;
        for (var i = 0; i < chunk.Length; i++)
        {
            var line = chunk[i];
            var cause = string.CompareOrdinal(line.Subject, before) switch
            {
                0 => "run.cause.doubled",
                < 0 => "run.cause.order",
                _ when line.Fen is < 1 or > MostFen => "run.cause.amount",
                _ when line.Subject.Length > 18 || !IsCode(line.Subject) => "run.cause.subject",
                _ when line.Name.Length is 0 or > 100 || line.Name.Any(c => char.IsControl(c) || c == '|') => "run.cause.name",
                _ when !IsAccount(line.Account) => "run.cause.account",
                _ => null,
            };
            if (cause is not null)
                return new Refusal(cause, RefusalKind.NotValid)
                    .With("line", $"{run.Lines + i + 1}").With("subject", Masking.Code(line.Subject))
                    .With("policy", run.Terms.Policy).With("clause", run.Terms.Clause);
            before = line.Subject;
        }
        return null;
    }

    private static RunLineRow Row(Entitled line) => new()
    {
        Subject = line.Subject, Name = line.Name, Fen = line.Fen, Reason = line.Reason, Account = line.Account,
    };

    private static Refusal? Guard(BenefitRun? run, Actor by) => run is null ? NotFound
        : Budget.NotFor(by, run.Office);

    private async Task<Outcome<BenefitRun>> ActAsync(Guid id, Act act, Func<BenefitRun, Outcome<RunEvent>> decide)
    {
        var done = await runs.ActAsync(id, act, null, null, run => Guard(run, act.By) is { } refusal ? refusal
            : decide(run!).Then<IReadOnlyList<RunEvent>>(happened => new RunEvent[] { happened }));
        return done.Then<BenefitRun>(granted => granted.State);
    }

    /// <summary>There is no such run, or the caller may not know of it.</summary>
    public static Refusal NotFound => new("run.not-found", RefusalKind.NotFound);
}
