namespace Mul.Host.Simulation;

/// <summary>All routees of all pools, side by side in memory.</summary>
internal sealed class RouteeTable
{
    private Routee[] _routees = new Routee[16];

    public int Count { get; private set; }

    public ref Routee this[int routee] => ref _routees[routee];

    /// <summary>References taken before are no longer good.</summary>
    public int Add(int pool, int number)
    {
        if (Count == _routees.Length)
        {
            Array.Resize(ref _routees, 2 * Count);
        }

        _routees[Count] = new Routee
        {
            Pool = pool,
            Number = number,
            Position = Routee.None,
            First = Routee.None,
            Last = Routee.None,
            Job = Routee.None,
            Thread = Routee.None,
            NextReady = Routee.None,
        };
        return Count++;
    }
}
