using Yitong.Kernel;
using Yitong.Store;

namespace Yitong.Acting;

/// <summary>
/// Something that somebody wants done to a thing that there is: one record, its own pure decision, and the one answer to whether
/// it can be done now, which page, API and decision ask alike. What must be asked stands on its parameters
/// (<see cref="AskAttribute"/>).
/// </summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
/// <typeparam name="TFacts">What its decisions may know besides.</typeparam>
public interface ICommand<in TState, TEvent, in TFacts>
    where TState : class
    where TEvent : notnull
    where TFacts : Facts
{
    /// <summary>
    /// Why nobody, or not this actor, can do it as things stand, whatever they would fill in; null when it is open. May look at
    /// what the command points at (a member, a file), never at what it asks.
    /// </summary>
    Refusal? NotNow(TState now, TFacts facts);

    /// <summary>What <see cref="AskAttribute"/> cannot say of what is wrong with fields, any of which may be missing.</summary>
    IEnumerable<FieldFault> Faults(TState now, TFacts facts) => [];

    /// <summary>
    /// Decides. Called only when it is open and all that it asks is well. Pure, may be called several times. No event: there was
    /// nothing left to do.
    /// </summary>
    Outcome<IReadOnlyList<TEvent>> Decide(TState now, TFacts facts);
}

/// <summary>
/// A command with which rows go into an append-only table, in one transaction with the event that seals them: lines of a list,
/// payment orders.
/// </summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
/// <typeparam name="TFacts">What its decisions may know besides.</typeparam>
public interface ISealing<in TState, TEvent, in TFacts> : ICommand<TState, TEvent, TFacts>
    where TState : class
    where TEvent : notnull
    where TFacts : Facts
{
    /// <summary>
    /// The rows that belong to the thing as it stands; null when there are none. Called only when it is open and all that it asks
    /// is well; anew when somebody else was faster.
    /// </summary>
    BulkRows? RowsOf(TState now, TFacts facts);

    /// <summary>Decides, with the seal of the rows that one of the events has to carry; null without rows. Pure.</summary>
    Outcome<IReadOnlyList<TEvent>> Decide(TState now, TFacts facts, RowsSeal? seal);

    Outcome<IReadOnlyList<TEvent>> ICommand<TState, TEvent, TFacts>.Decide(TState now, TFacts facts) =>
        Decide(now, facts, RowsOf(now, facts)?.Seal);
}

/// <summary>A command whose decision needs no more than the plain <see cref="Facts"/>.</summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
public interface ICommand<in TState, TEvent> : ICommand<TState, TEvent, Facts>
    where TState : class
    where TEvent : notnull;

/// <summary>Something that somebody wants begun: a new thing, decided without a state.</summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
/// <typeparam name="TFacts">What its decisions may know besides.</typeparam>
public interface IBeginning<TState, TEvent, in TFacts>
    where TState : class
    where TEvent : notnull
    where TFacts : Facts
{
    /// <summary>
    /// What the thing is about, where there can be only one of it (<c>look:…</c>): asking again gives the one that there is.
    /// Null: each is a new one.
    /// </summary>
    string? About => null;

    /// <summary>Id of its stream, where that follows from what it is about; null: a new one.</summary>
    Guid? StreamId => About is { } about ? StreamIds.Of(about) : null;

    /// <summary>Why this actor cannot begin one, whatever they would fill in; null when they can.</summary>
    Refusal? NotNow(TFacts facts) => null;

    /// <summary>What <see cref="AskAttribute"/> cannot say of what is wrong with fields, any of which may be missing.</summary>
    IEnumerable<FieldFault> Faults(TFacts facts) => [];

    /// <summary>Decides; at least one event. Called only when it is open and all that it asks is well. Pure.</summary>
    Outcome<IReadOnlyList<TEvent>> Decide(TFacts facts);

    /// <summary>Decides where there is one already (<see cref="About"/>); by itself nothing happens.</summary>
    Outcome<IReadOnlyList<TEvent>> Again(TState now, TFacts facts) => Outcome.Of<IReadOnlyList<TEvent>>([]);
}

/// <summary>A beginning whose decision needs no more than the plain <see cref="Facts"/>.</summary>
/// <typeparam name="TState">The thing.</typeparam>
/// <typeparam name="TEvent">What can happen to it.</typeparam>
public interface IBeginning<TState, TEvent> : IBeginning<TState, TEvent, Facts>
    where TState : class
    where TEvent : notnull;

/// <summary>What comes of commands.</summary>
public static class Deciding
{
    /// <summary>
    /// What comes of a command as things stand. In this order: whether it is open to this actor, whether all that it asks is
    /// well, every fault at once, and what it decides. Pure.
    /// </summary>
    public static Outcome<IReadOnlyList<TEvent>> TryOn<TState, TEvent, TFacts>(
        this ICommand<TState, TEvent, TFacts> command, TState now, TFacts facts)
        where TState : class
        where TEvent : notnull
        where TFacts : Facts =>
        command.TryOn(now, facts, () => command.Decide(now, facts));

    internal static Outcome<IReadOnlyList<TEvent>> TryOn<TState, TEvent, TFacts>(
        this ICommand<TState, TEvent, TFacts> command, TState now, TFacts facts, Func<Outcome<IReadOnlyList<TEvent>>> decide)
        where TState : class
        where TEvent : notnull
        where TFacts : Facts =>
        command.NotNow(now, facts) is { } closed ? closed
        : ActForm.Of(command.GetType()).FaultsOf(command, command.Faults(now, facts)) is { } unclear ? unclear
        : decide();

    /// <summary>The same for a beginning.</summary>
    public static Outcome<IReadOnlyList<TEvent>> TryOn<TState, TEvent, TFacts>(
        this IBeginning<TState, TEvent, TFacts> command, TState? now, TFacts facts)
        where TState : class
        where TEvent : notnull
        where TFacts : Facts =>
        command.NotNow(facts) is { } closed ? closed
        : ActForm.Of(command.GetType()).FaultsOf(command, command.Faults(facts)) is { } unclear ? unclear
        : now is not null ? command.Again(now, facts)
        : command.Decide(facts);
}
