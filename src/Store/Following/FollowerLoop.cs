using Microsoft.Extensions.Logging;

namespace Yitong.Store;

/// <summary>
/// One follower at its own pace: reads on, has it done, keeps how far it came. An event that it fails over is parked, and later
/// ones of the same stream behind it; all else goes on.
/// </summary>
internal sealed class FollowerLoop(
    Follower follower, Progress progress, JournalTail tail, Journal journal, Rows rows, FollowingPace pace, ILogger log)
{
    /// <summary>Where the database answers, and passing faults come so often all the same, events are tried alone.</summary>
    private const int MostPassing = 8;
    private const int UnwantedBetweenKeeps = 5_000;
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestParking = TimeSpan.FromHours(1);

    private readonly HashSet<string> wanted = [.. follower.Events];
    private DateTimeOffset? nextTry = DateTimeOffset.MinValue;
    private long position = -1;
    private long kept;
    private int failures;
    private bool isBegun;
    private volatile bool isReminded;

    public Follower Follower => follower;

    /// <summary>All up to here is done or parked; -1 before it is known.</summary>
    public long Position => Volatile.Read(ref position);

    /// <summary>What keeps it from going on at all; null while nothing does.</summary>
    public string? Fault { get; private set; }

    /// <summary>Has it look for what is due of its parked events.</summary>
    public void Remind() => isReminded = true;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = await RoundAsync(stop) ? TimeSpan.Zero : pace.Breath;
                (failures, Fault) = (0, null);
                if (pause > TimeSpan.Zero) await tail.WaitAsync(position, UntilNextTry, stop);
            }
#pragma warning disable CA1031 // Whatever happens here must end neither the process nor the other followers.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (stop.IsCancellationRequested) return;
                pause = FollowingPace.Growing(pace.Patience, ++failures, LongestPatience);
                if (fault is not MovedOnException && !DatabaseFaults.IsPassing(fault) && Fault != fault.Message)
                    log.LogError(fault, "The follower {Follower} cannot go on behind {Position}.", follower.Name, position);
                (position, Fault) = (-1, fault.Message);
            }
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, pace.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Does what is due of the parked events, then the next piece of the journal; false at its end.</summary>
    public async Task<bool> RoundAsync(CancellationToken stop)
    {
        if (position < 0) kept = position = (await progress.ReadAsync([], stop)).Position;
        if (isReminded || nextTry is { } due && due <= pace.Clock.GetUtcNow()) await TryParkedAsync(stop);
        var (events, through) = await tail.ReadAsync(position, stop);
        if (through == position) return false;
        var some = events.Where(each => wanted.Contains(each.Type)).ToList();
        foreach (var piece in some.Chunk(follower.MostAtOnce)) await DoAsync(piece, stop);
        position = through;
        // What nobody wanted is read again after a restart: that costs less than keeping it each time.
        if (through - kept >= UnwantedBetweenKeeps) await KeepAsync(null, kept, through, [], stop);
        return true;
    }

    private TimeSpan UntilNextTry
    {
        get
        {
            if (nextTry is not { } due) return Timeout.InfiniteTimeSpan;
            var left = due - pace.Clock.GetUtcNow();
            return left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestParking ? left : LongestParking;
        }
    }

    private async Task DoAsync(RecordedEvent[] piece, CancellationToken stop)
    {
        var standing = await progress.ReadAsync([.. piece.Select(each => each.Stream).Distinct()], stop);
        // Another node may have come further.
        var left = piece.Where(each => each.Position > standing.Position).ToList();
        if (left.Count == 0) return;
        var behind = left.Where(each => standing.Parked.Contains(each.Stream)).Select(each => Parked(each, null)).ToList();
        left.RemoveAll(each => standing.Parked.Contains(each.Stream));
        try
        {
            await using var db = follower is RowFollower ? rows.Open() : null;
            if (left.Count > 0) await follower.DoAsync(db, left, stop);
            await KeepAsync(db, standing.Position, piece[^1].Position, behind, stop);
        }
        catch (Exception fault) when (IsOfEvent(fault, stop))
        {
            if (piece is [var only]) await ParkAsync(only, standing.Position, fault, stop);
            else foreach (var each in piece) await DoAsync([each], stop);
        }
    }

    private async Task ParkAsync(RecordedEvent only, long from, Exception fault, CancellationToken stop)
    {
        await KeepAsync(null, from, only.Position, [Parked(only, fault)], stop);
        nextTry = Earlier(nextTry, pace.Clock.GetUtcNow() + pace.Parking);
        log.LogError(fault, "The follower {Follower} parks the event {Position} ({Type}) of {Stream} and goes on.",
            follower.Name, only.Position, only.Type, only.Stream);
    }

    private async Task KeepAsync(
        YitongDb? filled, long from, long to, IReadOnlyList<ParkedRow> parked, CancellationToken stop)
    {
        await progress.KeepAsync(filled, from, to, parked, stop);
        kept = to;
    }

    // Those of one stream in their order; with the first round after a start all, for a mended release may have brought it.
    private async Task TryParkedAsync(CancellationToken stop)
    {
        isReminded = false;
        while (await progress.ClaimAsync(!isBegun, NextTry, pace.Clock.GetUtcNow(), stop) is { Count: > 0 } due)
        {
            foreach (var row in due) await TryAsync(row, stop);
            isBegun = true;
        }
        isBegun = true;
        nextTry = await progress.NextTryAsync(stop);
    }

    private async Task TryAsync(ParkedRow row, CancellationToken stop)
    {
        try
        {
            var recorded = (await journal.ReadBetweenAsync(row.Position - 1, row.Position, stop)).SingleOrDefault();
            await using var db = follower is RowFollower ? rows.Open() : null;
            if (recorded is { IsErased: false }) await follower.DoAsync(db, [recorded], stop);
            await progress.DoneAsync(db, row, stop);
            log.LogInformation("The follower {Follower} has done {Position} after all.", follower.Name, row.Position);
        }
        catch (Exception fault) when (IsOfEvent(fault, stop))
        {
            await progress.FailedAsync(row, TextOf(fault), stop);
        }
    }

    private DateTimeOffset NextTry(ParkedRow row) =>
        pace.Clock.GetUtcNow() + FollowingPace.Growing(pace.Parking, row.Tries + 1, LongestParking);

    private bool IsOfEvent(Exception fault, CancellationToken stop) =>
        fault is not MovedOnException && !stop.IsCancellationRequested
        && (failures >= MostPassing || !DatabaseFaults.IsPassing(fault));

    private ParkedRow Parked(RecordedEvent each, Exception? fault)
    {
        var now = pace.Clock.GetUtcNow();
        return new()
        {
            Follower = follower.Name, Position = each.Position, Stream = each.Stream, Since = now,
            Fault = fault is null ? "" : TextOf(fault), Tries = fault is null ? 0 : 1,
            NextTry = fault is null ? null : now + pace.Parking,
        };
    }

    private static string TextOf(Exception fault)
    {
        var text = $"{fault.GetType().Name}: {fault.Message}";
        return text.Length > 500 ? text[..500] : text;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) =>
        one is { } first && first < other ? first : other;
}
