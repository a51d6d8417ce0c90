using Yitong.Kernel;
using Yitong.Packs;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>
/// Where everything that happens to one kind of thing passes, whoever wants it: pages, API, engine. Loads, asks whether it is
/// open and well filled in, decides, commits; repeats a request that was done before, refuses what a stale screen wants.
/// Thread-safe.
/// </summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
/// <typeparam name="TFacts">What its decisions may know besides.</typeparam>
public abstract class DeskOf<TState, TEvent, TFacts>(Streams<TState, TEvent> streams, CityPack pack, TimeProvider clock)
    where TState : class
    where TEvent : notnull
    where TFacts : Facts
{
    private const int Attempts = 20;
    private static readonly Outcome<IReadOnlyList<TEvent>> Nothing = Outcome.Of<IReadOnlyList<TEvent>>([]);
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Today in the city.</summary>
    public DateOnly Today => pack.City.DayOf(clock.GetUtcNow());

    /// <summary>Does something to a thing.</summary>
    /// <returns>
    /// The thing after it; or why not: that there is none, that the act is not open, what is wrong with its fields, what the
    /// decision says, or <c>store.stale</c>, <c>store.busy</c>, <c>store.key-reused</c>, <c>store.rows-taken</c>.
    /// </returns>
    public async Task<Outcome<TState>> DoAsync(
        Guid id, Caller caller, ICommand<TState, TEvent, TFacts> command, CancellationToken cancellation = default) =>
        (await ActAsync(id, caller, command, cancellation)).Then<TState>(done => done.State);

    /// <summary>
    /// As <see cref="DoAsync"/>, with the version after it: for work of many acts, each on what the one before left.
    /// </summary>
    public async Task<Outcome<Done<TState>>> ActAsync(
        Guid id, Caller caller, ICommand<TState, TEvent, TFacts> command, CancellationToken cancellation = default)
    {
        var (form, key) = (ActForm.Of(command.GetType()), caller.TakeKey());
        var seen = caller.SeenBy(form);
        return Told(caller, command is ISealing<TState, TEvent, TFacts> sealing
            ? await InTurnAsync(id, () => AgainAsync(seen is null, SealAsync), cancellation)
            : await AgainAsync(seen is null, OnceAsync));

        async Task<Outcome<Done<TState>>> OnceAsync()
        {
            var facts = await FactsAsync(id, caller.By, form.Name, command, cancellation);
            return await streams.ActAsync(
                id, facts.Act, seen, key,
                now => now is null ? streams.NotFound : command.TryOn(now, facts), cancellation: cancellation);
        }

        async Task<Outcome<Done<TState>>> SealAsync()
        {
            var facts = await FactsAsync(id, caller.By, form.Name, command, cancellation);
            var (state, version) = await streams.LoadAsync(id, cancellation);
            var rows = state is not null && command.TryOn(state, facts, () => Nothing).IsGranted
                ? sealing.RowsOf(state, facts) : null;
            return await streams.ActAsync(
                id, facts.Act, seen ?? version, key,
                now => now is null ? streams.NotFound
                    : command.TryOn(now, facts, () => sealing.Decide(now, facts, rows?.Seal)),
                rows, cancellation);
        }
    }

    /// <summary>
    /// Whether an act could be done as things stand; nothing is done. For what takes several acts, before the first of them.
    /// </summary>
    /// <returns>The thing; or why it could not be done.</returns>
    public async Task<Outcome<TState>> CouldDoAsync(
        Guid id, Actor by, ICommand<TState, TEvent, TFacts> command, CancellationToken cancellation = default)
    {
        var facts = await FactsAsync(id, by, ActForm.Of(command.GetType()).Name, command, cancellation);
        var (now, _) = await streams.LoadAsync(id, cancellation);
        return now is null ? streams.NotFound : command.TryOn(now, facts).Then<TState>(_ => now);
    }

    /// <summary>Begins a thing; where there can be only one of it, gives the one that there is.</summary>
    /// <returns>The thing; or why not.</returns>
    public async Task<Outcome<TState>> BeginAsync(
        Caller caller, IBeginning<TState, TEvent, TFacts> command, CancellationToken cancellation = default)
    {
        var (form, key) = (ActForm.Of(command.GetType()), caller.TakeKey());
        var id = command.StreamId ?? Guid.CreateVersion7(clock.GetUtcNow());
        var done = await AgainAsync(true, async () =>
        {
            var facts = await FactsAsync(id, caller.By, form.Name, command, cancellation);
            return await streams.ActAsync(
                id, facts.Act, command.StreamId is null ? 0 : null, key, now => command.TryOn(now, facts),
                cancellation: cancellation);
        });
        return Told(caller, done).Then<TState>(granted => granted.State);
    }

    /// <summary>Whether a thing could be begun as things stand; nothing is done. For a page that offers it.</summary>
    /// <returns>Why it could not be begun; null when it could.</returns>
    public async Task<Refusal?> CouldBeginAsync(
        Actor by, IBeginning<TState, TEvent, TFacts> command, CancellationToken cancellation = default)
    {
        var id = command.StreamId ?? Guid.Empty;
        var facts = await FactsAsync(id, by, ActForm.Of(command.GetType()).Name, command, cancellation);
        var now = command.StreamId is null ? null : (await streams.LoadAsync(id, cancellation)).State;
        return command.TryOn(now, facts).Refusal;
    }

    /// <summary>The thing as it stands now; null when there is none.</summary>
    public async ValueTask<TState?> FindAsync(Guid id, CancellationToken cancellation = default) =>
        (await streams.LoadAsync(id, cancellation)).State;

    /// <summary>The thing as it stands now with its version; null and 0 when there is none.</summary>
    public ValueTask<(TState? State, int Version)> LoadAsync(Guid id, CancellationToken cancellation = default) =>
        streams.LoadAsync(id, cancellation);

    /// <summary>Facts as a page needs them to ask which acts are open; nothing is done.</summary>
    public ValueTask<TFacts> FactsAsync(Guid id, Actor by, CancellationToken cancellation = default) =>
        FactsAsync(id, by, "look", this, cancellation);

    private ValueTask<TFacts> FactsAsync(Guid id, Actor by, string name, object command, CancellationToken cancellation)
    {
        var act = Act.Of(clock.GetUtcNow(), by, name);
        return GatherAsync(new PlainFacts(id, act, pack.City.DayOf(act.At), pack), command, cancellation);
    }

    private static Outcome<Done<TState>> Told(Caller caller, Outcome<Done<TState>> done)
    {
        if (done.IsGranted) caller.Tell(done.Value.Version);
        return done;
    }

    // What the tables refuse, because somebody has what only one can have, is decided once more on facts gathered anew: the
    // decision then says why. Whoever made no claim of what they had seen is not told that others are faster.
    private static async Task<Outcome<Done<TState>>> AgainAsync(bool isStubborn, Func<Task<Outcome<Done<TState>>>> once)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var done = await once();
                if (!isStubborn || attempt == Attempts || done.Refusal is not { Code: "store.stale" or "store.rows-taken" })
                    return done;
            }
            catch (RowsRefusedException) when (attempt == 1)
            {
            }
        }
    }

    // Sealing acts on one thing follow each other anyway; waiting here is cheaper than being told that somebody was faster.
    private async Task<Outcome<Done<TState>>> InTurnAsync(
        Guid id, Func<Task<Outcome<Done<TState>>>> act, CancellationToken cancellation)
    {
        var turn = turns[id.ToByteArray()[^1] % turns.Length];
        await turn.WaitAsync(cancellation);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }

    private protected abstract ValueTask<TFacts> GatherAsync(Facts known, object command, CancellationToken cancellation);
}

/// <summary>The desk of things whose decisions need no more than the plain <see cref="Facts"/>.</summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
public sealed class Desk<TState, TEvent>(Streams<TState, TEvent> streams, CityPack pack, TimeProvider clock)
    : DeskOf<TState, TEvent, Facts>(streams, pack, clock)
    where TState : class
    where TEvent : notnull
{
    private protected override ValueTask<Facts> GatherAsync(Facts known, object command, CancellationToken cancellation) =>
        new(known);
}

/// <summary>The desk of things whose decisions need facts of their own.</summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
/// <typeparam name="TFacts">What its decisions may know.</typeparam>
public sealed class Desk<TState, TEvent, TFacts>(
    Streams<TState, TEvent> streams, IFactsFor<TFacts> gatherer, CityPack pack, TimeProvider clock)
    : DeskOf<TState, TEvent, TFacts>(streams, pack, clock)
    where TState : class
    where TEvent : notnull
    where TFacts : Facts
{
    private protected override ValueTask<TFacts> GatherAsync(Facts known, object command, CancellationToken cancellation) =>
        gatherer.GatherAsync(known, command, cancellation);
}
