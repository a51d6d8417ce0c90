using System.Security.Cryptography;
using System.Text;

namespace Yitong.Store;

/// <summary>Ids of streams that are found by what they are about, so that raising the same thing twice raises it once.</summary>
public static class StreamIds
{
    /// <summary>The id of a thing by its name: the first 16 bytes of the name's SHA-256, most significant first.</summary>
    public static Guid Of(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true);
}
