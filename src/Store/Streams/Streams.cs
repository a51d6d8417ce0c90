using Yitong.Kernel;

namespace Yitong.Store;

/// <summary>An act that is durable.</summary>
/// <param name="Stream">The stream; with a repeated idempotency key the one of the first request.</param>
/// <param name="Version">The stream's version now.</param>
/// <param name="State">The state now.</param>
/// <param name="IsRepeat">Whether this request had been done before and nothing new happened.</param>
public sealed record Done<TState>(Guid Stream, int Version, TState State, bool IsRepeat = false)
{
    /// <summary>The journal's position of the act's first event; 0 when nothing new happened.</summary>
    public long FirstPosition { get; init; }
}

/// <summary>
/// Streams of one kind: load, decide, commit. Thread-safe. States are kept in memory; that another node has moved a
/// stream on is found at the commit, before a refusal is answered, and on every <see cref="LoadAsync"/>.
/// </summary>
public sealed class Streams<TState, TEvent>(Journal journal, StreamKind<TState, TEvent> kind)
    where TState : class
    where TEvent : notnull
{
    private const int Attempts = 5;
    private readonly RecentStates<TState> recent = new(kind.Capacity);

    /// <summary>The refusal where there is no such stream.</summary>
    public Refusal NotFound { get; } = new(kind.NotFound, RefusalKind.NotFound);

    /// <summary>The state as the database has it now, with its version; null and 0 when there is no such stream.</summary>
    public async ValueTask<(TState? State, int Version)> LoadAsync(
        Guid id, CancellationToken cancellation = default)
    {
        var known = await RefreshAsync(id, recent.Find(id), cancellation);
        return (known?.State, known?.Version ?? 0);
    }

    /// <summary>
    /// The state as this node saw it last, which another node may have moved on from; null when there is no such
    /// stream. For what never changes in a state (whose case it is), without asking the database each time.
    /// </summary>
    public async ValueTask<TState?> RecallAsync(Guid id, CancellationToken cancellation = default) =>
        (recent.Find(id) ?? await RefreshAsync(id, null, cancellation))?.State;

    /// <summary>
    /// Does one thing to a stream. When somebody else was faster, it is decided again on the new state, unless the
    /// caller said which version it had seen.
    /// </summary>
    /// <param name="id">The stream; a new id to begin one.</param>
    /// <param name="act">Who, when, as what.</param>
    /// <param name="expectedVersion">The version that the caller had on screen; null when any will do.</param>
    /// <param name="key">The client's idempotency key; null when there is none.</param>
    /// <param name="decide">Events or a refusal, from the state (null: no such stream). Pure; may run several times.</param>
    /// <param name="bulk">
    /// Rows for an append-only table, whose seal is in an event; the version on which they were made must then be given.
    /// </param>
    /// <param name="cancellation">Gives up while nothing has been written.</param>
    /// <returns>
    /// The state after; or the refusal of <paramref name="decide"/>, or <c>store.stale</c>, <c>store.busy</c>,
    /// <c>store.key-reused</c>, <c>store.rows-taken</c>.
    /// </returns>
    public async Task<Outcome<Done<TState>>> ActAsync(
        Guid id, Act act, int? expectedVersion, IdempotencyKey? key,
        Func<TState?, Outcome<IReadOnlyList<TEvent>>> decide, BulkRows? bulk = null,
        CancellationToken cancellation = default)
    {
        if (bulk is not null && expectedVersion is null)
            throw new ArgumentException("Bulk rows belong to the version of the stream on which they were made.");
        var known = recent.Find(id);
        var isFresh = known is null;
        if (isFresh && expectedVersion is not 0)
            known = await RefreshAsync(id, null, cancellation);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var refusal = TryDecide(known, expectedVersion, decide, out var events);
            if (refusal is not null && !isFresh)
            {
                // It may be the state in memory that is old.
                (known, isFresh) = (await RefreshAsync(id, known, cancellation), true);
                refusal = TryDecide(known, expectedVersion, decide, out events);
            }
            if (refusal is not null)
                return key is not null && await journal.FindKeyAsync(key.Caller, key.Key, cancellation) is { } seen
                    ? await RepeatAsync(seen, key, cancellation) : refusal;
            if (events.Count == 0)
                return new Done<TState>(id, known!.Version, known.State);
            var (change, after) = Prepare(id, act, key, known, events);
            switch (await journal.CommitAsync(change with { Bulk = bulk }, cancellation))
            {
                case Committed(var first):
                    recent.Put(id, after);
                    return new Done<TState>(id, after.Version, after.State) { FirstPosition = first };
                case KeySeen(var found):
                    return await RepeatAsync(found, key!, cancellation);
                case RowsTaken:
                    return new Refusal("store.rows-taken");
                case Busy:
                    return new Refusal("store.busy", RefusalKind.Busy);
            }
            (known, isFresh) = (await RefreshAsync(id, known, cancellation), true);
        }
        return Stale;
    }

    /// <summary>
    /// Erases a stream: its events lose their data and salts, its rows go, and it ends with an event that says so. Positions,
    /// times, who acted, and the commitments in the public log stay; the stream cannot go on or begin anew.
    /// </summary>
    /// <param name="id">The stream.</param>
    /// <param name="act">Who erases, and when.</param>
    /// <param name="cancellation">Gives up while nothing has been written.</param>
    /// <returns>False when there is no such stream or it is erased; or <c>store.stale</c>, <c>store.busy</c>.</returns>
    /// <exception cref="InvalidOperationException">The stream seals append-only rows, which must stay provable.</exception>
    public async Task<Outcome<bool>> EraseAsync(Guid id, Act act, CancellationToken cancellation = default)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var events = await journal.ReadStreamAsync(id, cancellation: cancellation);
            if (events is [] || events[^1].Type == RecordedEvent.ErasedType || !kind.Events.Has(events[0].Type))
                return false;
            var change = new Change(id, events.Count, act, [new(RecordedEvent.ErasedType, "{}")], kind.RowsToErase(events));
            switch (await journal.CommitAsync(change with { IsErasure = true }, cancellation))
            {
                case Committed:
                    recent.Drop(id);
                    return true;
                case Busy:
                    return new Refusal("store.busy", RefusalKind.Busy);
            }
        }
        return Stale;
    }

    private static Refusal Stale => new("store.stale", RefusalKind.Stale);

    private static Refusal? TryDecide(
        Versioned<TState>? known, int? expectedVersion,
        Func<TState?, Outcome<IReadOnlyList<TEvent>>> decide, out IReadOnlyList<TEvent> events)
    {
        events = [];
        if (expectedVersion is { } expected && expected != (known?.Version ?? 0))
            return Stale;
        var outcome = decide(known?.State);
        if (!outcome.IsGranted)
            return outcome.Refusal;
        events = outcome.Value;
        return events.Count == 0 && known is null
            ? throw new InvalidOperationException("A stream cannot begin without an event.") : null;
    }

    private (Change Change, Versioned<TState> After) Prepare(
        Guid id, Act act, IdempotencyKey? key, Versioned<TState>? known, IReadOnlyList<TEvent> events)
    {
        act = act with { At = Instants.ToMicrosecond(act.At) };
        var state = known?.State;
        var version = known?.Version ?? 0;
        var recorded = new NewEvent[events.Count];
        for (var i = 0; i < recorded.Length; i++)
        {
            recorded[i] = kind.Events.Write(events[i]);
            state = kind.Fold(state, events[i], new(id, ++version, act));
        }
        var rows = kind.Changes(known?.State, state!, new(id, version, act));
        var change = new Change(id, known?.Version ?? 0, act, recorded, rows, key);
        return (change, new(state!, version));
    }

    private async ValueTask<Versioned<TState>?> RefreshAsync(
        Guid id, Versioned<TState>? known, CancellationToken cancellation)
    {
        if (known is not null && await journal.ReadVersionAsync(id, cancellation) == known.Version)
            return known;
        var later = await journal.ReadStreamAsync(id, known?.Version ?? 0, cancellation);
        // An id that came from outside may be that of another kind of stream: of this kind there is none.
        if (later.Count == 0 || known is null && !kind.Events.Has(later[0].Type))
            return known;
        if (later[^1].Type == RecordedEvent.ErasedType)
        {
            recent.Drop(id);
            return null;
        }
        var loaded = kind.Advance(known, later);
        recent.Put(id, loaded);
        return loaded;
    }

    private async Task<Outcome<Done<TState>>> RepeatAsync(
        SeenKey seen, IdempotencyKey key, CancellationToken cancellation)
    {
        if (seen.RequestHash != key.RequestHash)
            return new Refusal("store.key-reused", RefusalKind.NotValid);
        // The key of an act on another kind of thing is that of another request.
        return await LoadAsync(seen.Stream, cancellation) is var (state, version) && state is not null
            ? new Done<TState>(seen.Stream, version, state, IsRepeat: true)
            : new Refusal("store.key-reused", RefusalKind.NotValid);
    }
}
