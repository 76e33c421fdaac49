using Mul.Actors.Crunching.Kernels;

namespace Mul.Actors.Tests.Crunching.Kernels;

public sealed unsafe class SampleDigestSpecs
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 3000).Select(place => place * 7919 % 100_003)];

    [Fact]
    public void It_depends_on_order()
    {
        var digests = Enumerable.Range(0, Numbers.Length - 1).Select(place =>
        {
            int[] swapped = [.. Numbers];
            (swapped[place], swapped[place + 1]) = (swapped[place + 1], swapped[place]);
            return SampleDigest.Of(VectorWidth.Portable, swapped);
        });

        Assert.Equal(Numbers.Length - 1, digests.Where(digest => digest != SampleDigest.Of(VectorWidth.Portable, Numbers)).Distinct().Count());
    }

    [Fact]
    public void It_depends_on_how_many_there_are_even_if_they_are_zero() =>
        Assert.Equal(5, Enumerable.Range(0, 5).Select(count => SampleDigest.Of(VectorWidth.Portable, new int[count])).Distinct().Count());

    [Fact]
    public void It_is_the_same_with_every_vector_width_and_in_any_pieces()
    {
        var whole = SampleDigest.Of(VectorWidth.Portable, Numbers);
        foreach (var width in VectorWidths.Available)
        {
            foreach (var piece in new[] { 1, 15, 16, 17, 1000, 1024, 2999 })
            {
                var digest = new SampleDigest(width);
                fixed (int* numbers = Numbers)
                {
                    for (var at = 0; at < Numbers.Length; at += piece)
                    {
                        digest.Add((uint*)numbers + at, Math.Min(piece, Numbers.Length - at));
                    }
                }

                Assert.Equal(whole, digest.Value);
            }
        }
    }
}
