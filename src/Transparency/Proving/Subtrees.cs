using System.Numerics;

namespace Yitong.Transparency;

/// <summary>Reads a final digest of the tree: by its height and its place among those of that height.</summary>
public delegate Digest ReadDigest(int height, long index);

/// <summary>Digests of parts of a tree, put together from final ones.</summary>
internal static class Subtrees
{
    /// <summary>The largest power of two below the size; the size is at least 2.</summary>
    public static long Split(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));

    /// <summary>
    /// The root of the leaves from start up to, not including, end; start is a multiple of the part's power of two.
    /// </summary>
    public static Digest Root(long start, long end, ReadDigest read)
    {
        var size = end - start;
        if (BitOperations.IsPow2(size))
        {
            var height = BitOperations.TrailingZeroCount(size);
            return read(height, start >> height);
        }
        var split = Split(size);
        return Digest.OfNode(Root(start, start + split, read), Root(start + split, end, read));
    }
}
