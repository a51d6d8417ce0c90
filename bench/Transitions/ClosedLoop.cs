using System.Diagnostics;
using Yitong.Testing;

namespace Yitong.Bench;

/// <summary>What a run yielded.</summary>
internal sealed record Measured(
    long Cases, long Transitions, double Seconds, double P50Ms, double P99Ms, double ProcessorMicroseconds)
{
    public double PerSecond => Transitions / Seconds;
}

/// <summary>A fixed number of clients, each of which begins its next case when the last one is done.</summary>
internal static class ClosedLoop
{
    public static async Task<Measured> RunAsync(int inFlight, TimeSpan length, Func<Task<int>> runOne)
    {
        var times = new List<double>[inFlight];
        var transitions = 0L;
        var server = PrivatePostgres.IsRunning ? await PrivatePostgres.Shared : null;
        var before = Environment.CpuUsage.TotalTime + (server?.ProcessorTime ?? default);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(client => Task.Run(async () =>
        {
            var mine = times[client] = [];
            // Once at least, however late its turn comes.
            do
            {
                var begun = clock.Elapsed;
                Interlocked.Add(ref transitions, await runOne());
                mine.Add((clock.Elapsed - begun).TotalMilliseconds);
            }
            while (clock.Elapsed < length);
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var used = Environment.CpuUsage.TotalTime + (server?.ProcessorTime ?? default) - before;
        var all = times.SelectMany(each => each).Order().ToArray();
        return new(all.Length, transitions, seconds, all[all.Length / 2], all[(int)(all.Length * 0.99)],
            used.TotalMicroseconds / transitions);
    }
}
