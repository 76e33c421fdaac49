using System.Numerics;

namespace Mul.Host.Traces;

/// <summary>Sorts millions of instants or durations digit by digit, from the last to the first (Knuth, The Art of Computer Programming 3, 5.2.5).</summary>
/// <remarks>
/// A run's instants lie within its makespan, so that three or four digits tell them apart, where comparing would take twenty
/// looks at each; and a report of ten million jobs makes a dozen such sorts.
/// </remarks>
internal static class RadixSort
{
    private const int Bits = 11;
    private const int Digits = 1 << Bits;

    /// <summary>Ascending. Needs as much memory again while it works.</summary>
    /// <param name="memory">Lends the rest.</param>
    public static void Sort(Span<long> values, TickMemory memory)
    {
        // Fewer values than digits are sorted faster by comparing them.
        if (values.Length <= Digits)
        {
            values.Sort();
            return;
        }

        var (least, greatest, isAscending) = Survey(values);
        if (isAscending)
        {
            return;
        }

        var passes = (BitOperations.Log2((ulong)(greatest - least)) / Bits) + 1;
        var lent = memory.Take(values.Length);
        var from = values;
        var to = lent.AsSpan(0, values.Length);
        var places = new int[Digits];
        for (var pass = 0; pass < passes; pass++)
        {
            Deal(from, to, places, least, Bits * pass);
            var dealt = to;
            to = from;
            from = dealt;
        }

        if (passes % 2 == 1)
        {
            from.CopyTo(values);
        }

        memory.GiveBack(lent);
    }

    private static (long Least, long Greatest, bool IsAscending) Survey(ReadOnlySpan<long> values)
    {
        var (least, greatest, before, isAscending) = (long.MaxValue, long.MinValue, long.MinValue, true);
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
            isAscending &= value >= before;
            before = value;
        }

        return (least, greatest, isAscending);
    }

    // Values of equal digits keep their order, which is that of the digits dealt by before.
    private static void Deal(ReadOnlySpan<long> from, Span<long> to, int[] places, long least, int shift)
    {
        Array.Clear(places);
        foreach (var value in from)
        {
            places[DigitOf(value)]++;
        }

        var place = 0;
        foreach (ref var count in places.AsSpan())
        {
            (count, place) = (place, place + count);
        }

        foreach (var value in from)
        {
            to[places[DigitOf(value)]++] = value;
        }

        int DigitOf(long value) => (int)((ulong)(value - least) >> shift) & (Digits - 1);
    }
}
