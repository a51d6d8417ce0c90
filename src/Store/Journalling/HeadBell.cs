namespace Yitong.Store;

/// <summary>Tells whoever waits that the journal has grown. Thread-safe, and nearly free while nobody waits.</summary>
internal sealed class HeadBell
{
    private TaskCompletionSource? waiting;

    /// <summary>Completes with the next ring. Look at the head after having asked for it, or a ring may be missed.</summary>
    public Task Next
    {
        get
        {
            if (Volatile.Read(ref waiting) is { } there)
                return there.Task;
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref waiting, mine, null) ?? mine).Task;
        }
    }

    public void Ring()
    {
        if (Volatile.Read(ref waiting) is not null)
            Interlocked.Exchange(ref waiting, null)?.TrySetResult();
    }
}
