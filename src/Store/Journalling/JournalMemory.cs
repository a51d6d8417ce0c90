using System.Diagnostics.CodeAnalysis;

namespace Yitong.Store;

/// <summary>
/// What the committer knows of the journal without asking: true as long as nobody else has written. It saves a round
/// trip and the look-ups; should it be wrong, the head, the unique version or the unique key stops the transaction.
/// </summary>
internal sealed class JournalMemory(long head)
{
    /// <summary>Batches that are looked up after another node was met, before memory is trusted again.</summary>
    private const int Company = 32;

    private readonly Recent<Guid, int> versions = new(100_000);
    private readonly Recent<(string, string), SeenKey> keys = new(50_000);
    private long head = head;
    private int company;

    public long Head => Volatile.Read(ref head);

    /// <summary>Fills in what a look-up would find; false when it has to be made.</summary>
    public bool Recall(ReadOnlySpan<Pending> acts, Findings found)
    {
        if (company > 0 && company-- > 0)
            return false;
        found.Clear();
        found.Head = head;
        foreach (var pending in acts)
        {
            var change = pending.Change;
            var isKnown = versions.TryGet(change.Stream, out var version);
            if (change.ExpectedVersion > version || !isKnown && change.ExpectedVersion > 0)
                return false;
            found.Versions[change.Stream] = version;
            if (change.Key is { } key && keys.TryGet((key.Caller, key.Key), out var seen))
                found.Keys[(key.Caller, key.Key)] = seen;
        }
        return true;
    }

    /// <summary>Compares the head that was found with the one known: if it moved, others write, and versions are void.</summary>
    public void Meet(long foundHead)
    {
        if (foundHead == head)
            return;
        Volatile.Write(ref head, foundHead);
        versions.Clear();
        company = Company;
    }

    /// <summary>Keeps what a batch has written, durably.</summary>
    public void Keep(ReadOnlySpan<Pending> acts, long newHead)
    {
        Volatile.Write(ref head, newHead);
        foreach (var pending in acts)
        {
            if (pending.Result is not Committed)
                continue;
            var (stream, version, _, events, _, key) = pending.Change;
            versions.Put(stream, version + events.Count);
            if (key is not null)
                keys.Put((key.Caller, key.Key), new(stream, key.RequestHash));
        }
    }
}

/// <summary>The entries used last, in two generations: a full young one becomes the old one. For one thread.</summary>
internal sealed class Recent<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> young = [];
    private Dictionary<TKey, TValue> old = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) =>
        young.TryGetValue(key, out value) || old.TryGetValue(key, out value);

    public void Put(TKey key, TValue value)
    {
        if (young.Count >= capacity / 2)
            (young, old) = ([], young);
        young[key] = value;
    }

    public void Clear()
    {
        young.Clear();
        old.Clear();
    }
}
