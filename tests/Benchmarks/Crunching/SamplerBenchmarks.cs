using BenchmarkDotNet.Attributes;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;
using Mul.Actors.Crunching.Sampling;

namespace Mul.Benchmarks.Crunching;

/// <summary>Whole samples in each regime, with each kind of kernels.</summary>
public class SamplerBenchmarks
{
    [Params("Portable", "Avx2", "Avx512")]
    public string Kernels { get; set; } = "";

    [Params(10_000_000, 20_000_000, 100_000_000, 2_000_000_000)]
    public int Range { get; set; }

    [Benchmark(OperationsPerInvoke = 10_000_000)]
    public ulong TenMillion() => Take(10_000_000, Range);

    [Benchmark(OperationsPerInvoke = 1_000)]
    public ulong AThousand() => Take(1_000, Range / 10_000);

    private ulong Take(int items, int range)
    {
        var width = Enum.Parse<VectorWidth>(Kernels);
        using var sample = Sampler.Take(SamplePlan.For(items, range), width, new RandomStream(width, 1), default)!;
        return sample.Digest;
    }
}
