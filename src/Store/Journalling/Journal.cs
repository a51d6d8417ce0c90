using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>
/// All events of an installation in one order, and the only way to change anything. Thread-safe. Acts that arrive
/// together are committed together; each gets its own answer, after its transaction is durable.
/// </summary>
public sealed class Journal
{
    private const int PageSize = 1_000;
    private const int ReadPatienceMs = 4_000;
    private readonly Committer committer;
    private readonly Reader reader;
    private readonly Rows rows;

    internal Journal(Committer committer, Reader reader, Rows rows) =>
        (this.committer, this.reader, this.rows) = (committer, reader, rows);

    /// <summary>The last position that this process has written or found; another node may be ahead.</summary>
    public long Head => committer.Head;

    /// <summary>Acts that wait for the committer; for health pages.</summary>
    public int Waiting => committer.Waiting;

    /// <summary>Rings when this process has written, and may be rung when another was found to have.</summary>
    internal HeadBell Bell => committer.Bell;

    /// <summary>Writes one act's events and rows, all or nothing.</summary>
    /// <exception cref="RowsRefusedException">The database refuses the rows; neighbouring acts are not touched.</exception>
    /// <exception cref="StoreUnavailableException">The database stayed away too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; once begun, an act is carried through.</exception>
    public Task<CommitResult> CommitAsync(Change change, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Events.Count == 0)
            throw new ArgumentException("An act without an event would change rows that no replay can explain.");
        var at = Instants.ToMicrosecond(change.Act.At);
        if (!at.EqualsExact(change.Act.At))
            change = change with { Act = change.Act with { At = at } };
        return committer.CommitAsync(change, cancellation);
    }

    /// <summary>The events of a stream with versions above <paramref name="after"/>, in order.</summary>
    public async ValueTask<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        Guid stream, int after = 0, CancellationToken cancellation = default) =>
        await TryAgainAsync(() => reader.StreamAsync(stream, after, cancellation));

    /// <summary>The stream's version as it stands in the database; 0 when there is none.</summary>
    public ValueTask<int> ReadVersionAsync(Guid stream, CancellationToken cancellation = default) =>
        TryAgainAsync(() => reader.VersionAsync(stream, cancellation));

    /// <summary>The last position as it stands in the database, whichever node wrote it.</summary>
    public async ValueTask<long> ReadHeadAsync(CancellationToken cancellation = default) =>
        await ReadAsync(db => db.Set<JournalHeadRow>().Select(head => head.Position).SingleAsync(cancellation));

    /// <summary>
    /// All events with positions above <paramref name="after"/> that exist when reached and can still be read, in order: those
    /// that were erased are passed over.
    /// </summary>
    public async IAsyncEnumerable<RecordedEvent> ReadAllAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in ReadRowsAsync(after, cancellation))
            if (row is not ({ Data: "" } or { Type: RecordedEvent.ErasedType }))
                yield return row.ToEvent();
    }

    /// <summary>As <see cref="ReadAllAsync"/>, with the erased ones and with what the public log holds of each.</summary>
    public async IAsyncEnumerable<CommittedEvent> ReadCommittedAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var row in ReadRowsAsync(after, cancellation))
            yield return new(row.ToEvent(), row.Salt, row.Commitment);
    }

    /// <summary>One event with what the public log holds of it; null when there is no such position.</summary>
    public async ValueTask<CommittedEvent?> FindCommittedAsync(long position, CancellationToken cancellation = default) =>
        await ReadAsync(db => db.Set<JournalRow>().SingleOrDefaultAsync(row => row.Position == position, cancellation))
            is { } row ? new(row.ToEvent(), row.Salt, row.Commitment) : null;

    /// <summary>
    /// The commitments of the events above <paramref name="after"/>, 32 bytes each, one behind the other: all that there are, but
    /// not more than <paramref name="most"/>.
    /// </summary>
    /// <exception cref="JournalDamagedException">An event is missing, or its commitment is none.</exception>
    public ValueTask<byte[]> ReadCommitmentsAsync(long after, int most, CancellationToken cancellation = default) =>
        TryAgainAsync(() => reader.CommitmentsAsync(after, most, cancellation));

    /// <summary>The events above one position and up to another, erased ones with them.</summary>
    internal async ValueTask<IReadOnlyList<RecordedEvent>> ReadBetweenAsync(
        long after, long upTo, CancellationToken cancellation)
    {
        var rows = await ReadAsync(db => db.Set<JournalRow>().Where(row => row.Position > after && row.Position <= upTo)
            .OrderBy(row => row.Position).ToListAsync(cancellation));
        return [.. rows.Select(row => row.ToEvent())];
    }

    private async IAsyncEnumerable<JournalRow> ReadRowsAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<JournalRow> page;
        do
        {
            page = await ReadAsync(db => db.Set<JournalRow>().Where(row => row.Position > after)
                .OrderBy(row => row.Position).Take(PageSize).ToListAsync(cancellation));
            foreach (var row in page)
                yield return row;
            after = page is [.., var last] ? last.Position : after;
        }
        while (page.Count == PageSize);
    }

    /// <summary>What a client's idempotency key was used for; null when it is new.</summary>
    public ValueTask<SeenKey?> FindKeyAsync(string caller, string key, CancellationToken cancellation = default) =>
        TryAgainAsync(() => reader.KeyAsync(caller, key, cancellation));

    private ValueTask<T> ReadAsync<T>(Func<YitongDb, Task<T>> read) => TryAgainAsync(async () =>
    {
        await using var db = rows.Open();
        return await read(db);
    });

    /// <summary>Reads; again when the connection had died in the pool or the server is just restarting.</summary>
    private static async ValueTask<T> TryAgainAsync<T>(Func<ValueTask<T>> read)
    {
        for (var pause = 50; ; pause *= 2)
        {
            try
            {
                return await read();
            }
            catch (Exception e) when (IsTransient(e) && pause < ReadPatienceMs)
            {
                await Task.Delay(pause);
            }
        }
    }

    private static bool IsTransient(Exception exception) =>
        exception is DbException { IsTransient: true } || exception.InnerException is DbException { IsTransient: true };
}
