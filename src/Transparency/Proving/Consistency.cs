using System.Numerics;

namespace Yitong.Transparency;

/// <summary>Proofs that a tree only grew: what it held before, it holds at the same places (RFC 6962, section 2.1.2).</summary>
public static class Consistency
{
    /// <summary>The digests that prove it; none when the sizes are equal or the old tree was empty.</summary>
    /// <param name="before">Leaves then.</param>
    /// <param name="size">Leaves now, at least as many.</param>
    /// <param name="read">Reads final digests.</param>
    public static IReadOnlyList<Digest> Prove(long before, long size, ReadDigest read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, size);
        if (before == 0 || before == size) return [];
        var proof = new List<Digest>();
        var (start, end, isWhole) = (0L, size, true);
        while (before != end)
        {
            var split = start + Subtrees.Split(end - start);
            if (before <= split)
            {
                proof.Add(Subtrees.Root(split, end, read));
                end = split;
            }
            else
            {
                proof.Add(Subtrees.Root(start, split, read));
                (start, isWhole) = (split, false);
            }
        }
        if (!isWhole) proof.Add(Subtrees.Root(start, end, read));
        proof.Reverse();
        return proof;
    }

    /// <summary>
    /// Whether the tree with the new root extends the one with the old root. Total, as <see cref="Inclusion.Verify"/>.
    /// </summary>
    public static bool Verify(long before, Digest oldRoot, long size, Digest newRoot, IReadOnlyList<Digest> proof)
    {
        if (before < 0 || before > size) return false;
        if (before == size) return proof.Count == 0 && oldRoot == newRoot;
        if (before == 0) return proof.Count == 0 && oldRoot == Digest.Empty;
        var (place, last, next) = (before - 1, size - 1, 0);
        var shift = BitOperations.TrailingZeroCount(~place);
        (place, last) = (place >> shift, last >> shift);
        if (proof.Count == 0 && place != 0) return false;
        // A power of two of old leaves is one digest, which the proof need not repeat.
        var seed = place == 0 ? oldRoot : proof[next++];
        var (old, now) = (seed, seed);
        for (; next < proof.Count; next++)
        {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last)
            {
                (old, now) = (Digest.OfNode(proof[next], old), Digest.OfNode(proof[next], now));
                while ((place & 1) == 0 && place != 0) (place, last) = (place >> 1, last >> 1);
            }
            else now = Digest.OfNode(now, proof[next]);
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && old == oldRoot && now == newRoot;
    }
}
