using System.Numerics;

namespace Yitong.Transparency;

/// <summary>
/// A tree that leaves are added to, kept as the roots of its perfect subtrees (at most 64 digests). Says which digests became
/// final, so that whoever keeps tiles can write them. Not thread-safe.
/// </summary>
public sealed class GrowingTree
{
    private readonly List<Digest> roots = [];

    /// <summary>A tree without leaves.</summary>
    public GrowingTree() { }

    /// <summary>A tree of a size, from the roots of its perfect subtrees, the largest first.</summary>
    /// <exception cref="ArgumentException">A tree of that size has another number of perfect subtrees.</exception>
    public GrowingTree(long size, IEnumerable<Digest> perfect)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        (Size, roots) = (size, [.. perfect]);
        if (roots.Count != BitOperations.PopCount((ulong)size))
            throw new ArgumentException($"A tree of {size} leaves has {BitOperations.PopCount((ulong)size)} perfect subtrees.");
    }

    /// <summary>How many leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a leaf.</summary>
    /// <param name="leaf">Its digest.</param>
    /// <param name="final">
    /// Told each digest that is final now: its height (0 for the leaf) and its place among those of that height.
    /// </param>
    public void Add(Digest leaf, Action<int, long, Digest>? final = null)
    {
        var (digest, index, height) = (leaf, Size, 0);
        final?.Invoke(height, index, digest);
        for (; (index & 1) == 1; index >>= 1)
        {
            digest = Digest.OfNode(roots[^1], digest);
            roots.RemoveAt(roots.Count - 1);
            final?.Invoke(++height, index >> 1, digest);
        }
        roots.Add(digest);
        Size++;
    }

    /// <summary>The root over all leaves.</summary>
    public Digest Root
    {
        get
        {
            if (roots.Count == 0) return Digest.Empty;
            var root = roots[^1];
            for (var i = roots.Count - 2; i >= 0; i--) root = Digest.OfNode(roots[i], root);
            return root;
        }
    }
}
