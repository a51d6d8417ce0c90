using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Yitong.Core.Tests.Store;

/// <summary>
/// Sees the commands that EF Core sends, whichever store they go to. It has to listen before a store is opened: EF Core remembers
/// for a second that nobody does.
/// </summary>
internal sealed class SentQueries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly SentQueries All = new();
    private readonly ConcurrentBag<(string Database, Func<string, bool> IsCounted, StrongCount Count)> counted = [];

    private SentQueries() => DiagnosticListener.AllListeners.Subscribe(this);

    public static void Listen() => GC.KeepAlive(All);

    public static Func<int> Count(string database, Func<string, bool> isCounted)
    {
        var count = new StrongCount();
        All.counted.Add((database, isCounted, count));
        return () => Volatile.Read(ref count.Value);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not CommandExecutedEventData sent) return;
        foreach (var (database, isCounted, count) in counted)
            if (sent.Command.Connection?.DataSource == database && isCounted(sent.Command.CommandText))
                Interlocked.Increment(ref count.Value);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private sealed class StrongCount
    {
        public int Value;
    }
}
