using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Yitong.Store;

/// <summary>Where a follower stands on this node.</summary>
/// <param name="Name">The follower.</param>
/// <param name="Position">All up to this position of the journal is done or parked.</param>
/// <param name="Behind">How many events it has not looked at yet.</param>
/// <param name="Fault">What keeps it from going on at all; null while nothing does.</param>
public sealed record FollowerStanding(string Name, long Position, long Behind, string? Fault);

/// <summary>
/// Runs all followers of a process. The journal is read once for all of them; each goes on by itself, so that one that is slow or
/// fails holds up nobody else. Nothing that a follower does ends the process.
/// </summary>
public sealed class Followers : BackgroundService
{
    private readonly Rows rows;
    private readonly List<Follower> all;
    private readonly FollowingPace pace;
    private readonly ILogger log;
    private readonly Journal journal;
    private readonly JournalTail tail;
    private IReadOnlyList<FollowerLoop> loops = [];

    /// <summary>Followers of a journal; several with one name are a mistake.</summary>
    public Followers(Journal journal, Rows rows, IEnumerable<Follower> all, ILogger<Followers> log)
        : this(journal, rows, all, log, new())
    {
    }

    internal Followers(Journal journal, Rows rows, IEnumerable<Follower> all, ILogger log, FollowingPace pace)
    {
        (this.journal, this.rows, this.log, this.pace) = (journal, rows, log, pace);
        this.all = [.. all.Where(each => each.IsWanted)];
        if (this.all.GroupBy(each => each.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two followers have the name '{twice.Key}'.");
        tail = new(journal, pace);
    }

    /// <summary>Where each stands.</summary>
    public IReadOnlyList<FollowerStanding> Standings =>
    [
        .. loops.Select(loop => new FollowerStanding(
            loop.Follower.Name, loop.Position, Math.Max(0, tail.Head - loop.Position), loop.Fault)),
    ];

    /// <summary>How many events the slowest has not looked at yet.</summary>
    public long Behind => Standings.Select(each => each.Behind).DefaultIfEmpty().Max();

    /// <summary>The names of those that cannot go on at all.</summary>
    public IEnumerable<string> Failing => Standings.Where(each => each.Fault is not null).Select(each => each.Name);

    /// <summary>How many events are parked, on whichever node.</summary>
    public async Task<int> CountParkedAsync(CancellationToken cancellation = default)
    {
        await using var db = rows.Open();
        return await db.Set<ParkedRow>().CountAsync(cancellation);
    }

    /// <summary>What they could not do, on whichever node, the oldest first.</summary>
    public Task<IReadOnlyList<ParkedEvent>> ParkedAsync(int most = 1_000, CancellationToken cancellation = default) =>
        ParkedEvent.ReadAsync(rows, most, cancellation);

    /// <summary>Those that look after this process alone begin at the journal's end, before anything is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (all.Count > 0)
        {
            var head = await tail.LookAsync(cancellationToken);
            loops = [.. all.Select(each => LoopOf(each, head))];
        }
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        tail.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loops.Count == 0 ? Task.CompletedTask
        : Task.WhenAll([WatchAsync(stoppingToken), .. loops.Select(loop => Task.Run(() => loop.RunAsync(stoppingToken)))]);

    internal FollowerLoop LoopOf(Follower follower, long head) => new(
        follower, follower.IsOfThisProcess ? new MemoryProgress(head) : new TableProgress(rows, follower.Name),
        tail, journal, rows, pace, log);

    // One look for all: at the journal's end often, at what other nodes may have left parked now and then.
    private async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(pace.Poll, pace.Clock);
        var (since, isSilent) = (pace.Clock.GetTimestamp(), false);
        while (await NextAsync(timer, stop))
        {
            try
            {
                await tail.LookAsync(stop);
                isSilent = false;
                if (pace.Clock.GetElapsedTime(since) < pace.ParkedPoll) continue;
                since = pace.Clock.GetTimestamp();
                var parked = (await ParkedAsync(cancellation: stop)).Select(each => each.Follower).ToHashSet();
                foreach (var loop in loops.Where(loop => parked.Contains(loop.Follower.Name))) loop.Remind();
                if (parked.Count > 0) journal.Bell.Ring();
            }
#pragma warning disable CA1031 // Looking again is all that can be done.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (!isSilent && !stop.IsCancellationRequested)
                    log.LogWarning(fault, "The journal cannot be read; it is tried again.");
                isSilent = true;
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <summary>Registration of followers.</summary>
public static class FollowerRegistration
{
    /// <summary>Has a follower run with the host. However many there are, one background service runs all.</summary>
    public static IServiceCollection AddFollower<TFollower>(this IServiceCollection services)
        where TFollower : Follower
    {
        services.TryAddSingleton<TFollower>();
        return services.AddFollower(provider => provider.GetRequiredService<TFollower>());
    }

    /// <summary>As the other, for one that is there already.</summary>
    public static IServiceCollection AddFollower(this IServiceCollection services, Follower follower)
    {
        services.AddSingleton(follower);
        return services.AddFollowers();
    }

    /// <summary>As the other, for a follower that is made by hand.</summary>
    public static IServiceCollection AddFollower<TFollower>(
        this IServiceCollection services, Func<IServiceProvider, TFollower> make)
        where TFollower : Follower
    {
        services.Add(new(typeof(Follower), make, ServiceLifetime.Singleton));
        return services.AddFollowers();
    }

    private static IServiceCollection AddFollowers(this IServiceCollection services)
    {
        if (services.Any(each => each.ServiceType == typeof(Followers))) return services;
        return services
            .AddSingleton(provider => new Followers(
                provider.GetRequiredService<Journal>(), provider.GetRequiredService<Rows>(), provider.GetServices<Follower>(),
                provider.GetRequiredService<ILogger<Followers>>()))
            .AddHostedService(provider => provider.GetRequiredService<Followers>());
    }
}
