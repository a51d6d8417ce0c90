using System.Collections.Concurrent;
using System.Globalization;
using Yitong.Acting;
using Yitong.Kernel;
using Yitong.Shell;

namespace Yitong.Cases;

/// <summary>
/// How many cases one resident's account opens in a day, at most: nobody takes the city's numbers for themself. Counted by each
/// node, as the rate of requests is. Thread-safe.
/// </summary>
/// <param name="most">Most in a day; 0: as many as they like.</param>
internal sealed class OpeningQuota(int most)
{
    /// <summary>What is usual: far more than anybody opens by hand.</summary>
    public const int Usual = 300;

    private const string Setting = "limits:cases-per-day";

    private readonly ConcurrentDictionary<string, int> opened = new(StringComparer.Ordinal);
    private DateOnly day;

    /// <summary>The quota of an installation.</summary>
    public static OpeningQuota Of(HostSettings settings) =>
        new(int.Parse(settings[Setting] ?? $"{Usual}", NumberStyles.None, CultureInfo.InvariantCulture));

    /// <summary>Whether whoever acts may open no more today.</summary>
    public bool IsUsedUp(Facts facts) => most > 0 && facts.By.Role == ActorRole.Resident && day == facts.Today
        && opened.GetValueOrDefault(facts.By.Id) >= most;

    /// <summary>Most in a day.</summary>
    public int Most => most;

    /// <summary>Counts one that is opened.</summary>
    public void Use(Facts facts)
    {
        if (day != facts.Today) opened.Clear();
        day = facts.Today;
        opened.AddOrUpdate(facts.By.Id, 1, (_, before) => before + 1);
    }
}
