using Mul.Actors.Crunching.Kernels;

namespace Mul.Actors.Tests.Crunching.Kernels;

public sealed unsafe class BoundedIntegersSpecs
{
    private const long Words = 1L << 32;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(10_239)]
    [InlineData(1_000_003)]
    [InlineData(2_147_483_647)]
    public void As_many_words_stand_for_one_integer_as_for_any_other(uint bound)
    {
        // The words of an integer are neighbours, so the borders tell how many there are; some at the beginning are drawn again.
        var redrawn = 0;
        var integers = new BoundedIntegers(VectorWidth.Portable, () => (uint)(++redrawn > 0 ? uint.MaxValue : 0));
        foreach (var integer in Enumerable.Range(0, 50).Select(step => (uint)(step * (bound - 1L) / 49)).Distinct())
        {
            var (first, next) = (FirstWordOf(integer, bound), FirstWordOf(integer + 1, bound));
            redrawn = 0;
            var kept = next - first;
            for (var word = first; word < Math.Min(next, first + 3); word++)
            {
                redrawn = 0;
                var reduced = integers.Reduce((uint)word, bound);
                kept -= redrawn;
                Assert.True(redrawn == 1 || reduced == integer);
            }

            Assert.Equal(Words / bound, kept);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [Trait("Speed", "slow")]
    public void All_words_together_stand_for_each_integer_equally_often(uint bound)
    {
        var redrawn = 0L;
        var counts = new long[bound];
        var integers = new BoundedIntegers(VectorWidth.Portable, () =>
        {
            redrawn++;
            return uint.MaxValue;
        });
        for (var word = 0L; word < Words; word++)
        {
            counts[integers.Reduce((uint)word, bound)]++;
        }

        // The word after a redraw was the largest, which stands for the largest integer.
        counts[bound - 1] -= redrawn;
        Assert.Equal(Words % bound, redrawn);
        Assert.All(counts, count => Assert.Equal(Words / bound, count));
    }

    [Fact]
    public void Without_drawing_again_one_integer_would_be_more_likely_than_another() =>
        Assert.NotEqual(
            FirstWordOf(1, 6) - FirstWordOf(0, 6),
            FirstWordOf(3, 6) - FirstWordOf(2, 6));

    [Fact]
    public void Every_vector_width_gives_the_same_integers_and_draws_the_same_words_again()
    {
        const int Count = 53;
        var words = stackalloc uint[64];
        foreach (var bound in new uint[] { Count, 100, 10_240, 1_000_003, int.MaxValue })
        {
            uint[] WordsAt(int shift) =>
            [
                .. Enumerable.Range(0, Count).Select(at => at % 3 == 0
                    ? (uint)(FirstWordOf((uint)((bound - at) / 2), (uint)(bound - at)) + shift)
                    : (uint)at * 0x9E3779B9),
            ];
            for (var shift = 0; shift < 3; shift++)
            {
                var expected = Reduce(VectorWidth.Portable, WordsAt(shift), bound, words);
                Assert.All(VectorWidths.Available, width => Assert.Equal(expected, Reduce(width, WordsAt(shift), bound, words)));
            }
        }
    }

    private static (string Integers, uint Redrawn) Reduce(VectorWidth width, uint[] from, uint bound, uint* words)
    {
        var redrawn = 0u;
        from.CopyTo(new Span<uint>(words, 64));
        new BoundedIntegers(width, () => 0xDEADBEEF + (0x10001 * ++redrawn)).Reduce(words, from.Length, bound);
        return (string.Join(',', new Span<uint>(words, from.Length).ToArray()), redrawn);
    }

    // The least word with ⌊word × bound ÷ 2³²⌋ = integer.
    private static long FirstWordOf(uint integer, uint bound) => (long)(((UInt128)integer * Words + bound - 1) / bound);
}
