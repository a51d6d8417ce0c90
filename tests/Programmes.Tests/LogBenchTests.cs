using Yitong.Bench;

namespace Yitong.Programmes.Tests;

public sealed class LogBenchTests(ITestOutputHelper output)
{
    /// <summary>The benchmark in miniature: it throws when the log is not what was acknowledged, or does not verify.</summary>
    [Fact]
    public void The_log_holds_every_acknowledged_entry_and_verifies()
    {
        using var text = new StringWriter();
        Assert.Equal(0, LogBench.Run(
            ["--store", "sqlite", "--seconds", "0.2", "--in-flight", "100", "--leaves", "70000"], text));
        output.WriteLine(text.ToString());
        Assert.Contains("| 70,000 |", text.ToString(), StringComparison.Ordinal);
    }
}
