using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Yitong.Rules;

/// <summary>Which vectors the kernels use.</summary>
public enum VectorPath
{
    /// <summary>128 bits: every 64-bit processor, ARM among them.</summary>
    Vector128,
    /// <summary>256 bits: AVX2.</summary>
    Vector256,
    /// <summary>512 bits: AVX-512.</summary>
    Vector512,
    /// <summary>512 bits with byte tables (AVX-512 VBMI and GFNI): eight tests answered by one look-up.</summary>
    Vector512Tables,
}

/// <summary>Which paths this processor has.</summary>
public static class VectorPaths
{
    /// <summary>The fastest one here.</summary>
    public static VectorPath Fastest { get; } = Array.FindLast(Enum.GetValues<VectorPath>(), IsThere);

    /// <summary>Whether the processor has it.</summary>
    public static bool IsThere(VectorPath path) => path switch
    {
        VectorPath.Vector128 => Vector128.IsHardwareAccelerated,
        VectorPath.Vector256 => Vector256.IsHardwareAccelerated,
        VectorPath.Vector512 => Vector512.IsHardwareAccelerated,
        _ => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported && Avx512Vbmi.IsSupported && Gfni.V512.IsSupported,
    };
}
