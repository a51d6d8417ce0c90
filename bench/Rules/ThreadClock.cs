using System.Runtime.InteropServices;

namespace Yitong.Bench.Rules;

/// <summary>Processor time of this thread alone: what a machine shared with others does not distort much.</summary>
internal static partial class ThreadClock
{
    private const int ThreadTime = 3;

    /// <summary>Nanoseconds of processor time so far.</summary>
    public static long Now
    {
        get
        {
            _ = clock_gettime(ThreadTime, out var time);
            return time.Seconds * 1_000_000_000 + time.Nanoseconds;
        }
    }

    /// <summary>The median of several runs, in nanoseconds.</summary>
    public static double Median(int times, Action work, Action? before = null)
    {
        var taken = new double[times];
        for (var at = 0; at < times; at++)
        {
            before?.Invoke();
            var began = Now;
            work();
            taken[at] = Now - began;
        }
        Array.Sort(taken);
        return taken[times / 2];
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out Time time);

    private readonly struct Time
    {
        public readonly long Seconds, Nanoseconds;
    }
}
