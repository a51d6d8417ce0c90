using System.Buffers;
using System.Security.Cryptography;

namespace Yitong.Store;

/// <summary>An act that waits to be written.</summary>
internal sealed class Pending(Change change, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<CommitResult> answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Change Change => change;
    public Task<CommitResult> Answer => answer.Task;

    /// <summary>What will be answered once the transaction is durable.</summary>
    public CommitResult? Result { get; set; }

    public bool IsGivenUp => cancellation.IsCancellationRequested && answer.TrySetCanceled(cancellation);

    public void Reply() => answer.TrySetResult(Result!);

    public void Fail(Exception cause) => answer.TrySetException(cause);
}

/// <summary>What a writer found when it had the journal locked.</summary>
internal sealed class Findings
{
    public long Head { get; set; }
    public Dictionary<Guid, int> Versions { get; } = [];
    public Dictionary<(string Caller, string Key), SeenKey> Keys { get; } = [];

    public void Clear()
    {
        Versions.Clear();
        Keys.Clear();
    }
}

/// <summary>All that one transaction writes, table by table.</summary>
internal sealed class Batch(IReadOnlyList<RowTable> tables)
{
    private readonly Dictionary<Type, RowTable> byType = tables.ToDictionary(table => table.RowType);
    private readonly Dictionary<RowTable, Dictionary<object, RowChange>> changes = [];
    private readonly ArrayBufferWriter<byte> scratch = new(4_096);

    public RowTable JournalTable => byType[typeof(JournalRow)];
    public RowTable KeyTable => byType[typeof(SeenKeyRow)];
    public List<object> Events { get; } = [];
    public List<object> Keys { get; } = [];

    /// <summary>Rows for append-only tables, act by act.</summary>
    public List<(RowTable Table, IReadOnlyList<SealedRow> Rows)> Bulk { get; } = [];

    /// <summary>Streams that are erased, each up to a version.</summary>
    public List<(Guid Stream, int UpTo)> Erased { get; } = [];
    public long Head { get; private set; }

    /// <summary>The changed rows, in the order of <c>tables</c>.</summary>
    public IEnumerable<(RowTable Table, Dictionary<object, RowChange> Changes)> Rows
    {
        get
        {
            foreach (var table in tables)
                if (changes.TryGetValue(table, out var changed) && changed.Count > 0)
                    yield return (table, changed);
        }
    }

    /// <summary>How many rows it writes in all tables.</summary>
    public int RowCount => Events.Count + Keys.Count + Bulk.Sum(bulk => bulk.Rows.Count) + changes.Values.Sum(each => each.Count);

    /// <summary>Decides each act's answer and gathers what the granted ones write.</summary>
    public void Fill(ReadOnlySpan<Pending> acts, Findings found)
    {
        Clear();
        Head = found.Head;
        foreach (var pending in acts)
        {
            var change = pending.Change;
            var version = found.Versions.GetValueOrDefault(change.Stream);
            if (change.Key is { } key && found.Keys.TryGetValue((key.Caller, key.Key), out var seen))
                pending.Result = new KeySeen(seen);
            else if (version != change.ExpectedVersion)
                pending.Result = new Stale(version);
            else
                Add(pending, version);
        }
        Commit();
    }

    /// <summary>Gives each event its salt, drawn for all in one call, and its commitment.</summary>
    private void Commit()
    {
        var salts = RandomNumberGenerator.GetBytes(Events.Count * CanonicalEvent.SaltBytes).AsSpan();
        foreach (JournalRow row in Events)
        {
            row.Salt = salts[..CanonicalEvent.SaltBytes].ToArray();
            row.Commitment = CanonicalEvent.Commit(scratch, row.Salt, row.ToEvent());
            salts = salts[CanonicalEvent.SaltBytes..];
        }
    }

    public void Clear()
    {
        Events.Clear();
        Keys.Clear();
        Bulk.Clear();
        Erased.Clear();
        foreach (var changed in changes.Values)
            changed.Clear();
    }

    private void Add(Pending pending, int version)
    {
        var (stream, _, act, events, rows, key) = pending.Change;
        pending.Result = new Committed(Head + 1);
        if (pending.Change.IsErasure)
            Erased.Add((stream, version));
        foreach (var happened in events)
            Events.Add(new JournalRow
            {
                Position = ++Head, Stream = stream, Version = ++version,
                Type = happened.Type, Data = happened.Json, At = act.At, Act = act.Id, ActName = act.Name,
                Actor = act.By.Id, Role = act.By.Role, Office = act.By.Office, OnBehalfOf = act.By.OnBehalfOf,
            });
        if (key is not null)
            Keys.Add(new SeenKeyRow
            {
                Caller = key.Caller, Key = key.Key, RequestHash = key.RequestHash, Stream = stream, At = act.At,
            });
        foreach (var row in rows)
            Add(row);
        if (pending.Change.Bulk is { } bulk)
            Bulk.Add((TableOf(bulk.RowType), bulk.Rows));
    }

    public RowTable TableOf(Type rowType) => byType.TryGetValue(rowType, out var table) ? table
        : throw new InvalidOperationException($"{rowType} is in no module's {nameof(IRowModel)}.");

    /// <summary>Adds a row; for one key the last change counts.</summary>
    public void Add(RowChange row)
    {
        if (row.Row is SealedRow)
            throw new InvalidOperationException($"{row.Row.GetType()} is append-only: its rows go in bulk.");
        var table = TableOf(row.Row.GetType());
        if (!changes.TryGetValue(table, out var changed))
            changes.Add(table, changed = []);
        changed[table.KeyOf(row.Row)] = row;
    }
}
