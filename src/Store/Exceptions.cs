namespace Yitong.Store;

/// <summary>The store cannot be opened as it stands; the message says why, and what to do.</summary>
public abstract class StoreClosedException(string message) : Exception(message);

/// <summary>The database was changed by a newer release than this one; an older binary must not write to it.</summary>
internal sealed class SchemaTooNewException(IReadOnlyList<string> unknown) : StoreClosedException(
    $"The database is newer than this release: its tables have taken the steps {string.Join(", ", unknown)}, "
    + "which this release does not know. Start the newer release, or restore the backup made before it.");

/// <summary>Derived tables are not as this release makes them; the journal has all that they need.</summary>
public sealed class RebuildNeededException(IReadOnlyList<string> tables) : StoreClosedException(
    $"This release makes some tables otherwise than the database has them: {string.Join(", ", tables)}. "
    + "Nothing is lost: stop all servers and run ./yitong rebuild, which fills them anew from the journal.")
{
    /// <summary>The tables.</summary>
    public IReadOnlyList<string> Tables { get; } = tables;
}

/// <summary>Somebody else uses the store who must not, or is rebuilding it.</summary>
internal sealed class StoreInUseException(bool isRebuilding) : StoreClosedException(isRebuilding
    ? "The tables are being rebuilt just now: start the server when that has ended."
    : "A server uses the database, and a rebuild wants it alone: stop all servers first.");

/// <summary>A kept table is not that of this release: a module changed it without a step. A bug of this release.</summary>
internal sealed class KeptTableException(string table, string column) : StoreClosedException(
    $"The table {table} has no column {column}, and no step of this release adds it. Start the release before this one.");

/// <summary>The database could not be reached within the limit.</summary>
public sealed class StoreUnavailableException(bool isOutcomeUnknown, Exception? cause) : Exception(
    isOutcomeUnknown
        ? "The connection to the database was lost while committing: whether the act happened is not known. "
          + "Repeat it with the same idempotency key."
        : "The database cannot be reached; nothing was done.", cause)
{
    /// <summary>Whether the act may have happened all the same; then only its idempotency key tells.</summary>
    public bool IsOutcomeUnknown { get; } = isOutcomeUnknown;
}

/// <summary>The database refuses one act's rows: a unique index, a length, a null. A bug of the module that wrote them.</summary>
public sealed class RowsRefusedException(string act, Exception cause)
    : Exception($"The database refuses what the act '{act}' writes: {cause.Message}", cause);

/// <summary>The journal is not as it was written: an event or its commitment is missing. Somebody changed the table.</summary>
public sealed class JournalDamagedException(long position)
    : Exception($"The journal's event {position} is missing, or what stands there is not what was recorded.")
{
    /// <summary>The first position that is not right.</summary>
    public long Position { get; } = position;
}
