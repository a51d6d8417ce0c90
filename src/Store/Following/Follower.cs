namespace Yitong.Store;

/// <summary>
/// Does what follows from events elsewhere: an act on another stream, rows in a list, something in memory. It reads the journal
/// in order from where it stopped last. What it does may be done twice, for it may stop anywhere and several nodes may run it;
/// how far it came is kept only after the work is done. See <see cref="ActFollower"/>, <see cref="RowFollower"/> and
/// <see cref="Followers"/>.
/// </summary>
public abstract class Follower
{
    private protected Follower(string name, IReadOnlyList<string> events) => (Name, Events) = (name, events);

    /// <summary>Its name among the checkpoints; never given to another follower.</summary>
    public string Name { get; }

    /// <summary>The stable names of the events that it wants.</summary>
    public IReadOnlyList<string> Events { get; }

    /// <summary>Whether there is anything to follow for. Where not, it does not even move on.</summary>
    public virtual bool IsWanted => true;

    /// <summary>
    /// Whether it looks after this process's memory alone: then it begins at the journal's end with each start, and each node has
    /// its own.
    /// </summary>
    public virtual bool IsOfThisProcess => false;

    /// <summary>How many events it gets at once, at most.</summary>
    public virtual int MostAtOnce => 100;

    /// <summary>Does it; what goes into tables goes into the context, which is saved together with the position.</summary>
    internal abstract Task DoAsync(YitongDb? db, IReadOnlyList<RecordedEvent> events, CancellationToken cancellation);
}

/// <summary>A follower that acts: on other streams, at a source, in memory.</summary>
/// <param name="name">Its name among the checkpoints.</param>
/// <param name="events">The stable names of the events that it wants.</param>
public abstract class ActFollower(string name, params IReadOnlyList<string> events) : Follower(name, events)
{
    /// <summary>
    /// Does what follows from these events, which are in order and wanted. May be called again with the same ones. What it throws
    /// parks the event that it fails over and holds up no other stream; a fault of the database is waited for.
    /// </summary>
    public abstract Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation);

    internal sealed override Task DoAsync(YitongDb? db, IReadOnlyList<RecordedEvent> events, CancellationToken cancellation) =>
        FollowAsync(events, cancellation);
}

/// <summary>
/// A follower that fills tables from events of several streams. Rows and position are one transaction, so each event counts once.
/// A rebuild empties its tables and has it begin anew.
/// </summary>
/// <param name="name">Its name among the checkpoints.</param>
/// <param name="events">The stable names of the events that it wants.</param>
public abstract class RowFollower(string name, params IReadOnlyList<string> events) : Follower(name, events)
{
    /// <summary>The row types of the tables that it fills.</summary>
    public abstract IReadOnlyList<Type> RowTypes { get; }

    /// <summary>Adds to the context what follows from these events, and saves nothing itself.</summary>
    public abstract Task FillAsync(YitongDb db, IReadOnlyList<RecordedEvent> events, CancellationToken cancellation);

    internal sealed override Task DoAsync(YitongDb? db, IReadOnlyList<RecordedEvent> events, CancellationToken cancellation) =>
        FillAsync(db!, events, cancellation);
}
