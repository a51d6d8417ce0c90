namespace Yitong.Store;

/// <summary>The database was migrated by a newer release than this one; an older binary must not write to it.</summary>
public sealed class SchemaTooNewException(IReadOnlyList<string> unknown) : Exception(
    $"The database is newer than this release: it has the migrations {string.Join(", ", unknown)}, "
    + "which this release does not know. Start the newer release, or restore the backup made before it.");

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
