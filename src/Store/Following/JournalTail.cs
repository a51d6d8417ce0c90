namespace Yitong.Store;

/// <summary>
/// Reads the journal once for all followers of a process, however many there are: pages stay for a while, and each follower walks
/// through them at its own pace. One small query per pause finds what other nodes have written; what this process writes rings a
/// bell. Thread-safe.
/// </summary>
internal sealed class JournalTail(Journal journal, FollowingPace pace) : IDisposable
{
    private const int PageSize = 500;
    private const int PagesKept = 16;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Dictionary<long, Page> pages = [];
    private long found;
    private long uses;

    /// <summary>The last position that is known of.</summary>
    public long Head => Math.Max(journal.Head, Volatile.Read(ref found));

    /// <summary>
    /// The events above a position that can still be read, and how far they go: to the end of a page, or of the journal.
    /// </summary>
    public async ValueTask<(IReadOnlyList<RecordedEvent> Events, long Through)> ReadAsync(
        long after, CancellationToken cancellation)
    {
        if (Head <= after) return ([], after);
        await turn.WaitAsync(cancellation);
        try
        {
            var number = after / PageSize;
            if (!pages.TryGetValue(number, out var page) || page.Through <= after)
                page = await ExtendAsync(number, page, cancellation);
            page.UsedAt = ++uses;
            return ([.. page.Events.Where(each => each.Position > after)], Math.Max(after, page.Through));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Waits until there is something above a position, but not longer than it is told.</summary>
    public async Task WaitAsync(long after, TimeSpan most, CancellationToken cancellation)
    {
        var rung = journal.Bell.Next;
        if (Head <= after)
            await rung.WaitAsync(most, pace.Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Asks the database for the journal's last position.</summary>
    public async Task<long> LookAsync(CancellationToken cancellation)
    {
        var known = Head;
        var head = await journal.ReadHeadAsync(cancellation);
        Volatile.Write(ref found, head);
        if (head > known) journal.Bell.Ring();
        return head;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<Page> ExtendAsync(long number, Page? page, CancellationToken cancellation)
    {
        page ??= new(number * PageSize);
        var more = await journal.ReadBetweenAsync(page.Through, (number + 1) * PageSize, cancellation);
        // What was erased is to be in no memory either.
        if (more.Any(each => each.Type == RecordedEvent.ErasedType)) pages.Clear();
        page.Events.AddRange(more.Where(each => !each.IsErased && each.Type != RecordedEvent.ErasedType));
        if (more is [.., var last]) page.Through = last.Position;
        pages[number] = page;
        if (pages.Count > PagesKept) pages.Remove(pages.MinBy(each => each.Value.UsedAt).Key);
        return page;
    }

    private sealed class Page(long from)
    {
        public List<RecordedEvent> Events { get; } = [];
        public long Through { get; set; } = from;
        public long UsedAt { get; set; } = long.MaxValue;
    }
}

/// <summary>How fast followers go. Every setting has its usual value.</summary>
internal sealed record FollowingPace
{
    /// <summary>Between two looks for what other nodes have written.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A follower that is at the journal's end rests so long, so that a busy journal is read in larger pieces.</summary>
    public TimeSpan Breath { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Before the first try after a fault of the database; it doubles up to half a minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Before a parked event is tried for the second time; it doubles up to an hour.</summary>
    public TimeSpan Parking { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks for what other nodes have parked.</summary>
    public TimeSpan ParkedPoll { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Measures the pauses. Not a city's clock, which a demonstration may stop.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long after so many failures in a row.</summary>
    public static TimeSpan Growing(TimeSpan first, int failures, TimeSpan longest)
    {
        var pause = first * Math.Pow(2, Math.Min(Math.Max(failures - 1, 0), 30));
        return pause < longest ? pause : longest;
    }
}
