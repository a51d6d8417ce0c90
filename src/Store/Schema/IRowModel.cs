using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>
/// A module's tables. Row types are sealed records or plain sealed classes of scalar properties (string, Guid, bool, int, long,
/// double, enum, DateOnly, DateTimeOffset, byte[]; money as long fen) with a natural key: no owned types, no generated values. A
/// table is *derived* from the journal, by a kind of streams or a <see cref="RowFollower"/>, unless it says that it is kept
/// (<see cref="TableSorts.IsKept{TRow}"/>).
/// </summary>
public interface IRowModel
{
    /// <summary>Declares tables, keys and indexes. Names become snake case by themselves.</summary>
    void Configure(ModelBuilder model);

    /// <summary>The name under which its steps are remembered; never changed.</summary>
    string Name => GetType().Name;

    /// <summary>How kept tables of earlier releases become those of this one, in order.</summary>
    IReadOnlyList<KeptStep> Steps => [];
}

/// <summary>
/// One change of kept tables: what a release did to those of the release before. Once released it is never changed. A new
/// database gets the tables as they are now and never runs it; a new table, derived or kept, needs none.
/// </summary>
/// <param name="Number">1, 2, 3 … within the module.</param>
/// <param name="Sqlite">The statements for SQLite.</param>
/// <param name="Postgres">The statements for PostgreSQL.</param>
public sealed record KeptStep(int Number, string Sqlite, string Postgres);
