using Yitong.Kernel;

namespace Yitong.Store;

/// <summary>What one act wants to write: events on one stream, and the rows that follow from them.</summary>
/// <param name="Stream">The stream (a case, a journey, a mandate …).</param>
/// <param name="ExpectedVersion">The version on which it was decided; 0 for a stream that is to begin.</param>
/// <param name="Act">Who, when, as what.</param>
/// <param name="Events">At least one.</param>
/// <param name="Rows">Rows to write in the same transaction; for one key the last change counts.</param>
/// <param name="Key">The client's idempotency key, where it gave one.</param>
public sealed record Change(
    Guid Stream,
    int ExpectedVersion,
    Act Act,
    IReadOnlyList<NewEvent> Events,
    IReadOnlyList<RowChange> Rows,
    IdempotencyKey? Key = null)
{
    /// <summary>
    /// Rows of an append-only table that go in the same transaction; one of the events carries their seal. Null: none.
    /// </summary>
    public BulkRows? Bulk { get; init; }

    /// <summary>Whether the stream's events up to <see cref="ExpectedVersion"/> lose their data and salts.</summary>
    internal bool IsErasure { get; init; }
}

/// <summary>An event to be recorded: its stable name and its data as JSON.</summary>
public readonly record struct NewEvent(string Type, string Json);

/// <summary>An event of the journal.</summary>
/// <param name="Position">Its place in the whole journal: 1, 2, 3 … without gaps, in the order of commits.</param>
/// <param name="Stream">The stream that it belongs to.</param>
/// <param name="Version">Its place in the stream: 1, 2, 3 ….</param>
/// <param name="Type">The stable name of the event.</param>
/// <param name="Json">Its data.</param>
/// <param name="Act">The act that yielded it; <see cref="Act.At"/> in whole microseconds.</param>
public sealed record RecordedEvent(long Position, Guid Stream, int Version, string Type, string Json, Act Act)
{
    /// <summary>The type of the event with which a stream ends when its data are erased.</summary>
    public const string ErasedType = "erased";

    /// <summary>Whether its data were erased: <see cref="Json"/> is empty, all else stands.</summary>
    public bool IsErased => Json.Length == 0;
}

/// <summary>
/// One row to be written or removed; <see cref="Row"/> is of a type that a module's <see cref="IRowModel"/> maps.
/// </summary>
public readonly record struct RowChange
{
    private RowChange(object row, bool isDelete) => (Row, IsDelete) = (row, isDelete);

    /// <summary>The row; of one to be removed only the key is read.</summary>
    public object Row { get; }

    /// <summary>Whether the row goes.</summary>
    public bool IsDelete { get; }

    /// <summary>Inserts the row or, where its key exists, replaces it.</summary>
    public static RowChange Upsert(object row) => new(row, false);

    /// <summary>Removes the row with this key, if it exists.</summary>
    public static RowChange Delete(object row) => new(row, true);
}

/// <summary>A client's key for one request, so that repeating the request does not repeat the act.</summary>
/// <param name="Caller">Who sent it; keys of different callers are apart.</param>
/// <param name="Key">The key as sent.</param>
/// <param name="RequestHash">A digest of the request: the same key with another request is the client's mistake.</param>
public sealed record IdempotencyKey(string Caller, string Key, string RequestHash);

/// <summary>What an idempotency key was used for.</summary>
public sealed record SeenKey(Guid Stream, string RequestHash);

/// <summary>How the journal answered a <see cref="Change"/>.</summary>
public abstract record CommitResult
{
    private protected CommitResult() { }
}

/// <summary>It is durable.</summary>
/// <param name="FirstPosition">The position of its first event; the others follow without a gap.</param>
public sealed record Committed(long FirstPosition) : CommitResult;

/// <summary>The stream has moved on; nothing was written.</summary>
/// <param name="Actual">The version that it has now; 0 when it does not exist.</param>
public sealed record Stale(int Actual) : CommitResult;

/// <summary>The idempotency key was used before; nothing was written.</summary>
/// <param name="Seen">What it was used for.</param>
internal sealed record KeySeen(SeenKey Seen) : CommitResult;

/// <summary>The key of one of the act's bulk rows stands in its table already; nothing was written.</summary>
internal sealed record RowsTaken : CommitResult
{
    /// <summary>The one value.</summary>
    public static readonly RowsTaken Already = new();
}

/// <summary>Too many acts are waiting; nothing was written.</summary>
public sealed record Busy : CommitResult
{
    /// <summary>The one value.</summary>
    public static readonly Busy Now = new();
}
