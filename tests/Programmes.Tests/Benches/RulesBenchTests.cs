using Yitong.Bench.Rules;
using Yitong.Testing;

namespace Yitong.Programmes.Tests.Benches;

public sealed class RulesBenchTests
{
    [Fact]
    public void At_a_small_size_every_system_finds_the_same_counts_and_the_same_fen()
    {
        using var output = new StringWriter();
        Assert.Equal(0, RulesBench.Run(
            ["--companies", "600", "--policies", Extent.Of("12", "24"), "--formulas", Extent.Of("6", "12"), "--many", "0", "--changed", "50", "--sample", "40"], output));
        Assert.Contains("All counts and all fen agree.", output.ToString(), StringComparison.Ordinal);
    }
}
