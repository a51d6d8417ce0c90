using System.Collections.Concurrent;
using Yitong.Acting;
using Yitong.Kernel;

namespace Yitong.Cases;

/// <summary>
/// How many cases one resident's account opens in a day, at most: nobody takes the city's numbers for themself. Counted by each
/// node, as the rate of requests is. Thread-safe.
/// </summary>
internal sealed class OpeningQuota
{
    /// <summary>Most in a day; far more than anybody opens by hand.</summary>
    public const int Most = 300;

    private readonly ConcurrentDictionary<string, int> opened = new(StringComparer.Ordinal);
    private DateOnly day;

    /// <summary>Whether whoever acts may open no more today.</summary>
    public bool IsUsedUp(Facts facts) =>
        facts.By.Role == ActorRole.Resident && day == facts.Today && opened.GetValueOrDefault(facts.By.Id) >= Most;

    /// <summary>Counts one that is opened.</summary>
    public void Use(Facts facts)
    {
        if (day != facts.Today) opened.Clear();
        day = facts.Today;
        opened.AddOrUpdate(facts.By.Id, 1, (_, before) => before + 1);
    }
}
