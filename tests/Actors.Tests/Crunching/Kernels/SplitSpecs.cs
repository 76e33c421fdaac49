using System.Numerics;
using Mul.Actors.Crunching.Kernels;

namespace Mul.Actors.Tests.Crunching.Kernels;

public sealed unsafe class SplitSpecs
{
    [Fact]
    public void Each_item_goes_to_the_piece_of_its_digit_and_keeps_its_place_among_them()
    {
        ushort[] items = [.. Enumerable.Range(0, 333).Select(item => (ushort)(65_535 - item))];
        byte[] digits = [.. Enumerable.Range(0, 333 + 64).Select(item => (byte)(item * 167 % 251))];
        foreach (var width in VectorWidths.Available)
        {
            for (var count = 0; count <= 333; count += count < 70 ? 1 : 37)
            {
                for (var shift = 0; shift <= 6; shift += 2)
                {
                    var expected = items[..count].Zip(digits).ToLookup(pair => pair.Second >> shift & 3, pair => pair.First);

                    Assert.Equal(Pieces(expected), string.Join('|', Deal(width, items, count, digits, shift)));
                    Assert.Equal(Pieces(expected), string.Join('|', Deal(width, Array.ConvertAll(items, item => (uint)item), count, digits, shift)));
                }
            }
        }

        static string Pieces(ILookup<int, ushort> expected) => string.Join('|', Enumerable.Range(0, 4).Select(piece => string.Join(',', expected[piece])));
    }

    [Fact]
    public void Positions_are_those_of_the_ones()
    {
        ulong[] bitmap = [0, ulong.MaxValue, 0x8000_0001_0000_0001, 0x0123_4567_89AB_CDEF, 1UL << 63, 1, 0, 0xFFFF_0000_FF00_F0F0];
        int[] expected = [.. Enumerable.Range(0, 512).Where(position => (bitmap[position / 64] >> (position % 64) & 1) == 1)];
        var positions = stackalloc ushort[512 + Positions.Overhang];
        foreach (var width in VectorWidths.Available)
        {
            fixed (ulong* words = bitmap)
            {
                var count = Positions.Of(width, words, 8, positions);
                Assert.Equal(expected, new Span<ushort>(positions, count).ToArray().Select(position => (int)position));
            }
        }
    }

    private static string[] Deal<T>(VectorWidth width, T[] items, int count, byte[] digits, int shift)
        where T : unmanaged, IBinaryInteger<T>
    {
        var pieces = new T[Split.Room(count)];
        var sizes = stackalloc nint[Split.Pieces];
        fixed (T* from = items, to = pieces)
        {
            fixed (byte* by = digits)
            {
                Split.Deal(width, from, count, by, shift, to, sizes);
            }
        }

        return [.. Enumerable.Range(0, 4).Zip(new Span<nint>(sizes, 4).ToArray())
            .Select(piece => string.Join(',', pieces.Skip((int)(piece.First * Split.Stride(count))).Take((int)piece.Second)))];
    }
}
