using System.Threading.Channels;

namespace Yitong.Store;

/// <summary>
/// The one thread of a process that writes: takes what has gathered while the last batch was being written, and
/// writes it in one transaction. It never waits for more to come, so a single act commits at once.
/// </summary>
internal sealed class Committer : IDisposable
{
    private readonly BatchCommit commit;
    private readonly int batchLimit;
    private readonly Channel<Pending> queue;
    private readonly Queue<Pending> held = [];
    private readonly List<Pending> passedOver = [];
    private readonly HashSet<Guid> streams = [];
    private readonly HashSet<(string, string)> keys = [];
    private readonly Thread thread;

    public Committer(BatchCommit commit, StoreOptions options)
    {
        this.commit = commit;
        batchLimit = options.BatchLimit;
        queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
        thread = new Thread(Run) { IsBackground = true, Name = "journal committer" };
        thread.Start();
    }

    /// <summary>Rings when a batch was written.</summary>
    public HeadBell Bell { get; } = new();

    /// <summary>The last position that this process has seen.</summary>
    public long Head => commit.Head;

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
        commit.Dispose();
    }

    private void Run()
    {
        var acts = new List<Pending>(batchLimit);
        while (held.Count > 0 || Wait())
        {
            Gather(acts);
            if (acts.Count > 0)
            {
                commit.Write(acts.ToArray());
                Bell.Ring();
            }
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
        while (acts.Count < batchLimit && passedOver.Count < batchLimit && Next() is { } pending)
        {
            if (pending.IsGivenUp)
                continue;
            var (change, key) = (pending.Change, pending.Change.Key);
            var isFirst = streams.Add(change.Stream);
            isFirst &= key is null || keys.Add((key.Caller, key.Key));
            (isFirst ? acts : passedOver).Add(pending);
        }
        for (var i = held.Count; i > 0; i--)
            passedOver.Add(held.Dequeue());
        passedOver.ForEach(held.Enqueue);
        passedOver.Clear();
    }

    private Pending? Next() =>
        held.TryDequeue(out var pending) || queue.Reader.TryRead(out pending) ? pending : null;
}
