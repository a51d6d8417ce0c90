using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Makes payment orders of the lines of a run. Thread-safe.</summary>
internal sealed class OrderPreparing(Rows rows)
{
    /// <summary>The orders of a chunk of the list.</summary>
    public async Task<IReadOnlyList<PaymentOrderRow>> ChunkAsync(
        BenefitRun run, int chunk, IReadOnlySet<(int Chunk, int Line)> stopped)
    {
        await using var db = rows.Open();
        var lines = await db.Set<RunLineRow>().Where(row => row.Stream == run.Id && row.Chunk == chunk)
            .OrderBy(row => row.Line).ToListAsync();
        var (first, last, terms) = (lines[0].Subject, lines[^1].Subject, run.Terms);
        string[] claims = [terms.Claim, .. terms.Excludes];
        var confirmed = await db.Set<ReceivingAccountRow>()
            .Where(row => string.Compare(row.Subject, first) >= 0 && string.Compare(row.Subject, last) <= 0)
            .ToDictionaryAsync(row => row.Subject, row => row.Number);
        // Earlier releases took the last letter of a number as it was written.
        var small = lines.Where(line => line.Subject.EndsWith('X')).Select(line => line.Subject.ToLowerInvariant()).ToList();
        var paid = (await db.Set<PaymentOrderRow>()
            .Where(row => claims.Contains(row.Claim) && row.Period == terms.Period
                && (string.Compare(row.Subject, first) >= 0 && string.Compare(row.Subject, last) <= 0
                    || small.Contains(row.Subject)))
            .Select(row => row.Subject).ToListAsync()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var orders = new List<PaymentOrderRow>(lines.Count);
        foreach (var line in lines)
            if (!stopped.Contains((line.Chunk, line.Line)) && !paid.Contains(line.Subject)
                && (confirmed.GetValueOrDefault(line.Subject) ?? line.Account) is { } account)
                orders.Add(OrderOf(run, line, account));
        return orders;
    }

    /// <summary>The orders of lines that could not be ordered before, at most a chunk of them.</summary>
    public async Task<IReadOnlyList<PaymentOrderRow>> WaitingAsync(BenefitRun run)
    {
        await using var db = rows.Open();
        var (stopped, terms) = (run.Stopped, run.Terms);
        string[] claims = [terms.Claim, .. terms.Excludes];
        var orders = db.Set<PaymentOrderRow>().Where(row => claims.Contains(row.Claim) && row.Period == terms.Period);
        var waiting = await (
            from line in db.Set<RunLineRow>()
            where line.Stream == run.Id && !orders.Any(order => order.Subject == line.Subject
                || order.Subject == line.Subject.Replace("X", "x"))
            join confirmed in db.Set<ReceivingAccountRow>() on line.Subject equals confirmed.Subject into accounts
            from account in accounts.DefaultIfEmpty()
            where line.Account != null || account != null
            orderby line.Chunk, line.Line
            select new { Line = line, Account = account == null ? line.Account : account.Number })
            .Take(ListDrawing.ChunkLines + stopped.Count).ToListAsync();
        return [.. waiting.Where(each => !stopped.Contains((each.Line.Chunk, each.Line.Line))).Take(ListDrawing.ChunkLines)
            .Select(each => OrderOf(run, each.Line, each.Account!))];
    }

    /// <summary>The sum of the lines of a run whose objections were upheld: they are never paid.</summary>
    public async Task<long> UpheldFenAsync(BenefitRun run)
    {
        var lines = run.Objections.Values.Where(each => each.IsUpheld == true)
            .Select(each => (each.Chunk, each.Line)).ToHashSet();
        if (lines.Count == 0) return 0;
        await using var db = rows.Open();
        var chunks = lines.Select(line => line.Chunk).Distinct().ToArray();
        var places = lines.Select(line => line.Line).Distinct().ToArray();
        var found = await db.Set<RunLineRow>()
            .Where(row => row.Stream == run.Id && chunks.Contains(row.Chunk) && places.Contains(row.Line)).ToListAsync();
        return found.Where(row => lines.Contains((row.Chunk, row.Line))).Sum(row => row.Fen);
    }

    private static PaymentOrderRow OrderOf(BenefitRun run, RunLineRow line, string account) => PaymentOrderRow.Of(
        new(run.Terms.Claim, run.Terms.Period, line.Subject, 1), run.Id, line.Name, account, line.Fen);
}
