using Yitong.Bench;
using Yitong.Spine.Tests.Packs;
using Yitong.Testing;

namespace Yitong.Spine.Tests.Casework;

/// <summary>The benchmarks in miniature: they check what they measure.</summary>
public sealed class CaseBenchTests
{
    [Fact]
    public void Lists_are_those_of_a_plain_join_on_both_databases()
    {
        using var output = new StringWriter();
        var cases = Extent.Of(1_000, 2_000);
        Assert.Equal(0, ListsBench.Run(["--cases", $"{cases}", "--companies", "60", "--rounds", "3"], output));
        Assert.Contains($"### sqlite: {cases:N0} cases", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"### postgres: {cases:N0} cases", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sweeps_ring_every_rung_once_on_both_databases()
    {
        using var output = new StringWriter();
        var behind = Extent.Of(30, 60);
        string[] small = ["--armed", "50,200", "--due", "20", "--behind", $"{behind}", "--repeats", "1"];
        Assert.Equal(0, SweepBench.Run([.. small, "--pack", Path.Combine(Pack.Folder, "dalian")], output));
        Assert.Contains("### sqlite: 20 due", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("### postgres: a week behind", output.ToString(), StringComparison.Ordinal);
    }
}
