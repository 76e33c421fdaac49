namespace Mul.Host.Simulation;

/// <summary>Routees with something to do, in the order in which threads take them up.</summary>
internal sealed class ReadyQueue(RouteeTable routees)
{
    private int _first = Routee.None;
    private int _last = Routee.None;

    public bool IsEmpty => _first == Routee.None;

    public void Add(int routee)
    {
        routees[routee].NextReady = Routee.None;
        if (IsEmpty)
        {
            _first = routee;
        }
        else
        {
            routees[_last].NextReady = routee;
        }

        _last = routee;
    }

    /// <summary>Only for a queue that is not empty.</summary>
    public int Take()
    {
        var routee = _first;
        _first = routees[routee].NextReady;
        return routee;
    }
}
