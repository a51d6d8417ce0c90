using System.Collections.Concurrent;

namespace Yitong.Transparency;

/// <summary>Spare instances of something that one thread at a time may use. Thread-safe.</summary>
/// <typeparam name="T">What is used.</typeparam>
/// <param name="make">Makes another one.</param>
public sealed class Spare<T>(Func<T> make)
    where T : class
{
    private readonly ConcurrentBag<T> idle = [];

    /// <summary>Uses one; one that failed is not used again.</summary>
    public TResult Use<TResult>(Func<T, TResult> use)
    {
        if (!idle.TryTake(out var one)) one = make();
        var result = use(one);
        idle.Add(one);
        return result;
    }
}
