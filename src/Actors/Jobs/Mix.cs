namespace Mul.Actors.Jobs;

/// <summary>A 64-bit finalizer, for digests and for streams of numbers that must not resemble each other.</summary>
/// <remarks>Stafford's variant 13, the output function of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).</remarks>
public static class Mix
{
    public static ulong Of(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>One number of two, in which the order of the two matters.</summary>
    public static ulong Of(ulong first, ulong second) => Of(Of(first + 0x9E3779B97F4A7C15) ^ (second + 0x9E3779B97F4A7C15));

    /// <summary>The same as a part of 1: from 0, and below 1.</summary>
    internal static double Fraction(ulong first, ulong second) => (Of(first, second) >> 11) * (1.0 / (1UL << 53));
}
