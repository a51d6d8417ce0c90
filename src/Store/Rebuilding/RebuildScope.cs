namespace Yitong.Store;

/// <summary>What a rebuild is to fill.</summary>
public sealed record RebuildWish
{
    /// <summary>All derived tables; else those that are not as this release makes them.</summary>
    public bool IsAll { get; init; }

    /// <summary>Names of tables that are filled in any case; an append-only one is held to its seals.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>About how many rows share a transaction.</summary>
    public int RowsAtOnce { get; init; } = 20_000;
}

/// <summary>The tables that a rebuild fills, and all that writes into them.</summary>
/// <param name="Tables">The derived tables.</param>
/// <param name="Kinds">The kinds of streams whose rows go there.</param>
/// <param name="Followers">The followers that fill them: they begin anew.</param>
internal sealed record RebuildScope(
    IReadOnlyList<TableShape> Tables, IReadOnlyList<StreamKind> Kinds, IReadOnlyList<RowFollower> Followers)
{
    /// <summary>The tables with their shapes, as a rebuild under way remembers them.</summary>
    public string Text => string.Join('\n', Tables.Select(table => $"{table.Name} {table.Hash}"));

    public static RebuildScope Of(
        IReadOnlyList<TableShape> all, IReadOnlySet<string> names, IReadOnlyList<StreamKind> kinds,
        IReadOnlyList<RowFollower> followers)
    {
        var types = all.Where(table => names.Contains(table.Name)).Select(table => table.RowType).ToHashSet();
        // A follower that begins anew fills all of its tables anew, or it would count twice in some.
        for (var before = -1; before != types.Count;)
        {
            before = types.Count;
            types.UnionWith(followers.Where(each => each.RowTypes.Any(types.Contains)).SelectMany(each => each.RowTypes));
        }
        return new(
            [.. all.Where(table => types.Contains(table.RowType))],
            [.. kinds.Where(kind => kind.AllRowTypes.Any(types.Contains))],
            [.. followers.Where(each => each.RowTypes.Any(types.Contains))]);
    }

    /// <summary>The names in what a rebuild under way remembers.</summary>
    public static IEnumerable<string> Names(RebuildRow? rebuild) =>
        rebuild?.Tables.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]) ?? [];
}
