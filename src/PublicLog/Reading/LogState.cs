using Microsoft.EntityFrameworkCore;
using Yitong.Store;

namespace Yitong.PublicLog;

/// <summary>How far a witness has followed.</summary>
/// <param name="Name">Its key's name.</param>
/// <param name="Size">Entries in the last checkpoint that it signed; 0 before the first.</param>
/// <param name="At">When it saw that.</param>
public sealed record WitnessStanding(string Name, long Size, DateTimeOffset? At);

/// <summary>A witness says that it was shown another history.</summary>
/// <param name="Witness">Who says so.</param>
/// <param name="Size">Of the checkpoint that it did not sign.</param>
/// <param name="Note">That checkpoint.</param>
/// <param name="Answer">What the witness answered.</param>
/// <param name="At">When.</param>
public sealed record LogAlarm(string Witness, long Size, string Note, string Answer, DateTimeOffset At);

/// <summary>How the log stands, for people.</summary>
/// <param name="Latest">The last checkpoint; null while the log is empty.</param>
/// <param name="Witnesses">Those that are asked.</param>
/// <param name="Alarms">Other histories that were seen, the first ten.</param>
/// <param name="Fault">Why the log does not grow; null while it does.</param>
public sealed record LogState(
    PublishedCheckpoint? Latest, IReadOnlyList<WitnessStanding> Witnesses, IReadOnlyList<LogAlarm> Alarms, string? Fault)
{
    /// <summary>One word for monitoring: <c>growing</c>, <c>stopped</c> or <c>alarm</c>.</summary>
    public string Word => Alarms.Count > 0 ? "alarm" : Fault is not null ? "stopped" : "growing";
}

/// <summary>Reads how the log stands.</summary>
public sealed class LogStates(Rows rows, LogTree tree, LogIdentity log, Sequencer sequencer)
{
    private const int MostAlarms = 10;

    /// <summary>How it stands now.</summary>
    public async Task<LogState> NowAsync(CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        var standings = new List<WitnessStanding>();
        foreach (var witness in log.Witnesses)
        {
            var last = await db.Set<LogCosignatureRow>().Where(row => row.Witness == witness.Key.Name)
                .OrderByDescending(row => row.Size).FirstOrDefaultAsync(cancellation);
            standings.Add(new(witness.Key.Name, last?.Size ?? 0, last?.At));
        }
        var alarms = await db.Set<LogAlarmRow>().OrderBy(row => row.At).Take(MostAlarms)
            .Select(row => new LogAlarm(row.Witness, row.Size, row.Note, row.Answer, row.At)).ToListAsync(cancellation);
        return new(await tree.LatestAsync(cancellation), standings, alarms, sequencer.Stopped ?? sequencer.Fault);
    }
}
