namespace Yitong.Store;

/// <summary>Where a follower stands.</summary>
/// <param name="Position">All up to here is done or parked.</param>
/// <param name="Parked">Streams of which an event is parked.</param>
internal sealed record Standing(long Position, IReadOnlySet<Guid> Parked);

/// <summary>Another node has filled the same rows first: what was made here is thrown away.</summary>
internal sealed class MovedOnException() : Exception("Another node was faster.");

/// <summary>Keeps how far a follower has come, and what it could not do.</summary>
internal abstract class Progress
{
    /// <summary>Where it stands, whichever node brought it there, and which of these streams wait.</summary>
    public abstract Task<Standing> ReadAsync(IReadOnlyCollection<Guid> streams, CancellationToken cancellation);

    /// <summary>
    /// Moves on after the work was done, with what was parked. Rows that were filled go in the same transaction, and only if
    /// nobody else has moved on meanwhile.
    /// </summary>
    public abstract Task KeepAsync(
        YitongDb? filled, long from, long to, IReadOnlyList<ParkedRow> parked, CancellationToken cancellation);

    /// <summary>
    /// Takes on what is due of the parked events; each goes to one node. <paramref name="isAll"/> takes those in, too, whose time
    /// has not come.
    /// </summary>
    public abstract Task<IReadOnlyList<ParkedRow>> ClaimAsync(
        bool isAll, Func<ParkedRow, DateTimeOffset> next, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>A parked event is done: whoever waited behind it is due.</summary>
    public abstract Task DoneAsync(YitongDb? filled, ParkedRow parked, CancellationToken cancellation);

    /// <summary>A parked event failed again.</summary>
    public abstract Task FailedAsync(ParkedRow parked, string fault, CancellationToken cancellation);

    /// <summary>When the next parked event is due; null when none is.</summary>
    public abstract Task<DateTimeOffset?> NextTryAsync(CancellationToken cancellation);
}

/// <summary>In memory, for a follower that looks after this process alone.</summary>
internal sealed class MemoryProgress(long begin) : Progress
{
    private readonly SortedDictionary<long, ParkedRow> all = [];
    private long position = begin;

    public override Task<Standing> ReadAsync(IReadOnlyCollection<Guid> streams, CancellationToken cancellation) =>
        Task.FromResult(new Standing(position, all.Values.Select(each => each.Stream).ToHashSet()));

    public override Task KeepAsync(
        YitongDb? filled, long from, long to, IReadOnlyList<ParkedRow> parked, CancellationToken cancellation)
    {
        foreach (var each in parked) all[each.Position] = each;
        position = to;
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<ParkedRow>> ClaimAsync(
        bool isAll, Func<ParkedRow, DateTimeOffset> next, DateTimeOffset now, CancellationToken cancellation)
    {
        var firsts = all.Values.GroupBy(each => each.Stream).Select(same => same.First())
            .Where(each => isAll || each.NextTry is not { } at || at <= now).ToList();
        foreach (var each in firsts) (each.NextTry, each.Tries) = (next(each), each.Tries + 1);
        return Task.FromResult<IReadOnlyList<ParkedRow>>(firsts);
    }

    public override Task DoneAsync(YitongDb? filled, ParkedRow parked, CancellationToken cancellation)
    {
        all.Remove(parked.Position);
        return Task.CompletedTask;
    }

    public override Task FailedAsync(ParkedRow parked, string fault, CancellationToken cancellation)
    {
        parked.Fault = fault;
        return Task.CompletedTask;
    }

    // Whatever heads its stream is due at once when it has no time of its own.
    public override Task<DateTimeOffset?> NextTryAsync(CancellationToken cancellation) =>
        Task.FromResult<DateTimeOffset?>(all.Count == 0 ? null : all.Values.GroupBy(each => each.Stream)
            .Min(same => same.First().NextTry ?? DateTimeOffset.MinValue));
}
