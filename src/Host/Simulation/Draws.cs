using Mul.Actors.Jobs;

namespace Mul.Host.Simulation;

/// <summary>Random numbers that are the same on every machine and under every runtime.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _drawn;

    /// <summary>From 0, and below 1.</summary>
    public double Next() => Mix.Fraction(seed, _drawn++);

    /// <param name="values">At least one.</param>
    public T OneOf<T>(IReadOnlyList<T> values) => values[(int)Math.BigMul(Mix.Of(seed, _drawn++), (ulong)values.Count, out _)];
}
