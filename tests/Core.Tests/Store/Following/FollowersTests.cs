using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

public sealed class FollowersTests
{
    private static readonly Guid One = new(1, 0, 0, new byte[8]);

    private static Doing Nothing(string name) => new(name, _ => Task.CompletedTask);

    [Fact]
    public async Task See_what_this_process_writes_without_waiting_for_the_poll()
    {
        await using var world = await FollowingWorld.OpenAsync();
        var follower = Nothing("f");
        await world.StartAsync(FollowingWorld.Fast with { Poll = TimeSpan.FromDays(1) }, follower);
        for (var i = 1; i <= 5; i++)
        {
            await world.CountAsync(One);
            await FollowingWorld.UntilAsync(() => follower.Done.Count == i, "It waits for the poll.");
        }
    }

    [Fact]
    public async Task See_what_another_node_writes()
    {
        var connection = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var here = new FollowingWorld(await Stores.OpenAsync(new StoreOptions { Connection = connection }));
        await using var there = new FollowingWorld(await Stores.OpenAsync(new StoreOptions { Connection = connection }));
        var follower = Nothing("f");
        await here.StartAsync(follower);
        await there.CountAsync(One);
        await FollowingWorld.UntilAsync(() => follower.Done.Count == 1, "It is not seen.");
    }

    [Fact]
    public async Task One_that_is_slow_holds_up_nobody()
    {
        await using var world = await FollowingWorld.OpenAsync();
        var (gate, fast) = (new TaskCompletionSource(), Nothing("fast"));
        await world.StartAsync(new Doing("slow", _ => gate.Task), fast);
        for (var i = 0; i < 3; i++) await world.CountAsync(One);
        await FollowingWorld.UntilAsync(() => fast.Done.Count == 3, "It is held up.");
        gate.SetResult();
    }

    [Fact]
    public async Task Cost_one_small_query_a_poll_together_while_nothing_happens()
    {
        await using var world = await FollowingWorld.OpenAsync();
        await world.CountAsync(One);
        var (clock, all) = (new FakeTimeProvider(), Enumerable.Range(0, 20).Select(i => Nothing($"f{i}")).ToArray());
        var queries = world.Queries(_ => true);
        await world.StartAsync(FollowingWorld.Fast with { Clock = clock }, all);
        await FollowingWorld.UntilAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(1)); // For those that take a breath; no poll is due yet.
            return all.All(each => each.Done.Count == 1) && await IsQuietAsync(queries);
        }, "They do not come to rest.");
        for (var before = queries(); queries() < before + 10;)
        {
            var seen = queries();
            clock.Advance(FollowingWorld.Fast.Poll);
            await FollowingWorld.UntilAsync(() => queries() > seen, "The poll does not come.");
            Assert.True(await IsQuietAsync(queries));
            Assert.Equal(seen + 1, queries());
        }
    }

    private static async Task<bool> IsQuietAsync(Func<int> queries)
    {
        var before = queries();
        await Task.Delay(20);
        return before == queries();
    }

    [Fact]
    public async Task Read_the_journal_once_for_all()
    {
        await using var world = await FollowingWorld.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(_ => world.CountAsync(Guid.CreateVersion7())));
        var all = Enumerable.Range(0, 12).Select(i => Nothing($"f{i}")).ToArray();
        var queries = world.Queries(text => text.Contains("\"journal\"", StringComparison.Ordinal));
        await world.StartAsync(all);
        await FollowingWorld.UntilAsync(() => all.All(each => each.Done.Count == 2_000), "They do not end.");
        Assert.InRange(queries(), 4, 5);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Killed_between_doing_and_keeping_one_does_it_again_and_it_happens_once(string kind)
    {
        await using var world = await FollowingWorld.OpenAsync(kind);
        await world.CountAsync(Guid.CreateVersion7());
        var (done, gate) = (0, new TaskCompletionSource());
        async Task CountOnceAsync(RecordedEvent each)
        {
            if (each.Stream == One) return;
            await world.CountAsync(One, FollowUps.KeyOf("f", each.Position));
            if (done++ == 0) await gate.Task; // Killed here: it never comes to keep its position.
        }
        await world.StartAsync(new Doing("f", CountOnceAsync));
        await FollowingWorld.UntilAsync(() => done == 1, "It does not begin.");
        var after = new Doing("f", CountOnceAsync);
        await world.StartAsync(after);
        await FollowingWorld.UntilAsync(() => after.Done.Contains(1), "It is not done again.");
        Assert.Equal((2, 0), (done, (await world.LoadAsync(One)).Total));
        gate.SetResult();
    }

    [Fact]
    public async Task On_two_nodes_fill_each_row_once_and_act_once_in_effect()
    {
        var connection = await (await PrivatePostgres.Shared).NewDatabaseAsync();
        await using var here = new FollowingWorld(await Stores.OpenAsync(new StoreOptions { Connection = connection }));
        await using var there = new FollowingWorld(await Stores.OpenAsync(new StoreOptions { Connection = connection }));
        var target = new Guid(9, 0, 0, new byte[8]);
        Doing Acting(FollowingWorld world) => new("f", each => each.Stream == target
            ? Task.CompletedTask : world.CountAsync(target, FollowUps.KeyOf("f", each.Position)));
        var (first, second) = (Acting(here), Acting(there));
        await here.StartAsync(first, new Tallying());
        await there.StartAsync(second, new Tallying());
        await Task.WhenAll(WriteAsync(here, 1), WriteAsync(there, 2));
        await FollowingWorld.UntilAsync(async () => await here.KeptAsync("f") == 400 && await here.KeptAsync("tally") == 400,
            "They do not come to the end.");
        Assert.Equal(199, (await here.LoadAsync(target)).Total);
        await using var db = here.Store.Rows.Open();
        Assert.Equal(400, await db.Set<StepRow>().Where(row => row.Step == "tally").SumAsync(row => row.Left));
        Assert.Empty(await here.ParkedAsync());

        static async Task WriteAsync(FollowingWorld world, int first)
        {
            for (var i = 0; i < 100; i++) await world.CountAsync(new(first + i % 3 * 2, 0, 0, new byte[8]));
        }
    }

    [Fact]
    public async Task One_registration_turns_an_event_into_a_command_elsewhere_and_a_refusal_is_an_answer()
    {
        await using var world = await FollowingWorld.OpenAsync();
        var refused = 0;
        var services = new ServiceCollection().AddStore(world.Store).AddLogging()
            .Follow<CounterBegun>("open-mirror", async (_, followed, _) =>
            {
                await world.CountAsync(new(7, 0, 0, new byte[8]), followed.Key);
                if (followed.Recorded.Stream == One) return null;
                refused++;
                return new("mirror.not-now");
            });
        await using var provider = services.BuildServiceProvider();
        var host = Assert.Single(provider.GetServices<IHostedService>());
        await host.StartAsync(default);
        await world.CountAsync(One);
        await FollowingWorld.UntilAsync(() => refused == 1, "It does not follow."); // The mirror's own beginning.
        await host.StopAsync(default);
        Assert.Empty(await world.ParkedAsync());
        Assert.Equal(3, await world.Store.Journal.ReadHeadAsync());
    }

    [Fact]
    public async Task Two_of_one_name_are_a_mistake()
    {
        await using var world = await FollowingWorld.OpenAsync();
        Assert.Throws<ArgumentException>(() =>
            new Followers(world.Store.Journal, world.Store.Rows, [Nothing("f"), Nothing("f")], NullLogger<Followers>.Instance));
    }
}
