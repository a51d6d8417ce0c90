namespace Yitong.Transparency;

/// <summary>Proofs that a leaf is in a tree (RFC 6962, section 2.1.1).</summary>
public static class Inclusion
{
    /// <summary>The digests that lead from a leaf to the root, the lowest first.</summary>
    /// <param name="index">The leaf's place, from 0.</param>
    /// <param name="size">Leaves in the tree.</param>
    /// <param name="read">Reads final digests.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static IReadOnlyList<Digest> Prove(long index, long size, ReadDigest read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<Digest>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var split = start + Subtrees.Split(end - start);
            var isLeft = index < split;
            proof.Add(isLeft ? Subtrees.Root(split, end, read) : Subtrees.Root(start, split, read));
            (start, end) = isLeft ? (start, split) : (split, end);
        }
        proof.Reverse();
        return proof;
    }

    /// <summary>
    /// Whether the proof leads from the leaf to the root. Total: no index, size or number of digests makes it fail otherwise than
    /// by false, and a proof with one digest too many is false.
    /// </summary>
    public static bool Verify(Digest leaf, long index, long size, IReadOnlyList<Digest> proof, Digest root)
    {
        if (index < 0 || index >= size) return false;
        var (digest, place, last) = (leaf, index, size - 1);
        foreach (var sibling in proof)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                digest = Digest.OfNode(sibling, digest);
                while ((place & 1) == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else digest = Digest.OfNode(digest, sibling);
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && digest == root;
    }
}
