using System.Globalization;
using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Shell;
using Yitong.Store;

namespace Yitong.Web;

/// <summary>
/// Holds all derived rows against the journal once a night, on every node. What differs is in the log, and <c>/health/ready</c>
/// says so until a night finds all well again.
/// </summary>
internal sealed class RowsWatch(
    Database database, CityPack pack, HostSettings settings, TimeProvider clock, ILogger<RowsWatch> log)
    : Sweep(TimeSpan.FromMinutes(10), clock, log)
{
    private const int UsualHour = 3;
    private readonly TimeProvider clock = clock;

    /// <summary>What was found last; null before the first night.</summary>
    public (DateTimeOffset At, RowsReport Report)? Last { get; private set; }

    // The hour in the city at which it is done; null: never.
    private int? Hour => settings["audit:hour"] switch
    {
        null => UsualHour,
        "never" => null,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour < 24 ? hour
            : throw new InvalidOperationException($"audit:hour is {text}: say 0 to 23, or never."),
    };

    /// <summary>Does it now.</summary>
    public async Task<RowsReport> CheckAsync(CancellationToken cancellation = default)
    {
        var audit = new RowsAudit(database, Modules.Tables, Modules.Kinds(pack), Modules.Fillers(pack));
        var report = await audit.RunAsync(cancellation: cancellation);
        Last = (clock.GetUtcNow(), report);
        if (!report.IsSound)
            // The keys of a row may be somebody's number: no log holds them.
            log.LogError("{Count} derived rows are not what the journal says. yitong log verify --rows names them, yitong "
                + "rebuild puts them right.", report.Faults.Count);
        return report;
    }

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var isDone = Last is { } last && pack.City.DayOf(last.At) == pack.City.DayOf(now);
        if (!isDone && now.ToOffset(pack.City.UtcOffset).Hour == Hour) await CheckAsync(cancellation);
    }
}
