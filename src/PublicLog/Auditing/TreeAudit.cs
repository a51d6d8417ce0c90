using System.Buffers.Binary;
using Yitong.Transparency;

namespace Yitong.PublicLog;

/// <summary>
/// Rebuilds the tree from the log's bundles of entries and holds every tile to it, byte by byte. Stops at the first that differs.
/// </summary>
/// <param name="size">Entries in the log.</param>
/// <param name="read">Reads a tile as the log has it; null when there is none.</param>
/// <param name="reached">Told the root after so many entries, where it is asked; says what is wrong with it.</param>
internal sealed class TreeAudit(
    long size, Func<Tile, ValueTask<ReadOnlyMemory<byte>?>> read, Func<long, Func<Digest>, LogFault?>? reached = null)
{
    private Action<int, long, Digest>? keep;
    private const int Levels = 8;
    private readonly GrowingTree tree = new();
    private readonly List<byte>[] filling = [.. Enumerable.Range(0, Levels).Select(_ => new List<byte>(Tile.Full * Digest.Size))];
    private readonly List<(Tile Tile, byte[] Digests)> full = [];

    /// <summary>Entries that were found right.</summary>
    public long Entries => tree.Size;

    /// <summary>The root over them.</summary>
    public Digest Root => tree.Root;

    /// <summary>Reads all, and says what is wrong first; null when nothing is.</summary>
    public async ValueTask<LogFault?> RunAsync()
    {
        for (long index = 0; index * Tile.Full < size; index++)
        {
            var width = (int)Math.Min(Tile.Full, size - index * Tile.Full);
            var bundle = await read(new(Tile.Entries, index, width));
            var leaves = await read(new(0, index, width));
            if ((Add(index, width, bundle, leaves) ?? await CompareFullAsync()) is { } fault) return fault;
        }
        for (var level = 1; level < Levels; level++)
            if (filling[level].Count > 0
                && await CompareAsync(TileAt(level, filling[level].Count / Digest.Size), [.. filling[level]]) is { } fault)
                return fault;
        return null;
    }

    /// <summary>Adds a bundle's entries, each held to its digest in the tile of leaves.</summary>
    private LogFault? Add(long index, int width, ReadOnlyMemory<byte>? bundle, ReadOnlyMemory<byte>? leaves)
    {
        var entries = bundle.GetValueOrDefault().Span;
        var digests = leaves.GetValueOrDefault().Span;
        keep ??= Keep;
        for (var i = 0; i < width; i++)
        {
            if (entries.Length < 2 || entries.Length - 2 < BinaryPrimitives.ReadUInt16BigEndian(entries))
                return Fault(Tile.Entries, index, width, i, bundle is null ? "is missing" : "ends within this entry");
            var length = BinaryPrimitives.ReadUInt16BigEndian(entries);
            var leaf = Digest.OfLeaf(entries.Slice(2, length));
            if (digests.Length < Digest.Size)
                return Fault(0, index, width, i, leaves is null ? "is missing" : "ends before this entry's digest");
            if (Digest.Read(digests[..Digest.Size]) != leaf)
                return Fault(0, index, width, i, "the digest there is not that of the entry in the bundle");
            entries = entries[(2 + length)..];
            digests = digests[Digest.Size..];
            tree.Add(leaf, keep);
            if (reached?.Invoke(tree.Size, () => tree.Root) is { } fault) return fault;
        }
        return !entries.IsEmpty ? Fault(Tile.Entries, index, width, width - 1, "goes on behind the last entry")
            : !digests.IsEmpty ? Fault(0, index, width, width - 1, "goes on behind the last digest") : null;
    }

    private void Keep(int height, long index, Digest digest)
    {
        if (height == 0 || height % Tile.Heights != 0) return;
        var (level, tile) = (height / Tile.Heights, filling[height / Tile.Heights]);
        Span<byte> bytes = stackalloc byte[Digest.Size];
        digest.Write(bytes);
        tile.AddRange(bytes);
        if (tile.Count < Tile.Full * Digest.Size) return;
        full.Add((new(level, index / Tile.Full, Tile.Full), [.. tile]));
        tile.Clear();
    }

    private async ValueTask<LogFault?> CompareFullAsync()
    {
        if (full.Count == 0) return null;
        foreach (var (tile, digests) in full)
            if (await CompareAsync(tile, digests) is { } fault) return fault;
        full.Clear();
        return null;
    }

    private async ValueTask<LogFault?> CompareAsync(Tile tile, byte[] expected)
    {
        if (await read(tile) is not { } found) return Fault(tile.Level, tile.Index, tile.Width, 0, "is missing");
        var same = found.Span.CommonPrefixLength(expected);
        if (same == expected.Length && same == found.Length) return null;
        return Fault(tile.Level, tile.Index, tile.Width, Math.Min(same / Digest.Size, tile.Width - 1),
            same == expected.Length ? "goes on behind the last digest" : "the digest there is not that of the entries below it");
    }

    private Tile TileAt(int level, int width) => new(level, (tree.Size >> (level * Tile.Heights)) / Tile.Full, width);

    private static LogFault Fault(int level, long index, int width, int place, string says)
    {
        var under = level <= 0 ? 0 : level * Tile.Heights;
        var first = ((index * Tile.Full + place) << under) + 1;
        var span = under == 0 ? "" : $", entries {first} to {first + (1L << under) - 1}";
        return new(first, $"{new Tile(level, index, width).Path}, place {place}{span}", says);
    }
}
