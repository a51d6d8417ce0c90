using Yitong.Store;
using Yitong.Testing;

namespace Yitong.Core.Tests.Store;

public sealed class NumberBlocksTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Several_nodes_at_once_give_no_number_twice(string kind)
    {
        await using var store = await Stores.OpenAsync(kind);
        using var one = new NumberBlocks(store.Rows, 10);
        using var two = new NumberBlocks(store.Rows, 10);
        var given = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var count = 1 + i % 3;
            return (First: await (i % 2 == 0 ? one : two).NextAsync("a", count), Count: count);
        })));
        var all = given.SelectMany(each => Enumerable.Range(0, each.Count).Select(at => each.First + at)).ToList();
        Assert.Distinct(all);
        Assert.Equal(1, all.Min());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Each_series_begins_at_one_and_goes_on_where_a_killed_node_left_its_block(string kind)
    {
        await using var store = await Stores.OpenAsync(kind);
        using var killed = new NumberBlocks(store.Rows, 10);
        Assert.Equal((1, 1), (await killed.NextAsync("a"), await killed.NextAsync("b")));
        using var next = new NumberBlocks(store.Rows, 10);
        Assert.Equal((11, 12, 11), (await next.NextAsync("a"), await next.NextAsync("a"), await next.NextAsync("b")));
    }

    [Fact]
    public async Task More_than_a_block_follow_each_other_too()
    {
        await using var store = await Stores.OpenAsync("sqlite");
        using var numbers = new NumberBlocks(store.Rows, 10);
        Assert.Equal((1, 26, 36), (await numbers.NextAsync("a", 25), await numbers.NextAsync("a", 10), await numbers.NextAsync("a")));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await numbers.NextAsync("a", 0));
    }
}
