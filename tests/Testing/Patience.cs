using System.Diagnostics;

namespace Yitong.Testing;

/// <summary>How long a test waits for what must come: so long that no machine is too busy for it.</summary>
public static class Patience
{
    /// <summary>Ten minutes. Whoever has not come by then will not come.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Asks again and again until it is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> otherwise)
    {
        for (var since = Stopwatch.StartNew(); !await isSo(); await Task.Delay(50))
            if (since.Elapsed > Limit)
                throw new TimeoutException($"Not after {Limit.TotalMinutes} minutes: {otherwise()}");
    }
}
