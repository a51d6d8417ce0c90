using System.Collections.Concurrent;
using Yitong.Store;

namespace Yitong.Core.Tests.Store;

public sealed class ParkingTests
{
    private static readonly Guid One = new(1, 0, 0, new byte[8]);
    private static readonly Guid Two = new(2, 0, 0, new byte[8]);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_poisoned_event_is_parked_all_else_goes_on_and_it_is_done_later(string kind)
    {
        await using var world = await FollowingWorld.OpenAsync(kind);
        var isMended = false;
        var follower = new Doing("f", each => each.Position == 2 && !isMended ? throw new FormatException("no") : Task.CompletedTask);
        for (var i = 0; i < 5; i++) await world.CountAsync(Guid.CreateVersion7());
        var running = await world.StartAsync(follower);
        await FollowingWorld.UntilAsync(() => follower.Done.Contains(5), "The next ones wait.");
        await FollowingWorld.UntilAsync(async () => (await world.ParkedAsync()) is [{ Tries: > 2 }], "It is not tried again.");
        var parked = Assert.Single(await running.ParkedAsync());
        Assert.Equal(("f", 2, "FormatException: no"), (parked.Follower, parked.Position, parked.Fault));
        Assert.Single(world.Log.Errors);
        isMended = true;
        await FollowingWorld.UntilAsync(async () => (await world.ParkedAsync()).Count == 0, "It stays parked.");
        Assert.Contains(2, follower.Done);
        Assert.Equal(5, await world.KeptAsync("f"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Later_events_of_its_stream_wait_behind_it_in_their_order(string kind)
    {
        await using var world = await FollowingWorld.OpenAsync(kind);
        var isMended = false;
        var done = new ConcurrentQueue<(Guid, int)>();
        var follower = new Doing("f", each =>
        {
            if (each.Stream == One && each.Version == 2 && !isMended) throw new FormatException("no");
            done.Enqueue((each.Stream, each.Version));
            return Task.CompletedTask;
        });
        await world.StartAsync(follower);
        for (var i = 0; i < 4; i++) await world.CountAsync(One);
        for (var i = 0; i < 3; i++) await world.CountAsync(Two);
        await FollowingWorld.UntilAsync(() => done.Contains((Two, 3)), "Another stream waits.");
        await world.CountAsync(One);
        await FollowingWorld.UntilAsync(async () => (await world.ParkedAsync()).Count == 4, "They do not wait.");
        isMended = true;
        await FollowingWorld.UntilAsync(async () => (await world.ParkedAsync()).Count == 0, "They wait for ever.");
        Assert.Equal([1, 2, 3, 4, 5], done.Where(each => each.Item1 == One).Select(each => each.Item2).Distinct());
    }

    [Fact]
    public async Task What_is_parked_is_tried_at_once_after_a_restart()
    {
        await using var world = await FollowingWorld.OpenAsync();
        var patient = FollowingWorld.Fast with { Parking = TimeSpan.FromHours(1) };
        await world.CountAsync(One);
        var broken = await world.StartAsync(patient, new Doing("f", _ => throw new FormatException("no")));
        await FollowingWorld.UntilAsync(async () => (await world.ParkedAsync()).Count == 1, "It is not parked.");
        await broken.StopAsync(default);
        await world.StartAsync(patient, new Doing("f", _ => Task.CompletedTask));
        await FollowingWorld.UntilAsync(async () => (await world.ParkedAsync()).Count == 0, "It waits for its hour.");
    }

    [Fact]
    public async Task A_passing_fault_three_deep_is_waited_for_in_order_and_parks_nothing()
    {
        await using var world = await FollowingWorld.OpenAsync();
        var left = 3;
        var follower = new Doing("f", each => each.Position == 2 && left-- > 0
            ? throw new AggregateException(new InvalidOperationException("", new IOException("", new StoreUnavailableException(true, null))))
            : Task.CompletedTask);
        for (var i = 0; i < 3; i++) await world.CountAsync(Guid.CreateVersion7());
        await world.StartAsync(follower);
        await FollowingWorld.UntilAsync(() => follower.Done.Contains(3), "It does not come again.");
        Assert.Empty(await world.ParkedAsync());
        Assert.Equal([1, 2, 3], follower.Done.Distinct());
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task A_fault_that_should_pass_and_never_does_parks_its_event_at_last()
    {
        await using var world = await FollowingWorld.OpenAsync();
        var follower = new Doing("f", each => each.Position == 2
            ? throw new StoreUnavailableException(false, null) : Task.CompletedTask);
        for (var i = 0; i < 3; i++) await world.CountAsync(Guid.CreateVersion7());
        await world.StartAsync(follower);
        await FollowingWorld.UntilAsync(() => follower.Done.Contains(3), "It holds up all others.");
        Assert.Equal(2, Assert.Single(await world.ParkedAsync()).Position);
    }

    [Fact]
    public async Task A_follower_of_memory_parks_in_memory()
    {
        await using var world = await FollowingWorld.OpenAsync();
        await world.CountAsync(One);
        var tries = 0;
        var follower = new Doing("f", each => each.Stream == One && tries++ < 2 ? throw new FormatException() : Task.CompletedTask)
        {
            IsMemory = true,
        };
        await world.StartAsync(follower);
        await world.CountAsync(One);
        await world.CountAsync(Two);
        await FollowingWorld.UntilAsync(() => follower.Done.Order().SequenceEqual([2, 3]), "It begins elsewhere, or stops.");
        Assert.Empty(await world.ParkedAsync());
        Assert.Equal(0, await world.KeptAsync("f"));
    }
}
