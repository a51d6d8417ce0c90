using Microsoft.Extensions.DependencyInjection;
using Yitong.Kernel;

namespace Yitong.Store;

/// <summary>An event that is followed up.</summary>
/// <param name="Happened">What happened.</param>
/// <param name="Recorded">Where and by which act.</param>
/// <param name="Key">The idempotency key under which the follow-up is to be done: so it happens once, whatever is killed.</param>
public sealed record Followed<TEvent>(TEvent Happened, RecordedEvent Recorded, IdempotencyKey Key);

/// <summary>Turns an event of one stream into a command on another, exactly once.</summary>
internal sealed class FollowUp<TEvent>(
    string name, EventTypes<TEvent> types, Func<Followed<TEvent>, CancellationToken, Task<Refusal?>> act)
    : ActFollower(name, [.. types.Names])
    where TEvent : notnull
{
    public override async Task FollowAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellation)
    {
        foreach (var recorded in events)
        {
            var followed = new Followed<TEvent>(types.Read(recorded), recorded, FollowUps.KeyOf(Name, recorded.Position));
            (await act(followed, cancellation)).OrWait();
        }
    }
}

/// <summary>What follows elsewhere from an event, and how followers treat the store's answers.</summary>
public static class FollowUps
{
    /// <summary>
    /// What follows from an event of one stream: a command on another, done under the given key. No page does two acts in a row.
    /// A refusal of the law or the state is an answer, and the next event is looked at; a store that is busy is asked again.
    /// </summary>
    /// <typeparam name="TEvent">The event, or what several have in common.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="name">Its name among the checkpoints; never given to another follower.</param>
    /// <param name="act">Does the command, and answers with its refusal, if any.</param>
    public static IServiceCollection Follow<TEvent>(
        this IServiceCollection services, string name,
        Func<IServiceProvider, Followed<TEvent>, CancellationToken, Task<Refusal?>> act)
        where TEvent : notnull => services.AddFollower(provider => new FollowUp<TEvent>(
            name, new(), (followed, cancellation) => act(provider, followed, cancellation)));

    /// <summary>The key for what a follower does about the event at a position: the same each time.</summary>
    /// <param name="follower">The follower's name.</param>
    /// <param name="position">The event's position.</param>
    /// <param name="part">Tells several things that follow from one event apart; null where it is one.</param>
    public static IdempotencyKey KeyOf(string follower, long position, int? part = null)
    {
        var place = part is null ? $"{position}" : $"{position}.{part}";
        return new($"follower:{follower}", place, place);
    }

    /// <summary>
    /// Nothing, where the refusal is an answer of the law or the state; where the store was busy or others were faster, the
    /// follower is to come again.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It was busy, or stale.</exception>
    public static void OrWait(this Refusal? refusal)
    {
        if (refusal is { Kind: RefusalKind.Busy or RefusalKind.Stale })
            throw new StoreUnavailableException(false, new InvalidOperationException($"The store is busy ({refusal.Code})."));
    }
}
