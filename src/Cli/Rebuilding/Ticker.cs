using System.Diagnostics;
using Yitong.Store;

namespace Yitong.Cli.Rebuilding;

/// <summary>Tells how far folding the journal is: a line each second.</summary>
internal sealed class Ticker
{
    private readonly Stopwatch since = Stopwatch.StartNew();
    private int told;

    public void Tell(RebuildProgress progress)
    {
        var second = (int)since.Elapsed.TotalSeconds;
        if (second <= told) return;
        told = second;
        var share = progress.Head == 0 ? 1 : (double)progress.Position / progress.Head;
        Console.WriteLine($"{share,6:0.0%}  event {progress.Position:N0} of {progress.Head:N0}, {progress.Rows:N0} rows, "
            + $"{progress.Rows / since.Elapsed.TotalSeconds:N0} rows/s");
    }
}
