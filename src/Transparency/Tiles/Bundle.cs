using System.Buffers.Binary;

namespace Yitong.Transparency;

/// <summary>Reads a tile of entries: each behind its length in 16 bits, the high byte first.</summary>
public static class Bundle
{
    /// <summary>The entries; null when the bytes end within one or hold more than a tile may.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>>? Read(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (!bundle.IsEmpty)
        {
            if (bundle.Length < 2 || entries.Count == Tile.Full) return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < 2 + length) return null;
            entries.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }
        return entries;
    }

    /// <summary>The first entries of a bundle, as many as a narrower tile holds; null when there are fewer.</summary>
    public static ReadOnlyMemory<byte>? First(ReadOnlyMemory<byte> bundle, int width)
    {
        if (Read(bundle) is not { } entries || entries.Count < width) return null;
        return bundle[..entries.Take(width).Sum(entry => 2 + entry.Length)];
    }
}
