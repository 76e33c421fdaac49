using Mul.Actors.Jobs;

namespace Mul.Actors.Crunching;

/// <summary>Random samples without replacement: every ordered outcome is equally likely.</summary>
public static class Sampler
{
    /// <summary>Takes <paramref name="items"/> distinct numbers from 0 to <paramref name="range"/> − 1, in random order.</summary>
    /// <param name="stream">Determines the sample, with the two sizes and nothing else.</param>
    /// <param name="stopping">Looked at every few milliseconds of work.</param>
    /// <returns>The sample, to be disposed after use; null if it was cancelled.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many numbers as that.</exception>
    public static Sample? Take(int items, int range, ulong stream, CancellationToken stopping)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items, range);
        var numbers = new int[items];
        var taken = new ulong[(range + 63L) / 64];
        for (var (count, draw) = (0, 0UL); count < items; draw++)
        {
            if (draw % 65536 == 0 && stopping.IsCancellationRequested)
            {
                return null;
            }

            var number = (int)Math.BigMul(Mix.Of(stream, draw), (ulong)range, out _);
            var bit = 1UL << (number & 63);
            if ((taken[number >> 6] & bit) == 0)
            {
                taken[number >> 6] |= bit;
                numbers[count++] = number;
            }
        }

        return new Sample(numbers);
    }
}
