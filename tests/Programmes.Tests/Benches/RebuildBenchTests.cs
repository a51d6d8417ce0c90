using Yitong.Bench;

namespace Yitong.Programmes.Tests.Benches;

public sealed class RebuildBenchTests
{
    /// <summary>The benchmark in miniature: it throws when a row is not as it was.</summary>
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Leaves_every_row_as_it_was(string store)
    {
        using var text = new StringWriter();
        Assert.Equal(0, RebuildBench.Run(["--cases", "60", "--store", store, "--pack", Path.Combine(Pack.Folder, "dalian")], text));
        Assert.Contains("| rebuilt |", text.ToString(), StringComparison.Ordinal);
    }
}
