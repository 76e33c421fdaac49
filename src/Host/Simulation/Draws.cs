using Mul.Actors.Jobs;

namespace Mul.Host.Simulation;

/// <summary>Random numbers that are the same on every machine and under every runtime.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _drawn;

    /// <summary>From 0, and below 1.</summary>
    public double Next() => Mix.Fraction(seed, _drawn++);

    /// <summary>Normally distributed around 0, with a standard deviation of 1.</summary>
    /// <remarks>Box and Muller, A Note on the Generation of Random Normal Deviates, 1958.</remarks>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    /// <param name="values">At least one.</param>
    public T OneOf<T>(IReadOnlyList<T> values) => values[(int)Math.BigMul(Mix.Of(seed, _drawn++), (ulong)values.Count, out _)];
}
