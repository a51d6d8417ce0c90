namespace Yitong.Store;

/// <summary>Where an installation keeps its records: one setting chooses between SQLite and PostgreSQL.</summary>
public sealed record StoreOptions
{
    /// <summary>
    /// <c>sqlite:/path/file.db</c>, <c>sqlite::memory:</c> (a private temporary file without durability, removed on
    /// closing; for tests) or <c>postgres:Host=…;Database=…</c> (an Npgsql connection string).
    /// </summary>
    public required string Connection { get; init; }

    /// <summary>Acts that may wait for the committer before further ones are told to come back; 1 to 1,000,000.</summary>
    public int QueueLimit { get; init; } = 10_000;

    /// <summary>Acts that share one transaction at most; 1 to 10,000.</summary>
    public int BatchLimit { get; init; } = 1_000;

    /// <summary>
    /// How long acts wait for a lost PostgreSQL server to come back before they get
    /// <see cref="StoreUnavailableException"/>. The committer itself tries on for ever.
    /// </summary>
    public TimeSpan ReconnectLimit { get; init; } = TimeSpan.FromSeconds(20);

    internal const string SqlitePrefix = "sqlite:";
    internal const string PostgresPrefix = "postgres:";

    internal bool IsSqlite => Connection.StartsWith(SqlitePrefix, StringComparison.Ordinal);

    internal string Target => IsSqlite ? Connection[SqlitePrefix.Length..]
        : Connection.StartsWith(PostgresPrefix, StringComparison.Ordinal) ? Connection[PostgresPrefix.Length..]
        : throw new ArgumentException(
            $"The store's connection must begin with '{SqlitePrefix}' or '{PostgresPrefix}', not '{Connection}'.");
}
