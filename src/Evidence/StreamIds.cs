using System.Security.Cryptography;
using System.Text;

namespace Yitong.Evidence;

/// <summary>Ids of streams that are found by what they are about, so that raising the same thing twice raises it once.</summary>
internal static class StreamIds
{
    /// <summary>The id of a thing by its name.</summary>
    public static Guid Of(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
