namespace Mul.Host.Simulation;

/// <summary>How threads with work get the cores.</summary>
internal interface ICores
{
    /// <summary>When the next thread will have done its work; <see cref="long.MaxValue"/> while none works.</summary>
    long NextEnd { get; }

    /// <summary>Ticks that cores have been busy so far, summed over the cores.</summary>
    double BusyUntil(long now);

    /// <param name="demand">Ticks on a core of its own, above 0.</param>
    /// <param name="target">What <see cref="End"/> will return.</param>
    void Begin(long now, long demand, int target);

    /// <summary>At <see cref="NextEnd"/>: what has ended.</summary>
    /// <returns>Null if a thread has only had its slice.</returns>
    int? End(long now);
}
