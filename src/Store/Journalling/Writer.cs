namespace Yitong.Store;

/// <summary>Writes batches into one database. Used by one thread.</summary>
internal abstract class Writer : IDisposable
{
    /// <summary>Opens a transaction, locks the journal, and finds its head, the streams' versions and used keys.</summary>
    public abstract void Begin(ReadOnlySpan<Pending> acts, Findings found);

    /// <summary>Bulk rows of a batch from which on it cannot be written in one go.</summary>
    public const int ManyRows = 500;

    /// <summary>Writes the batch in one go, if nobody has written since <paramref name="head"/>; else does nothing.</summary>
    public abstract bool TryCommit(Batch batch, long head);

    /// <summary>Writes the batch into the transaction that was begun and commits it durably.</summary>
    public abstract void Commit(Batch batch);

    /// <summary>Writes the batch's rows alone, in a transaction of its own, with how far a rebuild has come by them.</summary>
    public abstract void Fill(Batch batch, long position);

    /// <summary>Ends the transaction without a trace; never throws.</summary>
    public abstract void RollBack();

    /// <summary>Whether the database, not an act, is at fault, and the outcome may be unknown.</summary>
    public abstract bool IsLost(Exception exception);

    /// <summary>Whether the database refused a row of the append-only table because its key stands there already.</summary>
    public abstract bool IsTaken(Exception exception, RowTable table);

    /// <summary>Connects anew after a loss.</summary>
    public abstract void Reconnect();

    /// <summary>Whether this act's first event stands in the journal; sees every transaction begun before.</summary>
    public abstract bool HasHappened(Pending act);

    /// <inheritdoc/>
    public abstract void Dispose();
}
