using Yitong.Store;

namespace Yitong.Core.Tests.Store;

public sealed class RecentStatesTests
{
    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    [Fact]
    public void Keeps_what_is_used_and_forgets_what_is_not()
    {
        var states = new RecentStates<string>(10);
        for (var i = 0; i < 100; i++)
        {
            states.Put(Id(i), new($"{i}", 1));
            Assert.NotNull(states.Find(Id(0)));
        }
        Assert.NotNull(states.Find(Id(99)));
        Assert.InRange(Enumerable.Range(0, 100).Count(i => states.Find(Id(i)) is not null), 2, 10);
    }

    [Fact]
    public void Never_goes_back_to_an_earlier_version()
    {
        var states = new RecentStates<string>(10);
        states.Put(Id(1), new("two", 2));
        states.Put(Id(1), new("one", 1));
        Assert.Equal("two", states.Find(Id(1))!.State);
        states.Put(Id(1), new("three", 3));
        Assert.Equal("three", states.Find(Id(1))!.State);
    }
}
