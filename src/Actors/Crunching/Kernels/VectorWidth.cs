using System.Runtime.Intrinsics.X86;

namespace Mul.Actors.Crunching.Kernels;

/// <summary>Which vector units the sampler's kernels use. The numbers are the same with every one.</summary>
internal enum VectorWidth
{
    /// <summary>None: any processor.</summary>
    Portable,

    /// <summary>256 bits, selection by table.</summary>
    Avx2,

    /// <summary>512 bits, selection by the compress instructions of AVX-512 VBMI2.</summary>
    Avx512,
}

internal static class VectorWidths
{
    /// <summary>Those of this processor, the fastest last.</summary>
    public static IReadOnlyList<VectorWidth> Available { get; } =
    [
        VectorWidth.Portable,
        .. Avx2.IsSupported && Popcnt.X64.IsSupported ? [VectorWidth.Avx2] : Array.Empty<VectorWidth>(),
        .. Avx512Vbmi2.IsSupported ? [VectorWidth.Avx512] : Array.Empty<VectorWidth>(),
    ];

    public static VectorWidth Fastest { get; } = Available[^1];
}
