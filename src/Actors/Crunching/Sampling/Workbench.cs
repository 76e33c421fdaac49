using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Crunching.Sampling;

/// <summary>What every stage of a sample works with.</summary>
internal sealed record Workbench(VectorWidth Width, RandomSource Random, Workspace Workspace, CancellationToken Stopping);

/// <summary>How an attempt at a sample ended.</summary>
internal enum Attempt
{
    Complete,

    /// <summary>Too few numbers were chosen, or a bucket overflowed. Both depend on counts alone, and given the counts every outcome is equally likely, so trying again is exact.</summary>
    Failed,

    Cancelled,
}
