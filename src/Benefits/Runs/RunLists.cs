using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>How far one line of a run is.</summary>
public enum LineState
{
    /// <summary>On the list; nothing was ordered yet (在名单).</summary>
    Listed,
    /// <summary>An objection is open, or was upheld: it is not paid (暂停).</summary>
    Stopped,
    /// <summary>It waits until its receiver confirms an account (待确认账户).</summary>
    NoAccount,
    /// <summary>The same person was paid for this by another run or grant: once is enough (已另行享受).</summary>
    PaidElsewhere,
    /// <summary>Ordered; the bank has not said yet (兑付中).</summary>
    Ordered,
    /// <summary>Arrived (已到账).</summary>
    Paid,
    /// <summary>The bank gave it back: another account is needed (退票).</summary>
    Returned,
}

/// <summary>A line of a run with how far it is.</summary>
/// <param name="Row">The line.</param>
/// <param name="State">How far it is.</param>
/// <param name="Note">What the bank or the objection says; null when there is nothing to say.</param>
public sealed record RunLine(RunLineRow Row, LineState State, string? Note);

/// <summary>Reads runs with their lines and objections, for pages and the API. Thread-safe.</summary>
internal sealed class RunLists(Rows rows)
{
    /// <summary>Most entries on a page; of lines <see cref="MostLines"/>.</summary>
    public const int Most = 100;

    /// <summary>Most lines on a page.</summary>
    public const int MostLines = 1_000;

    /// <summary>Runs of an agency (all when null), the latest first.</summary>
    public Task<Page<RunRow>> RunsAsync(string? office, string? after = null, int take = 50) =>
        LatestAsync(all => all.Where(row => office == null || row.Office == office), after, take);

    /// <summary>Runs whose notice stands on a day, the latest first.</summary>
    public Task<Page<RunRow>> NoticesAsync(DateOnly day, string? after = null, int take = 50) => LatestAsync(
        all => all.Where(row => row.NoticeFrom <= day && row.NoticeUntil >= day && row.State != RunState.Cancelled),
        after, take);

    /// <summary>Lines of a run in their order, with how far each is.</summary>
    public async Task<Page<RunLine>> LinesAsync(BenefitRun run, string? after = null, int take = 50)
    {
        take = Math.Clamp(take, 1, MostLines);
        var (chunk, line) = PlaceInList.Parse(after)?.Pair ?? default;
        await using var db = rows.Open();
        var found = await db.Set<RunLineRow>().Where(row => row.Stream == run.Id
                && (row.Chunk > chunk || row.Chunk == chunk && row.Line > line))
            .OrderBy(row => row.Chunk).ThenBy(row => row.Line).Take(take + 1).ToListAsync();
        return Page.Of(await ViewAsync(db, run, found), take, last => new PlaceInList(last.Row.Chunk, last.Row.Line));
    }

    /// <summary>Whether a run's list has a line.</summary>
    public async Task<bool> HasLineAsync(Guid run, int chunk, int line)
    {
        await using var db = rows.Open();
        return await db.Set<RunLineRow>().AnyAsync(row => row.Stream == run && row.Chunk == chunk && row.Line == line);
    }

    /// <summary>One line of a run; null when there is none.</summary>
    public async Task<RunLine?> LineAsync(BenefitRun run, int chunk, int line)
    {
        await using var db = rows.Open();
        var found = await db.Set<RunLineRow>()
            .Where(row => row.Stream == run.Id && row.Chunk == chunk && row.Line == line).ToListAsync();
        return (await ViewAsync(db, run, found)).SingleOrDefault();
    }

    /// <summary>The runs on whose list a subject stands, the latest first.</summary>
    public async Task<Page<(RunRow Run, int Chunk, int Line)>> OfSubjectAsync(
        string subject, string? after = null, int take = 50)
    {
        await using var db = rows.Open();
        var lines = db.Set<RunLineRow>().Where(line => line.Subject == subject);
        if (PlaceInList.Parse(after) is { Id: var last }) lines = lines.Where(line => line.Stream.CompareTo(last) < 0);
        var found = await (
            from line in lines
            join run in db.Set<RunRow>() on line.Stream equals run.Id
            where run.State != RunState.Cancelled && run.State != RunState.Drawing && run.State != RunState.Drawn
            orderby run.Id descending
            select new { Run = run, line.Chunk, line.Line }).Take(take + 1).ToListAsync();
        return Page.Of(
            [.. found.Select(each => (each.Run, each.Chunk, each.Line))], take, each => new PlaceInList(0, each.Run.Id));
    }

    /// <summary>Objections to lines of a run, the oldest first; one alone where it is named.</summary>
    public async Task<Page<LineObjectionRow>> ObjectionsAsync(
        Guid run, Guid? only = null, string? after = null, int take = 50)
    {
        take = Math.Clamp(take, 1, Most);
        await using var db = rows.Open();
        var all = db.Set<LineObjectionRow>().Where(row => row.Run == run && (only == null || row.Id == only));
        if (PlaceInList.Parse(after) is { Id: var last }) all = all.Where(row => row.Id.CompareTo(last) > 0);
        return Page.Of(await all.OrderBy(row => row.Id).Take(take + 1).ToListAsync(), take, row => new PlaceInList(0, row.Id));
    }

    /// <summary>Which chunks of orders the bank has answered; a chunk of a run is a file of its own.</summary>
    internal static async Task<HashSet<(int Chunk, int Attempt)>> BookedAsync(
        YitongDb db, Guid budget, Guid source, IEnumerable<PaymentOrderRow> orders)
    {
        var chunks = orders.Where(order => order.Source == source).Select(order => (order.Chunk, order.Attempt)).Distinct()
            .ToList();
        var numbers = chunks.Select(chunk => chunk.Chunk).ToArray();
        var found = await (
            from held in db.Set<FileChunkRow>()
            where held.Budget == budget && numbers.Contains(held.Chunk)
            join file in db.Set<PaymentFileRow>()
                on new { held.Budget, Number = held.File } equals new { file.Budget, file.Number }
            where file.State == FileState.Booked
            select held.Chunk).ToHashSetAsync();
        return [.. chunks.Where(chunk => found.Contains(chunk.Chunk))];
    }

    private async Task<Page<RunRow>> LatestAsync(Func<IQueryable<RunRow>, IQueryable<RunRow>> of, string? after, int take)
    {
        take = Math.Clamp(take, 1, Most);
        await using var db = rows.Open();
        var some = of(db.Set<RunRow>());
        if (PlaceInList.Parse(after) is { Id: var last }) some = some.Where(row => row.Id.CompareTo(last) < 0);
        return Page.Of(
            await some.OrderByDescending(row => row.Id).Take(take + 1).ToListAsync(), take, row => new PlaceInList(0, row.Id));
    }

    private static async Task<IReadOnlyList<RunLine>> ViewAsync(YitongDb db, BenefitRun run, List<RunLineRow> lines)
    {
        if (lines.Count == 0) return [];
        var (terms, subjects) = (run.Terms, lines.Select(line => line.Subject).ToArray());
        var orders = (await db.Set<PaymentOrderRow>()
            .Where(row => row.Claim == terms.Claim && row.Period == terms.Period && subjects.Contains(row.Subject)).ToListAsync())
            .GroupBy(order => order.Subject, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.MaxBy(order => order.Attempt)!, StringComparer.Ordinal);
        var returned = await db.Set<ReturnedPaymentRow>()
            .Where(row => row.Claim == terms.Claim && row.Period == terms.Period && subjects.Contains(row.Subject))
            .ToDictionaryAsync(row => (row.Subject, row.Attempt));
        var accounts = await db.Set<ReceivingAccountRow>().Where(row => subjects.Contains(row.Subject))
            .Select(row => row.Subject).ToHashSetAsync();
        var booked = await BookedAsync(db, run.Terms.Budget, run.Id, orders.Values);
        return [.. lines.Select(View)];

        RunLine View(RunLineRow line)
        {
            var objection = run.Objections.Values
                .FirstOrDefault(each => (each.Chunk, each.Line) == (line.Chunk, line.Line) && each.IsUpheld != false);
            if (!orders.TryGetValue(line.Subject, out var order))
                return objection is not null ? new(line, LineState.Stopped, objection.Answer)
                    : run.State is RunState.Paying or RunState.Closed && line.Account is null && !accounts.Contains(line.Subject)
                        ? new(line, LineState.NoAccount, null) : new(line, LineState.Listed, null);
            if (order.Source != run.Id) return new(line, LineState.PaidElsewhere, null);
            return returned.TryGetValue((order.Subject, order.Attempt), out var back)
                ? new(line, LineState.Returned, back.Reason)
                : new(line, booked.Contains((order.Chunk, order.Attempt)) ? LineState.Paid : LineState.Ordered, null);
        }
    }
}
