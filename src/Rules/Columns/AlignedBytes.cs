using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Yitong.Rules.Columns;

/// <summary>
/// Memory that does not move and starts at a cache line, so that kernels may read it by pointer with whole vectors. It lives as
/// long as this object does; zero at first.
/// </summary>
internal sealed unsafe class AlignedBytes
{
    private const int Line = 64;

    private readonly byte[] kept;

    public AlignedBytes(long length)
    {
        Length = (length + Line - 1) / Line * Line;
        kept = GC.AllocateArray<byte>(checked((int)(Length + Line)), pinned: true);
        var start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(kept));
        At = (byte*)((start + Line - 1) / Line * Line);
    }

    public long Length { get; }

    public byte* At { get; }

    public ulong* Words => (ulong*)At;

    /// <summary>The same bytes in a longer piece of memory.</summary>
    public AlignedBytes Longer(long length)
    {
        var longer = new AlignedBytes(length);
        Buffer.MemoryCopy(At, longer.At, longer.Length, Length);
        return longer;
    }
}
