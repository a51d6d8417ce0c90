using Microsoft.EntityFrameworkCore;

namespace Yitong.Store;

/// <summary>
/// A module's tables. Row types are plain sealed classes of scalar properties (string, Guid, bool, int, long, double,
/// enum, DateOnly, DateTimeOffset, byte[]; money as long fen) with a natural key: no owned types, no generated values.
/// </summary>
public interface IRowModel
{
    /// <summary>Declares tables, keys and indexes. Names become snake case by themselves.</summary>
    void Configure(ModelBuilder model);
}
