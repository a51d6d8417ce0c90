using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>
/// Fills tables from the journal in order: folds each act anew and writes the rows of many in one transaction, together with how
/// far it has come. While one transaction is written, the next is folded. May be killed anywhere.
/// </summary>
internal sealed class RebuildFill(
    Journal journal, Writer writer, RebuildScope scope, IReadOnlyList<RowTable> tables, int rowsAtOnce,
    long upTo = long.MaxValue)
{
    private const int EventsAtOnce = 50_000;
    private readonly HashSet<Type> wanted = [.. scope.Tables.Select(table => table.RowType)];
    private readonly Dictionary<string, Refolding> byEvent = scope.Kinds.Select(kind => (kind, Refolding: kind.Refold(journal)))
        .SelectMany(each => each.kind.EventNames.Select(name => (name, each.Refolding))).ToDictionary();

    private Batch batch = new(tables);
    private Batch underWay = new(tables);
    private Task writing = Task.CompletedTask;
    private int events;

    /// <summary>Rows written so far; one that changes again in a later transaction counts again.</summary>
    public long Rows { get; private set; }

    /// <summary>Goes on behind a position.</summary>
    /// <returns>The journal's last position.</returns>
    public async Task<long> RunAsync(long after, Action<long> reached, CancellationToken cancellation)
    {
        var act = new List<RecordedEvent>();
        await foreach (var (recorded, _, _) in journal.ReadCommittedAsync(after, cancellation))
        {
            if (recorded.Position > upTo) break;
            if (act is [var first, ..] && (first.Stream != recorded.Stream || first.Act.Id != recorded.Act.Id))
            {
                await AddAsync(act, cancellation);
                act.Clear();
                if (batch.RowCount >= rowsAtOnce || events >= EventsAtOnce) await FlushAsync(after, reached);
            }
            act.Add(recorded);
            after = recorded.Position;
            events++;
        }
        if (act.Count > 0) await AddAsync(act, cancellation);
        await FlushAsync(after, reached);
        await writing;
        return after;
    }

    private async ValueTask AddAsync(List<RecordedEvent> act, CancellationToken cancellation)
    {
        // What was erased leaves no rows.
        if (act[0].IsErased || !byEvent.TryGetValue(act[0].Type, out var refolding)) return;
        foreach (var change in await refolding.ApplyAsync(act, cancellation))
            if (wanted.Contains(change.Row.GetType())) batch.Add(change);
    }

    private async Task FlushAsync(long position, Action<long> reached)
    {
        await writing;
        (batch, underWay) = (underWay, batch);
        batch.Clear();
        events = 0;
        var full = underWay;
        writing = Task.Run(() =>
        {
            writer.Fill(full, position);
            Rows += full.RowCount;
            reached(position);
        });
    }
}

/// <summary>Folds acts anew in their order. States that memory has no room for are read again from their streams.</summary>
internal abstract class Refolding
{
    /// <summary>The rows that change with an act.</summary>
    public abstract ValueTask<IReadOnlyList<RowChange>> ApplyAsync(
        IReadOnlyList<RecordedEvent> act, CancellationToken cancellation);
}
