using Microsoft.EntityFrameworkCore;
using Yitong.Acting;
using Yitong.Store;

namespace Yitong.Benefits;

/// <summary>Reads grants and referrals, for pages and the API. Thread-safe.</summary>
internal sealed class GrantLists(Rows rows)
{
    private const int Most = 100;

    /// <summary>Benefits granted to a subject on application, the latest first, with how far the payment is.</summary>
    public async Task<Page<(GrantRow Grant, LineState State)>> GrantsOfAsync(
        string subject, string? after = null, int take = 50)
    {
        await using var db = rows.Open();
        var some = db.Set<GrantRow>().Where(row => row.Subject == subject);
        if (PlaceInList.Parse(after) is { Day: var day, Id: var last })
            some = some.Where(row => row.Day < day || row.Day == day && row.Id.CompareTo(last) < 0);
        var grants = await some.OrderByDescending(row => row.Day).ThenByDescending(row => row.Id).Take(take + 1).ToListAsync();
        var sources = grants.Select(grant => grant.Id).ToArray();
        var orders = (await db.Set<PaymentOrderRow>()
            .Where(row => row.Subject == subject && sources.Contains(row.Source)).ToListAsync()).ToLookup(order => order.Source);
        var returned = await db.Set<ReturnedPaymentRow>().Where(row => row.Subject == subject && sources.Contains(row.Source))
            .Select(row => new { row.Source, row.Attempt }).ToListAsync();
        var found = new List<(GrantRow, LineState)>();
        foreach (var grant in grants)
        {
            var order = orders[grant.Id].MaxBy(each => each.Attempt)!;
            var isBack = returned.Any(back => back.Source == grant.Id && back.Attempt == order.Attempt);
            var booked = await RunLists.BookedAsync(db, grant.Budget, grant.Id, [order]);
            found.Add((grant, isBack ? LineState.Returned : booked.Count > 0 ? LineState.Paid : LineState.Ordered));
        }
        return Page.Of(found, take, each => new PlaceInList(each.Item1.Day, each.Item1.Id));
    }

    /// <summary>Applications of a subject that went to an official and were not granted, the latest first.</summary>
    public async Task<Page<ReferralRow>> ReferralsOfAsync(string subject, string? after = null, int take = 50)
    {
        await using var db = rows.Open();
        var some = db.Set<ReferralRow>().Where(row => row.Subject == subject && row.State != ReferralState.Granted);
        if (PlaceInList.Parse(after) is { Day: var day, Id: var last })
            some = some.Where(row => row.On < day || row.On == day && row.Id.CompareTo(last) < 0);
        var found = await some.OrderByDescending(row => row.On).ThenByDescending(row => row.Id).Take(take + 1).ToListAsync();
        return Page.Of(found, take, row => new PlaceInList(row.On, row.Id));
    }

    /// <summary>Applications that wait for an agency, by policy.</summary>
    public async Task<Page<ReferralRow>> WaitingAsync(string office, string? after = null, int take = 50)
    {
        take = Math.Clamp(take, 1, Most);
        await using var db = rows.Open();
        var waiting = db.Set<ReferralRow>().Where(row => row.Office == office && row.State == ReferralState.Waiting);
        if (PlaceInList.Parse(after) is { Id: var last, Text: var policy })
            waiting = waiting.Where(row => string.Compare(row.Policy, policy) > 0
                || row.Policy == policy && row.Id.CompareTo(last) > 0);
        var found = await waiting.OrderBy(row => row.Policy).ThenBy(row => row.Id).Take(take + 1).ToListAsync();
        return Page.Of(found, take, row => new PlaceInList(0, row.Id, row.Policy));
    }
}
