using System.Diagnostics;
using System.Threading.Channels;

namespace Yitong.Store;

/// <summary>
/// The one thread of a process that writes: takes what has gathered while the last batch was being written, and
/// writes it in one transaction. It never waits for more to come, so a single act commits at once.
/// </summary>
internal sealed class Committer : IDisposable
{
    private readonly Writer writer;
    private readonly StoreOptions options;
    private readonly Channel<Pending> queue;
    private readonly Queue<Pending> held = [];
    private readonly HashSet<Guid> streams = [];
    private readonly HashSet<(string, string)> keys = [];
    private readonly List<Pending> passedOver = [];
    private readonly Findings found = new();
    private readonly Batch batch;
    private readonly Thread thread;
    private long lostSince;
    private long head;

    public Committer(Writer writer, IReadOnlyList<RowTable> tables, StoreOptions options, long head)
    {
        this.writer = writer;
        this.options = options;
        this.head = head;
        batch = new Batch(tables);
        queue = Channel.CreateBounded<Pending>(
            new BoundedChannelOptions(options.QueueLimit) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        thread = new Thread(Run) { IsBackground = true, Name = "journal committer" };
        thread.Start();
    }

    /// <summary>The last position that this process has seen.</summary>
    public long Head => Volatile.Read(ref head);

    public int Waiting => queue.Reader.Count;

    public Task<CommitResult> CommitAsync(Change change, CancellationToken cancellation)
    {
        var pending = new Pending(change, cancellation);
        return queue.Writer.TryWrite(pending) ? pending.Answer
            : queue.Reader.Completion.IsCompleted ? throw new ObjectDisposedException(nameof(Journal))
            : Task.FromResult<CommitResult>(Busy.Now);
    }

    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
        writer.Dispose();
    }

    private void Run()
    {
        var acts = new List<Pending>(options.BatchLimit);
        while (held.Count > 0 || Wait())
        {
            Gather(acts);
            if (acts.Count > 0)
                Write(acts.ToArray(), losses: 0);
            acts.Clear();
        }
    }

    private bool Wait()
    {
        var ready = queue.Reader.WaitToReadAsync();
        return ready.IsCompletedSuccessfully ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Takes at most one act per stream and per key; a second one waits for the next batch.</summary>
    private void Gather(List<Pending> acts)
    {
        streams.Clear();
        keys.Clear();
        while (acts.Count < options.BatchLimit && passedOver.Count < options.BatchLimit && Next() is { } pending)
        {
            if (pending.IsGivenUp)
                continue;
            var (change, key) = (pending.Change, pending.Change.Key);
            if (!streams.Contains(change.Stream) && (key is null || !keys.Contains((key.Caller, key.Key))))
                acts.Add(pending);
            else
                passedOver.Add(pending);
            streams.Add(change.Stream);
            if (key is not null)
                keys.Add((key.Caller, key.Key));
        }
        for (var i = held.Count; i > 0; i--)
            passedOver.Add(held.Dequeue());
        passedOver.ForEach(held.Enqueue);
        passedOver.Clear();
    }

    private Pending? Next() =>
        held.TryDequeue(out var pending) || queue.Reader.TryRead(out pending) ? pending : null;

    private void Write(ReadOnlyMemory<Pending> acts, int losses)
    {
        var isCommitting = false;
        try
        {
            writer.Begin(acts.Span, found);
            batch.Fill(acts.Span, found);
            isCommitting = batch.Events.Count > 0;
            if (isCommitting)
                writer.Commit(batch);
            else
                writer.RollBack();
        }
        catch (Exception cause) when (writer.IsLost(cause))
        {
            Recover(acts, isCommitting, losses + 1, cause);
            return;
        }
#pragma warning disable CA1031 // Whatever one act's rows provoke must not end the committer nor its neighbours.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            writer.RollBack();
            Split(acts, cause);
            return;
        }
        Reply(acts.Span);
    }

    private void Reply(ReadOnlySpan<Pending> acts)
    {
        Volatile.Write(ref head, batch.Head);
        foreach (var pending in acts)
            pending.Reply();
    }

    /// <summary>Finds the act that the database refuses by halving; its neighbours are written.</summary>
    private void Split(ReadOnlyMemory<Pending> acts, Exception cause)
    {
        if (acts.Length == 1)
        {
            acts.Span[0].Fail(new RowsRefusedException(acts.Span[0].Change.Act.Name, cause));
            return;
        }
        Write(acts[..(acts.Length / 2)], losses: 0);
        Write(acts[(acts.Length / 2)..], losses: 0);
    }

    /// <summary>Connects anew and asks the journal whether the batch, which is all or nothing, has happened.</summary>
    private void Recover(ReadOnlyMemory<Pending> acts, bool isOutcomeUnknown, int losses, Exception cause)
    {
        if (lostSince == 0)
            lostSince = Stopwatch.GetTimestamp();
        for (var pause = 10; ; pause = Math.Min(2 * pause, 1_000))
        {
            try
            {
                writer.Reconnect();
                var witness = isOutcomeUnknown ? FirstGranted(acts.Span) : null;
                var hasHappened = witness is not null && writer.HasHappened(witness);
                lostSince = 0;
                isOutcomeUnknown = false;
                if (hasHappened)
                    Reply(acts.Span);
                else if (losses < 5)
                    Write(acts, losses);
                else
                    Fail(acts.Span, false, cause);
                return;
            }
            catch (Exception lost) when (writer.IsLost(lost))
            {
                if (lostSince == 0)
                    return;
                if (Stopwatch.GetElapsedTime(lostSince) > options.ReconnectLimit)
                {
                    Fail(acts.Span, isOutcomeUnknown, lost);
                    return;
                }
                Thread.Sleep(pause);
            }
        }
    }

    private static Pending? FirstGranted(ReadOnlySpan<Pending> acts)
    {
        foreach (var pending in acts)
            if (pending.Result is Committed)
                return pending;
        return null;
    }

    private static void Fail(ReadOnlySpan<Pending> acts, bool isOutcomeUnknown, Exception cause)
    {
        foreach (var pending in acts)
            pending.Fail(new StoreUnavailableException(isOutcomeUnknown && pending.Result is Committed, cause));
    }
}
