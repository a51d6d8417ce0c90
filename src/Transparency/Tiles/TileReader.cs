using System.Numerics;

namespace Yitong.Transparency;

/// <summary>
/// Reads the bytes of a tile as they are now, however many digests or entries it holds; empty when there is none.
/// </summary>
/// <param name="level">Its level; <see cref="Tile.Entries"/> for entries.</param>
/// <param name="index">Its place among those of its level.</param>
public delegate ReadOnlyMemory<byte> ReadTile(int level, long index);

/// <summary>Reads digests of a tree from its tiles. As thread-safe as what reads the tiles.</summary>
public sealed class TileReader(ReadTile read)
{
    /// <summary>A final digest: from its own tile, or computed from those of the level below.</summary>
    /// <param name="height">0 for leaves.</param>
    /// <param name="index">Its place among those of its height.</param>
    /// <exception cref="TileMissingException">The tile is not there or does not reach so far.</exception>
    public Digest Read(int height, long index)
    {
        var (level, above) = (height / Tile.Heights, height % Tile.Heights);
        var first = index << above;
        var tile = read(level, first / Tile.Full).Span;
        var (from, count) = ((int)(first % Tile.Full) * Digest.Size, (1 << above) * Digest.Size);
        if (tile.Length < from + count) throw new TileMissingException(level, first / Tile.Full);
        return Root(tile.Slice(from, count));
    }

    /// <summary>The tree of a size whose tiles these are, ready to grow.</summary>
    public GrowingTree Grow(long size)
    {
        var perfect = new List<Digest>();
        for (var (rest, start) = (size, 0L); rest > 0;)
        {
            var height = BitOperations.Log2((ulong)rest);
            perfect.Add(Read(height, start >> height));
            (rest, start) = (rest - (1L << height), start + (1L << height));
        }
        return new(size, perfect);
    }

    private static Digest Root(ReadOnlySpan<byte> digests) => digests.Length == Digest.Size
        ? Digest.Read(digests)
        : Digest.OfNode(Root(digests[..(digests.Length / 2)]), Root(digests[(digests.Length / 2)..]));
}

/// <summary>A tile that a proof needs is not there.</summary>
public sealed class TileMissingException(int level, long index)
    : Exception($"The log has no {new Tile(level, index, Tile.Full).Path}, or it is too short.");
