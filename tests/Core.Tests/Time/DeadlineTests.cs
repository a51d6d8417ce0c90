using System.Text.Json;
using Yitong.Kernel;

namespace Yitong.Core.Tests;

public sealed class DeadlineTests
{
    public static TheoryData<string, string> Written => new()
    {
        { nameof(Deadline.On), """{"kind":"on","Day":"2026-10-10"}""" },
        { nameof(Deadline.BeyondHorizon), """{"kind":"beyond-horizon","Horizon":"2026-12-31","UnitsLeftAtHorizon":9}""" },
        { nameof(Deadline.BeforeFirst), """{"kind":"before-first","First":"2022-01-01","UnitsLeftAtFirst":2}""" },
        { nameof(Deadline.Stopped), """{"kind":"stopped"}""" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Goes_from_json_and_back_with_its_kind(string kind, string json)
    {
        var deadline = JsonSerializer.Deserialize<Deadline>(json);
        Assert.Equal(kind, deadline!.GetType().Name);
        Assert.Equal(json, JsonSerializer.Serialize(deadline));
    }

    [Fact]
    public void Only_a_day_is_a_known_day()
    {
        Assert.Equal(new DateOnly(2026, 10, 10), new Deadline.On(new(2026, 10, 10)).KnownDay);
        Assert.Null(new Deadline.BeyondHorizon(new(2026, 12, 31), 9).KnownDay);
        Assert.Null(new Deadline.BeforeFirst(new(2022, 1, 1), 2).KnownDay);
        Assert.Null(new Deadline.Stopped().KnownDay);
    }
}
