using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Reads budgets, ledgers, orders and files for the bank, for pages and the API. Thread-safe.</summary>
public sealed class PaymentLists(Rows rows)
{
    internal const int MostRows = 1_000;

    /// <summary>Whether a subject was paid what is applied for, or what cannot be had together with it.</summary>
    internal Task<bool> IsTakenAsync(InstantTerms terms, string subject) =>
        IsTakenAsync([terms.Claim, .. terms.Excludes], terms.Period, subject);

    internal async Task<bool> IsTakenAsync(string[] claims, string period, string subject)
    {
        await using var db = rows.Open();
        return await db.Set<PaymentOrderRow>().AnyAsync(
            row => claims.Contains(row.Claim) && row.Period == period && row.Subject == subject);
    }

    /// <summary>Under which claims and for which periods a subject was paid.</summary>
    internal async Task<IReadOnlySet<(string Claim, string Period)>> TakenAsync(string subject)
    {
        await using var db = rows.Open();
        var found = await db.Set<PaymentOrderRow>().Where(row => row.Subject == subject && row.Attempt == 1)
            .Select(row => new { row.Claim, row.Period }).ToListAsync();
        return found.Select(each => (each.Claim, each.Period)).ToHashSet();
    }

    /// <summary>The first order of a key's claim, period and subject; null when there is none.</summary>
    internal async Task<PaymentOrderRow?> FirstOrderAsync(OrderKey key)
    {
        await using var db = rows.Open();
        return await db.Set<PaymentOrderRow>().SingleOrDefaultAsync(row => row.Claim == key.Claim && row.Period == key.Period
            && row.Subject == key.Subject && row.Attempt == 1);
    }

    /// <summary>The budget with a code; null when there is none.</summary>
    public async Task<BudgetRow?> BudgetByCodeAsync(string code)
    {
        await using var db = rows.Open();
        return await db.Set<BudgetRow>().SingleOrDefaultAsync(row => row.Code == code);
    }

    /// <summary>Budgets of an agency (all when null), by code.</summary>
    public async Task<Page<BudgetRow>> BudgetsAsync(string? office, string? after = null, int take = 50)
    {
        take = Math.Clamp(take, 1, MostRows);
        await using var db = rows.Open();
        var some = db.Set<BudgetRow>().Where(row => office == null || row.Office == office);
        if (PlaceInList.Parse(after) is { Text: var last }) some = some.Where(row => string.Compare(row.Code, last) > 0);
        return Page.Of(
            await some.OrderBy(row => row.Code).Take(take + 1).ToListAsync(), take,
            row => new PlaceInList(0, Guid.Empty, row.Code));
    }

    /// <summary>What a budget's ledger moved into each account under each policy and clause, net of what left it again.</summary>
    public async Task<IReadOnlyList<(string Policy, string Clause, LedgerAccount Account, long Fen)>> SumsAsync(Guid budget)
    {
        await using var db = rows.Open();
        var moved = await db.Set<LedgerEntryRow>().Where(row => row.Budget == budget)
            .GroupBy(row => new { row.Policy, row.Clause, row.From, row.To })
            .Select(same => new { same.Key, Fen = same.Sum(row => row.Fen) }).ToListAsync();
        return
        [
            .. moved.SelectMany(each => new[]
                {
                    (each.Key.Policy, each.Key.Clause, Account: each.Key.From, Fen: -each.Fen),
                    (each.Key.Policy, each.Key.Clause, Account: each.Key.To, each.Fen),
                })
                .GroupBy(each => (each.Policy, each.Clause, each.Account))
                .Select(same => (same.Key.Policy, same.Key.Clause, same.Key.Account, same.Sum(each => each.Fen)))
                .Where(each => each.Item4 != 0)
                .OrderBy(each => each.Policy, StringComparer.Ordinal).ThenBy(each => each.Clause, StringComparer.Ordinal)
                .ThenBy(each => each.Account),
        ];
    }

    /// <summary>The orders in a file for the bank, in the order of its lines.</summary>
    internal async Task<IReadOnlyList<PaymentOrderRow>> OrdersAsync(Guid budget, PaymentFile file)
    {
        await using var db = rows.Open();
        var orders = db.Set<PaymentOrderRow>().Where(row => row.Stream == budget);
        var chunks = file.Chunks.ToArray();
        orders = chunks is [var single] ? orders.Where(row => row.Chunk == single)
            : orders.Where(row => chunks.Contains(row.Chunk));
        return await orders.OrderBy(row => row.Chunk).ThenBy(row => row.Line).ToListAsync();
    }

    /// <summary>Deferrals that are due by a day and have not come in, the oldest first.</summary>
    internal async Task<IReadOnlyList<DeferralRow>> DueAsync(Guid budget, DateOnly by, int take = 100)
    {
        await using var db = rows.Open();
        return await db.Set<DeferralRow>().Where(row => row.Budget == budget && row.Due <= by && row.Fen > 0)
            .OrderBy(row => row.Due).ThenBy(row => row.Id).Take(take).ToListAsync();
    }

    /// <summary>Postings of a budget's ledger, the latest first; of one policy, clause or source when these are given.</summary>
    internal async Task<Page<LedgerEntryRow>> EntriesAsync(
        Guid budget, string? policy = null, string? clause = null, Guid? source = null, string? after = null, int take = 50)
    {
        take = Math.Clamp(take, 1, MostRows);
        await using var db = rows.Open();
        var entries = db.Set<LedgerEntryRow>()
            .Where(row => row.Budget == budget && (policy == null || row.Policy == policy)
                && (clause == null || row.Clause == clause) && (source == null || row.Source == source));
        if (PlaceInList.Parse(after)?.Pair is var (number, part))
            entries = entries.Where(row => row.Number < number || row.Number == number && row.Part > part);
        var found = await entries.OrderByDescending(row => row.Number).ThenBy(row => row.Part).Take(take + 1).ToListAsync();
        return Page.Of(found, take, last => new PlaceInList(last.Number, last.Part));
    }

    /// <summary>Files for the bank, of one run when it is given, in their order.</summary>
    internal async Task<Page<PaymentFileRow>> FilesAsync(
        Guid budget, Guid? run = null, string? after = null, int take = 50)
    {
        take = Math.Clamp(take, 1, MostRows);
        var (number, _) = PlaceInList.Parse(after)?.Pair ?? default;
        await using var db = rows.Open();
        var found = await db.Set<PaymentFileRow>()
            .Where(row => row.Budget == budget && (run == null || row.Run == run) && row.Number > number)
            .OrderBy(row => row.Number).Take(take + 1).ToListAsync();
        return Page.Of(found, take, last => new PlaceInList(last.Number, 0));
    }

    /// <summary>Payments that came back and were not ordered again: the first of them, and how many there are.</summary>
    internal async Task<(IReadOnlyList<ReturnedPaymentRow> First, int Count)> ReturnedAsync(Guid budget, int take = 50)
    {
        await using var db = rows.Open();
        var waiting = db.Set<ReturnedPaymentRow>().Where(row => row.Budget == budget && !row.IsRepeated);
        var first = await waiting.OrderBy(row => row.File).ThenBy(row => row.Subject).Take(take).ToListAsync();
        return (first, first.Count < take ? first.Count : await waiting.CountAsync());
    }
}
