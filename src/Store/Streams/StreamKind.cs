using Yitong.Kernel;

namespace Yitong.Store;

/// <summary>Where and by which act an event happened, for folding.</summary>
/// <param name="Stream">The stream's id.</param>
/// <param name="Version">The event's version in the stream.</param>
/// <param name="Act">Who, when, as what.</param>
public readonly record struct Happening(Guid Stream, int Version, Act Act);

/// <summary>The state after one more event. Pure.</summary>
public delegate TState Fold<TState, in TEvent>(TState? before, TEvent happened, in Happening at)
    where TState : class;

/// <summary>The rows that change with a state. Pure: replaying the journal must yield the same rows.</summary>
/// <param name="before">Null when the stream began with this act.</param>
/// <param name="after">The state after the act.</param>
public delegate IReadOnlyList<RowChange> RowsOf<in TState>(TState? before, TState after)
    where TState : class;

/// <summary>Further rows that change with a state and know by which act. Pure, as <see cref="RowsOf{TState}"/>.</summary>
public delegate IEnumerable<RowChange> RowsBy<in TState>(TState? before, TState after, in Happening at)
    where TState : class;

/// <summary>Rows in tables that several kinds write, such as duties.</summary>
/// <param name="RowTypes">The row types: a rebuild takes their rows from all kinds that name them.</param>
/// <param name="Of">The rows that change with a state.</param>
public sealed record SharedRows<TState>(IReadOnlyList<Type> RowTypes, RowsBy<TState> Of)
    where TState : class;

/// <summary>One kind of stream, such as cases.</summary>
/// <param name="RowTypes">The row types that only this kind of stream writes; a replay compares their tables.</param>
public abstract record StreamKind(IReadOnlyList<Type> RowTypes)
{
    /// <summary>The append-only row types whose rows this kind's events seal; a replay holds them to the seals.</summary>
    public IReadOnlyList<Type> SealedTypes { get; init; } = [];

    /// <summary>Row types that others write as well, other rows of them; a rebuild takes them from all who do.</summary>
    public IReadOnlyList<Type> SharedTypes { get; init; } = [];

    /// <summary>Every row type that it writes.</summary>
    internal abstract IReadOnlyList<Type> AllRowTypes { get; }

    /// <summary>The append-only rows that an event of this kind seals; null where it seals none.</summary>
    internal abstract (Type RowType, RowsSeal Seal)? SealOf(RecordedEvent recorded);

    /// <summary>Folds acts anew for a rebuild.</summary>
    internal abstract Refolding Refold(Journal journal);

    /// <summary>The type of the state.</summary>
    public abstract Type State { get; }

    /// <summary>The stable names of its events.</summary>
    public abstract IEnumerable<string> EventNames { get; }

    internal abstract IReplaying Replay();
}

/// <summary>How one kind of stream is folded and projected into rows; its events name themselves.</summary>
/// <param name="Fold">State after an event.</param>
/// <param name="Rows">Rows that change with the state.</param>
/// <param name="RowTypes">The row types that only this kind of stream writes; a replay compares their tables.</param>
public sealed record StreamKind<TState, TEvent>(
    Fold<TState, TEvent> Fold, RowsOf<TState> Rows, IReadOnlyList<Type> RowTypes)
    : StreamKind(RowTypes)
    where TState : class
    where TEvent : notnull
{
    /// <summary>A kind of stream with one row of its own, which is all that lists need of it.</summary>
    public StreamKind(Fold<TState, TEvent> fold, Func<TState, object> row, Type rowType)
        : this(fold, (_, after) => [RowChange.Upsert(row(after))], [rowType])
    {
    }

    /// <summary>Names and JSON of its events.</summary>
    public EventTypes<TEvent> Events { get; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> EventNames => Events.Names;

    /// <summary>Code where there is no such stream: if not said, the first word of its events with <c>not-found</c>.</summary>
    public string NotFound
    {
        get => field ?? $"{Events.Names.First().Split('.')[0]}.not-found";
        init;
    }

    /// <summary>Rows in tables that several kinds share, such as duties; null: none.</summary>
    public SharedRows<TState>? Shared { get; init; }

    internal override IReadOnlyList<Type> AllRowTypes =>
        field ??= [.. RowTypes, .. SharedTypes, .. Shared?.RowTypes ?? []];

    /// <summary>The append-only rows that an event seals; null for an event that seals none.</summary>
    public Func<TEvent, (Type RowType, RowsSeal Seal)?>? Seals { get; init; }

    /// <summary>States kept in memory at most; 0 for streams of which nobody asks again once they are written.</summary>
    public int Capacity { get; init; } = 50_000;

    /// <summary>The state after later events.</summary>
    internal Versioned<TState> Advance(Versioned<TState>? known, IReadOnlyList<RecordedEvent> later)
    {
        var state = known?.State;
        foreach (var recorded in later)
            state = Fold(state, Events.Read(recorded), new(recorded.Stream, recorded.Version, recorded.Act));
        return new(state!, later[^1].Version);
    }

    /// <summary>All rows that change from one state to the next.</summary>
    internal IReadOnlyList<RowChange> Changes(TState? before, TState after, in Happening at) =>
        Shared is null ? Rows(before, after) : [.. Rows(before, after), .. Shared.Of(before, after, at)];

    /// <summary>Removes every row that has followed from these events, which are all of one stream.</summary>
    internal IReadOnlyList<RowChange> RowsToErase(IReadOnlyList<RecordedEvent> events)
    {
        var (rows, state) = (new List<RowChange>(), (Versioned<TState>?)null);
        for (var (from, to) = (0, 0); from < events.Count; from = to)
        {
            while (to < events.Count && events[to].Act.Id == events[from].Act.Id)
                if (Seals?.Invoke(Events.Read(events[to++])) is not null)
                    throw new InvalidOperationException($"The stream {events[0].Stream} seals rows: it is kept.");
            var after = Advance(state, [.. events.Take(from..to)]);
            foreach (var change in Changes(state?.State, after.State, new(events[from].Stream, after.Version, events[from].Act)))
                rows.Add(RowChange.Delete(change.Row));
            state = after;
        }
        return rows;
    }

    /// <inheritdoc/>
    public override Type State => typeof(TState);

    internal override (Type RowType, RowsSeal Seal)? SealOf(RecordedEvent recorded) => Seals?.Invoke(Events.Read(recorded));

    internal override IReplaying Replay() => new Replaying(this);

    internal override Refolding Refold(Journal journal) => new Again(this, journal);

    /// <summary>The rows that change with an act; a type that is not named would be missing after a rebuild.</summary>
    private IReadOnlyList<RowChange> NamedChanges(
        Versioned<TState>? before, Versioned<TState> after, IReadOnlyList<RecordedEvent> act)
    {
        var changes = Changes(before?.State, after.State, new(act[0].Stream, after.Version, act[0].Act));
        foreach (var change in changes)
            if (!AllRowTypes.Contains(change.Row.GetType()))
                throw new InvalidOperationException(
                    $"{typeof(TState)} writes {change.Row.GetType()}, which its {nameof(StreamKind)} does not name.");
        return changes;
    }

    private sealed class Again(StreamKind<TState, TEvent> kind, Journal journal) : Refolding
    {
        private const int StatesInMemory = 100_000;
        private readonly RecentStates<TState> recent = new(StatesInMemory);

        public override async ValueTask<IReadOnlyList<RowChange>> ApplyAsync(
            IReadOnlyList<RecordedEvent> act, CancellationToken cancellation)
        {
            var (stream, version) = (act[0].Stream, act[0].Version);
            var before = version == 1 ? null : recent.Find(stream);
            if (version > 1 && before?.Version != version - 1)
            {
                var earlier = await journal.ReadStreamAsync(stream, cancellation: cancellation);
                before = kind.Advance(null, [.. earlier.TakeWhile(recorded => recorded.Version < version)]);
            }
            var after = kind.Advance(before, act);
            recent.Put(stream, after);
            return kind.NamedChanges(before, after, act);
        }
    }

    private sealed class Replaying(StreamKind<TState, TEvent> kind) : IReplaying
    {
        private readonly Dictionary<Guid, Versioned<TState>> states = [];

        public bool Has(string eventType) => kind.Events.Has(eventType);

        public IReadOnlyList<RowChange> Apply(IReadOnlyList<RecordedEvent> act, SealsFound seals)
        {
            var before = states.GetValueOrDefault(act[0].Stream);
            foreach (var recorded in act)
                if (kind.Seals?.Invoke(kind.Events.Read(recorded)) is var (rowType, seal))
                    seals.Add(rowType, recorded.Stream, seal);
            var after = states[act[0].Stream] = kind.Advance(before, act);
            return kind.NamedChanges(before, after, act);
        }
    }
}
