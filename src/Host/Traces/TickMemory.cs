namespace Mul.Host.Traces;

/// <summary>Memory for lists of ticks: what one list has given back the next one takes.</summary>
/// <remarks>
/// Of ten million jobs a dozen lists of 80 MB are made, one after another. Three of them at a time keep the whole process
/// under 1 GB; taken anew from the system each time, most of the work would be its giving out pages.
/// </remarks>
internal sealed class TickMemory
{
    private readonly List<long[]> _spare = [];

    /// <summary>The smallest piece that is spare and long enough, or a new one.</summary>
    public long[] Take(int length)
    {
        if (_spare.Where(piece => piece.Length >= length).MinBy(piece => piece.Length) is not { } taken)
        {
            return GC.AllocateUninitializedArray<long>(length);
        }

        _spare.Remove(taken);
        return taken;
    }

    public void GiveBack(long[] piece) => _spare.Add(piece);
}
