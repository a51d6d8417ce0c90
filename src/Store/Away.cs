using System.Data.Common;

namespace Yitong.Store;

/// <summary>Tells a database that is away for a moment from a bug: work in the background goes on when it is back.</summary>
public static class Away
{
    /// <summary>Whether the database, and not the program, is at fault.</summary>
    public static bool Is(Exception fault) =>
        fault is StoreUnavailableException or DbException or InvalidOperationException { InnerException: DbException };
}
