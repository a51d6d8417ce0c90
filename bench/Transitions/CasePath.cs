using Yitong.Store;

namespace Yitong.Bench;

/// <summary>A way to take a case from its beginning to its end, one durable transition after the other.</summary>
internal sealed record CasePath(
    string Name,
    IReadOnlyList<IRowModel> Tables,
    Func<Database, IRunningCases> Start);

/// <summary>A path with its store open.</summary>
internal interface IRunningCases
{
    /// <summary>Runs one whole case.</summary>
    /// <returns>The number of transitions, each of which is durable.</returns>
    Task<int> RunOneAsync();

    /// <summary>Throws unless the tables hold exactly this many cases, each complete.</summary>
    Task CheckAsync(long cases, long transitions);
}
