using System.Globalization;
using System.Text;
using Yitong.Transparency;

namespace Yitong.Certificates;

/// <summary>
/// A signature over a batch of documents, as one of them carries it: the root of the tree over all is signed, and the path leads
/// from this document to the root. A document signed alone is a batch of one with an empty path.
/// </summary>
/// <param name="Key">The key's id in eight hexadecimal digits.</param>
/// <param name="Size">Documents in the batch.</param>
/// <param name="Index">This one's place, from 0.</param>
/// <param name="Path">The digests from the leaf to the root, the lowest first, in base64 without separators.</param>
/// <param name="Root">The root, in base64.</param>
/// <param name="Signature">The signature over the root, in base64.</param>
public sealed record BatchSeal(string Key, long Size, long Index, string Path, string Root, string Signature)
{
    /// <summary>Signs documents with one signature.</summary>
    /// <param name="key">The key.</param>
    /// <param name="documents">At least one.</param>
    public static IReadOnlyList<BatchSeal> Sign(SigningKey key, IReadOnlyList<byte[]> documents)
    {
        ArgumentOutOfRangeException.ThrowIfZero(documents.Count);
        var final = new Dictionary<(int, long), Digest>(2 * documents.Count);
        var tree = new GrowingTree();
        foreach (var document in documents)
            tree.Add(Digest.OfLeaf(document), (height, index, digest) => final[(height, index)] = digest);
        var signature = Convert.ToBase64String(key.Sign(Signed(documents.Count, tree.Root)));
        var seals = new BatchSeal[documents.Count];
        for (var i = 0; i < seals.Length; i++)
        {
            var path = Inclusion.Prove(i, seals.Length, (height, index) => final[(height, index)]);
            var bytes = new byte[path.Count * Digest.Size];
            for (var step = 0; step < path.Count; step++) path[step].Write(bytes.AsSpan(step * Digest.Size));
            seals[i] = new(key.Key.IdText, seals.Length, i, Convert.ToBase64String(bytes), $"{tree.Root}", signature);
        }
        return seals;
    }

    /// <summary>
    /// Whether the document is in the batch that the key signed. Total: whatever is sent in, the answer is yes or no.
    /// </summary>
    public bool Verify(CertificateKey key, byte[] document) =>
        Key == key.IdText && Holds(document) && Bytes(Signature) is { } signature && Digest.TryParse(Root, out var root)
        && key.Verify(Signed(Size, root), signature);

    /// <summary>Whether the path leads from the document to the root; that the root is signed is another question.</summary>
    public bool Holds(byte[] document)
    {
        if (Bytes(Path) is not { } path || path.Length % Digest.Size != 0 || !Digest.TryParse(Root, out var root)) return false;
        var steps = new Digest[path.Length / Digest.Size];
        for (var i = 0; i < steps.Length; i++) steps[i] = Digest.Read(path.AsSpan(i * Digest.Size, Digest.Size));
        return Inclusion.Verify(Digest.OfLeaf(document), Index, Size, steps, root);
    }

    internal static byte[] Signed(long size, Digest root) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"yitong-batch/v1\n{size}\n{root}\n"));

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) && Convert.ToBase64String(bytes, 0, count) == base64
            ? bytes[..count] : null;
    }
}
