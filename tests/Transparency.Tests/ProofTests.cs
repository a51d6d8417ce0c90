using CsCheck;
using System.Security.Cryptography;
using System.Text;

namespace Yitong.Transparency.Tests;

/// <summary>Proofs against a tree written down as RFC 6962 defines it: by recursion over all leaves.</summary>
public sealed class ProofTests
{
    private const int Most = 70;
    private static readonly Digest[] Leaves =
        [.. Enumerable.Range(0, Most).Select(i => Digest.OfLeaf(Encoding.ASCII.GetBytes($"entry {i}")))];

    private static readonly Dictionary<(int, long), Digest> Final = [];
    private static readonly Digest[] Roots = GrowAll();

    [Fact]
    public void The_growing_tree_has_the_root_that_the_definition_gives()
    {
        for (var size = 0; size <= Most; size++) Assert.Equal(Defined(0, size), Roots[size]);
    }

    [Fact]
    public void The_empty_tree_and_the_first_leaf_are_those_of_the_standard()
    {
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", Digest.Empty.ToString());
        Assert.Equal("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", Digest.OfLeaf([]).ToString());
    }

    [Fact]
    public void Every_leaf_of_every_size_is_proved()
    {
        for (var size = 1; size <= Most; size++)
            for (var index = 0; index < size; index++)
            {
                var proof = Inclusion.Prove(index, size, Read);
                Assert.True(Inclusion.Verify(Leaves[index], index, size, proof, Roots[size]), $"{index} of {size}");
            }
    }

    [Fact]
    public void Every_growth_is_proved()
    {
        for (var size = 0; size <= Most; size++)
            for (var before = 0; before <= size; before++)
            {
                var proof = Consistency.Prove(before, size, Read);
                Assert.True(Consistency.Verify(before, Roots[before], size, Roots[size], proof), $"{before} to {size}");
            }
    }

    [Fact]
    public void A_changed_proof_proves_nothing() => Gen.Select(Gen.Int[1, Most], Gen.Int[0, Most - 1], Gen.Int[0, 9], Gen.Int)
        .Sample((size, at, change, seed) =>
        {
            var index = at % size;
            var proof = Inclusion.Prove(index, size, Read).ToList();
            Assert.False(Inclusion.Verify(Leaves[index], index, size, Spoilt(proof, change, seed), Roots[size]));
            Assert.False(Inclusion.Verify(Leaves[(index + 1) % Most], index, size, proof, Roots[size]));
            Assert.False(Inclusion.Verify(Leaves[index], index, size, proof, Roots[size - 1]));
            Assert.False(Inclusion.Verify(Leaves[index], size, size, proof, Roots[size]));
            Assert.False(Inclusion.Verify(Leaves[index], -1, size, proof, Roots[size]));
        });

    [Fact]
    public void A_changed_history_is_not_an_extension() => Gen.Select(Gen.Int[2, Most], Gen.Int[0, Most - 1], Gen.Int[0, 9], Gen.Int)
        .Sample((size, at, change, seed) =>
        {
            var before = 1 + at % (size - 1);
            var proof = Consistency.Prove(before, size, Read).ToList();
            Assert.False(Consistency.Verify(before, Roots[before], size, Roots[size], Spoilt(proof, change, seed)));
            Assert.False(Consistency.Verify(before, Roots[before - 1], size, Roots[size], proof));
            Assert.False(Consistency.Verify(before, Roots[before], size, Roots[before], proof));
            Assert.False(Consistency.Verify(size, Roots[size], before, Roots[before], proof));
        });

    [Fact]
    public void Two_trees_of_one_size_with_different_roots_are_a_fork() =>
        Assert.False(Consistency.Verify(5, Roots[5], 5, Roots[6], []));

    private static List<Digest> Spoilt(List<Digest> proof, int change, int seed)
    {
        var random = new Random(seed);
        var other = Digest.Read(RandomNumberGenerator.GetBytes(Digest.Size));
        switch (proof.Count == 0 ? 0 : change % 4)
        {
            case 0: return [.. proof, other];
            case 1: return proof[..^1];
            case 2: return [other, .. proof];
            default:
                var at = random.Next(proof.Count);
                return [.. proof[..at], other, .. proof[(at + 1)..]];
        }
    }

    private static Digest Defined(int start, int end)
    {
        if (end == start) return Digest.Empty;
        if (end - start == 1) return Leaves[start];
        var split = 1;
        while (split * 2 < end - start) split *= 2;
        return Digest.OfNode(Defined(start, start + split), Defined(start + split, end));
    }

    private static Digest Read(int height, long index) => Final[(height, index)];

    private static Digest[] GrowAll()
    {
        var tree = new GrowingTree();
        var roots = new List<Digest> { tree.Root };
        foreach (var leaf in Leaves)
        {
            tree.Add(leaf, (height, index, digest) => Final.Add((height, index), digest));
            roots.Add(tree.Root);
        }
        return [.. roots];
    }
}
