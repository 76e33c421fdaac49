using Mul.Actors.Jobs;

namespace Mul.Actors.Crunching;

/// <summary>Distinct numbers in random order, in a buffer that goes back to be used again when this is disposed.</summary>
public sealed class Sample : IDisposable
{
    private readonly int[] _numbers;

    internal Sample(int[] numbers)
    {
        _numbers = numbers;
        foreach (var number in numbers)
        {
            Digest = (Digest ^ (ulong)number) * 0x9E3779B97F4A7C15;
        }

        Digest = Mix.Of(Digest);
    }

    /// <summary>Not to be used after <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<int> Numbers => _numbers;

    /// <summary>The numbers and their order, reduced to 64 bits.</summary>
    public ulong Digest { get; }

    public void Dispose()
    {
    }
}
