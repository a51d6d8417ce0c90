using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

public sealed class SweepTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Waits_for_the_database_forgets_what_it_knew_and_goes_on()
    {
        var clock = new FakeTimeProvider();
        using var sweep = new Counting(clock, null, new DbUpdateException(), new StoreUnavailableException(false, null));
        await sweep.StartAsync(default);
        foreach (var round in (int[])[1, 2, 3, 4])
        {
            await sweep.ReachedAsync(round);
            clock.Advance(Pause);
        }
        await sweep.StopAsync(default);
        Assert.Equal((2, 0, null), (sweep.Forgotten, sweep.Faults, sweep.Fault));
    }

    [Fact]
    public async Task A_bug_is_told_once_and_the_next_round_comes()
    {
        var (clock, log) = (new FakeTimeProvider(), new RememberedLog());
        using var sweep = new Counting(clock, log, new FormatException("no"), new FormatException("no"));
        await sweep.StartAsync(default);
        await sweep.ReachedAsync(1);
        await FollowingWorld.UntilAsync(() => sweep.Fault == "FormatException: no", "It is not told.");
        clock.Advance(Pause);
        await sweep.ReachedAsync(2);
        await FollowingWorld.UntilAsync(() => sweep.Faults == 2, "It is not counted.");
        Assert.Single(log.Errors);
        clock.Advance(Pause);
        await sweep.ReachedAsync(3);
        await FollowingWorld.UntilAsync(() => sweep.Fault is null, "What is over is still told.");
        Assert.Equal(2, sweep.Forgotten);
        Assert.False(sweep.ExecuteTask!.IsCompleted);
        await sweep.StopAsync(default);
    }

    private sealed class Counting(TimeProvider clock, ILogger? log, params Exception[] faults) : Sweep(Pause, clock, log)
    {
        private readonly SemaphoreSlim reached = new(0);
        private int rounds;

        public int Forgotten { get; private set; }

        public async Task ReachedAsync(int round) =>
            Assert.True(await reached.WaitAsync(Patience.Limit), $"Round {round} did not come.");

        protected override Task RoundAsync(CancellationToken cancellation)
        {
            reached.Release();
            return rounds++ < faults.Length ? Task.FromException(faults[rounds - 1]) : Task.CompletedTask;
        }

        protected override void Forget() => Forgotten++;

        public override void Dispose()
        {
            reached.Dispose();
            base.Dispose();
        }
    }
}
