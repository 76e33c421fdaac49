using System.Numerics;
using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;

namespace Mul.Actors.Tests.Crunching.Randomness;

public sealed unsafe class RandomStreamSpecs
{
    // The first outputs of the authors' C program for the state 1, 2, 3, 4, as many libraries test against.
    private static readonly ulong[] XoshiroFrom1234 =
    [
        41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205,
        9973669472204895162, 14011001112246962877, 12406186145184390807, 15849039046786891736, 10450023813501588000,
    ];

    // Of the authors' C program for the seed 1234567.
    private static readonly ulong[] SplitMixFrom1234567 =
        [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];

    [Fact]
    public void The_generators_of_these_specs_are_those_of_their_authors()
    {
        var xoshiro = new ReferenceXoshiro([1, 2, 3, 4]);
        var splitMix = new ReferenceSplitMix(1234567);

        Assert.Equal(XoshiroFrom1234, XoshiroFrom1234.Select(_ => xoshiro.Next()));
        Assert.Equal(SplitMixFrom1234567, SplitMixFrom1234567.Select(_ => splitMix.Next()));
    }

    [Fact]
    public void A_stream_is_eight_generators_side_by_side_at_every_vector_width()
    {
        var words = stackalloc ulong[64];
        foreach (var width in VectorWidths.Available)
        {
            var stream = new RandomStream(width, 42);
            var generators = ReferenceGenerators(42);
            for (var time = 0; time < 2; time++)
            {
                stream.Coins(words, 64 * 64);

                Assert.Equal(
                    Enumerable.Range(0, 64).Select(at => generators[at % 8].Next()),
                    new Span<ulong>(words, 64).ToArray());
            }
        }
    }

    [Fact]
    public void Draws_of_few_bits_are_the_highest_bits_of_their_words()
    {
        var words = stackalloc uint[16];
        var draws = stackalloc uint[16];
        foreach (var width in VectorWidths.Available)
        {
            new RandomStream(width, 7).Coins((ulong*)words, 16 * 32);
            new RandomStream(width, 7).Draws(draws, 16, 5);

            Assert.Equal(new Span<uint>(words, 16).ToArray().Select(word => word >> 27), new Span<uint>(draws, 16).ToArray());
        }
    }

    [Fact]
    public void Draws_of_no_bits_are_zero()
    {
        var draws = stackalloc uint[16];
        new RandomStream(VectorWidth.Portable, 7).Draws(draws, 16, 0);

        Assert.All(new Span<uint>(draws, 16).ToArray(), draw => Assert.Equal(0u, draw));
    }

    private static ReferenceXoshiro[] ReferenceGenerators(ulong seed)
    {
        // The stream's seeds go register by register, lane by lane.
        var splitMix = new ReferenceSplitMix(seed);
        var seeds = Enumerable.Range(0, 32).Select(_ => splitMix.Next()).ToArray();
        return [.. Enumerable.Range(0, 8).Select(lane => new ReferenceXoshiro([seeds[lane], seeds[8 + lane], seeds[16 + lane], seeds[24 + lane]]))];
    }

    private sealed class ReferenceXoshiro(ulong[] state)
    {
        public ulong Next()
        {
            var result = BitOperations.RotateLeft(state[0] + state[3], 23) + state[0];
            var shifted = state[1] << 17;
            state[2] ^= state[0];
            state[3] ^= state[1];
            state[1] ^= state[2];
            state[0] ^= state[3];
            state[2] ^= shifted;
            state[3] = BitOperations.RotateLeft(state[3], 45);
            return result;
        }
    }

    private sealed class ReferenceSplitMix(ulong state)
    {
        public ulong Next()
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
