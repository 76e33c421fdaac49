using System.Runtime.InteropServices;

namespace Mul.Actors.Crunching.Kernels;

/// <summary>For each of the 256 choices among eight lanes: the chosen lanes in ascending order, for processors without a compress instruction.</summary>
internal static unsafe class SelectionTable
{
    /// <summary>Eight lane numbers a choice, as 16-bit numbers.</summary>
    public static readonly ushort* Lanes16 = Lanes<ushort>(lane => (ushort)lane);

    /// <summary>Eight lane numbers a choice, as bytes.</summary>
    public static readonly byte* Lanes8 = Lanes<byte>(lane => (byte)lane);

    /// <summary>Sixteen bytes a choice: the byte shuffle that moves the chosen 16-bit lanes to the front.</summary>
    public static readonly ushort* Shuffles = Lanes<ushort>(lane => (ushort)((2 * lane) | (((2 * lane) + 1) << 8)));

    private static T* Lanes<T>(Func<int, T> entry)
        where T : unmanaged
    {
        // Never freed: the tables live as long as the process, and must not move.
        var table = (T*)NativeMemory.AlignedAlloc((nuint)(256 * 8 * sizeof(T)), 64);
        for (var choice = 0; choice < 256; choice++)
        {
            var chosen = Enumerable.Range(0, 8).Where(lane => (choice >> lane & 1) == 1).ToArray();
            for (var at = 0; at < 8; at++)
            {
                table[(choice * 8) + at] = entry(at < chosen.Length ? chosen[at] : 0);
            }
        }

        return table;
    }
}
