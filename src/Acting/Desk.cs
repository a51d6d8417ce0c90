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
    /// <summary>Today in the city.</summary>
    public DateOnly Today => pack.City.DayOf(clock.GetUtcNow());

    /// <summary>Does something to a thing.</summary>
    /// <returns>
    /// The thing after it; or why not: that there is none, that the act is not open, what is wrong with its fields, what the
    /// decision says, or <c>store.stale</c>, <c>store.busy</c>, <c>store.key-reused</c>.
    /// </returns>
    public async Task<Outcome<TState>> DoAsync(
        Guid id, Caller caller, ICommand<TState, TEvent, TFacts> command, CancellationToken cancellation = default)
    {
        var facts = await FactsAsync(id, caller.By, ActForm.Of(command.GetType()).Name, command, cancellation);
        var done = await streams.ActAsync(
            id, facts.Act, caller.Seen, caller.TakeKey(),
            now => now is null ? streams.NotFound : command.TryOn(now, facts), cancellation: cancellation);
        return done.Then<TState>(granted => granted.State);
    }

    /// <summary>Begins a thing; where there can be only one of it, gives the one that there is.</summary>
    /// <returns>The thing; or why not.</returns>
    public async Task<Outcome<TState>> BeginAsync(
        Caller caller, IBeginning<TState, TEvent, TFacts> command, CancellationToken cancellation = default)
    {
        var id = command.StreamId ?? Guid.CreateVersion7(clock.GetUtcNow());
        var facts = await FactsAsync(id, caller.By, ActForm.Of(command.GetType()).Name, command, cancellation);
        var done = await streams.ActAsync(
            id, facts.Act, command.StreamId is null ? 0 : null, caller.TakeKey(), now => command.TryOn(now, facts),
            cancellation: cancellation);
        return done.Then<TState>(granted => granted.State);
    }

    /// <summary>The thing as it stands now; null when there is none.</summary>
    public async ValueTask<TState?> FindAsync(Guid id, CancellationToken cancellation = default) =>
        (await streams.LoadAsync(id, cancellation)).State;

    /// <summary>Facts as a page needs them to ask which acts are open; nothing is done.</summary>
    public ValueTask<TFacts> FactsAsync(Guid id, Actor by, CancellationToken cancellation = default) =>
        FactsAsync(id, by, "look", this, cancellation);

    private ValueTask<TFacts> FactsAsync(Guid id, Actor by, string name, object command, CancellationToken cancellation)
    {
        var act = Act.Of(clock.GetUtcNow(), by, name);
        return GatherAsync(new PlainFacts(id, act, pack.City.DayOf(act.At), pack), command, cancellation);
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
