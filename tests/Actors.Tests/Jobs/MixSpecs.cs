using System.Numerics;
using FsCheck.Xunit;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Jobs;

public sealed class MixSpecs
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    // SplitMix64 seeded with 1234567, the published vector (rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64):
    // its n-th output is the finalizer of seed + n × golden ratio.
    [Theory]
    [InlineData(1, 6457827717110365317)]
    [InlineData(2, 3203168211198807973)]
    [InlineData(3, 9817491932198370423)]
    [InlineData(4, 4593380528125082431)]
    [InlineData(5, 16408922859458223821)]
    public void It_is_the_output_function_of_SplitMix64(ulong n, ulong output) =>
        Assert.Equal(output, Mix.Of(unchecked(1234567 + (n * Golden))));

    [Property]
    public bool Two_numbers_mixed_know_their_order(ulong first, ulong second) =>
        first == second || Mix.Of(first, second) != Mix.Of(second, first);

    // 64 coin flips per case: 32 ± 6 standard deviations of 4, over all 64 input bits of 16 numbers.
    [Fact]
    public void One_bit_more_or_less_changes_about_half_of_the_result()
    {
        for (ulong number = 0; number < 16; number++)
        {
            for (var bit = 0; bit < 64; bit++)
            {
                var changed = BitOperations.PopCount(Mix.Of(number) ^ Mix.Of(number ^ (1UL << bit)));
                Assert.InRange(changed, 32 - 24, 32 + 24);
            }
        }
    }
}
