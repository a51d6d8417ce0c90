using Microsoft.EntityFrameworkCore;
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
        using var sweep = new Counting(clock, new DbUpdateException(), new StoreUnavailableException(false, null));
        await sweep.StartAsync(default);
        foreach (var round in (int[])[1, 2, 3, 4])
        {
            await sweep.ReachedAsync(round);
            clock.Advance(Pause);
        }
        await sweep.StopAsync(default);
        Assert.Equal(2, sweep.Forgotten);
    }

    [Fact]
    public async Task A_bug_is_not_passed_over()
    {
        using var sweep = new Counting(new FakeTimeProvider(), new FormatException());
        await sweep.StartAsync(default);
        await Assert.ThrowsAsync<FormatException>(() => sweep.ExecuteTask!);
    }

    private sealed class Counting(TimeProvider clock, params Exception[] faults) : Sweep(Pause, clock)
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
