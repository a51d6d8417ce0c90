using System.Buffers.Binary;

namespace Yitong.Transparency;

/// <summary>
/// Adds entries to a log's tiles. Keeps those that changed until whoever stores them has done so. Not thread-safe.
/// </summary>
public sealed class TileWriter
{
    /// <summary>Longest entry, in bytes: its length is written with 16 bits.</summary>
    public const int LongestEntry = ushort.MaxValue;
    private readonly GrowingTree tree;
    private readonly ReadTile read;
    private readonly Dictionary<(int Level, long Index), List<byte>> changed = [];

    /// <summary>Goes on where a log of this size ended.</summary>
    /// <exception cref="TileMissingException">The tiles do not reach so far.</exception>
    public TileWriter(long size, ReadTile read) => (this.read, tree) = (read, new TileReader(read).Grow(size));

    /// <summary>Entries in the log, those added included.</summary>
    public long Size => tree.Size;

    /// <summary>The root over all of them.</summary>
    public Digest Root => tree.Root;

    /// <summary>The tiles that changed, each whole.</summary>
    public IEnumerable<(Tile Tile, byte[] Bytes)> Changed => changed.Select(each => (
        new Tile(each.Key.Level, each.Key.Index, WidthOf(each.Key.Level, each.Key.Index)), each.Value.ToArray()));

    /// <summary>Adds an entry.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="LongestEntry"/>.</exception>
    public void Append(ReadOnlySpan<byte> entry)
    {
        if (entry.Length > LongestEntry)
            throw new ArgumentException($"An entry has at most {LongestEntry} bytes.", nameof(entry));
        var bundle = Bytes(Tile.Entries, tree.Size / Tile.Full);
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)entry.Length);
        bundle.AddRange(length);
        bundle.AddRange(entry);
        tree.Add(Digest.OfLeaf(entry), Keep);
    }

    /// <summary>Forgets the changed tiles: they are stored.</summary>
    public void Stored() => changed.Clear();

    private void Keep(int height, long index, Digest digest)
    {
        if (height % Tile.Heights != 0) return;
        Span<byte> bytes = stackalloc byte[Digest.Size];
        digest.Write(bytes);
        Bytes(height / Tile.Heights, index / Tile.Full).AddRange(bytes);
    }

    private List<byte> Bytes(int level, long index)
    {
        if (!changed.TryGetValue((level, index), out var bytes))
            changed.Add((level, index), bytes = [.. read(level, index).Span]);
        return bytes;
    }

    private int WidthOf(int level, long index)
    {
        var held = level == Tile.Entries ? tree.Size : tree.Size >> (level * Tile.Heights);
        return (int)Math.Min(Tile.Full, held - index * Tile.Full);
    }
}
