using System.Collections.Concurrent;

namespace Yitong.Store;

/// <summary>
/// The states used last, in two generations: when the young one is full it becomes the old one, and what the old one
/// held untouched is forgotten. Holds at most <c>capacity</c> states. Thread-safe without locks on reading.
/// </summary>
internal sealed class RecentStates<TState>(int capacity)
    where TState : class
{
    private readonly Lock turning = new();
    private ConcurrentDictionary<Guid, Versioned<TState>> young = new();
    private ConcurrentDictionary<Guid, Versioned<TState>> old = new();
    private int count;

    public Versioned<TState>? Find(Guid id)
    {
        if (young.TryGetValue(id, out var found))
            return found;
        if (!old.TryGetValue(id, out found))
            return null;
        Put(id, found);
        return found;
    }

    /// <summary>Forgets a state.</summary>
    public void Drop(Guid id)
    {
        young.TryRemove(id, out _);
        old.TryRemove(id, out _);
    }

    /// <summary>Keeps the state unless a later one is known.</summary>
    public void Put(Guid id, Versioned<TState> state)
    {
        if (capacity == 0)
            return;
        while (true)
        {
            if (young.TryGetValue(id, out var present))
            {
                if (present.Version >= state.Version || young.TryUpdate(id, state, present))
                    return;
            }
            else if (young.TryAdd(id, state))
            {
                break;
            }
        }
        if (Interlocked.Increment(ref count) <= capacity / 2)
            return;
        lock (turning)
        {
            if (count <= capacity / 2)
                return;
            old = young;
            young = new();
            count = 0;
        }
    }
}

/// <summary>A state and the version of its stream at which it stands.</summary>
internal sealed record Versioned<TState>(TState State, int Version);
