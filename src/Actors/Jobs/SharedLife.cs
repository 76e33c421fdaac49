using Akka.Actor;

namespace Mul.Actors.Jobs;

/// <summary>Ends what the routees of a pool share: with the ActorSystem of the first of them, after its last actor.</summary>
internal sealed class SharedLife(Action end)
{
    private int _isAttached;

    /// <summary>Called by each of them; the first counts.</summary>
    public void LastAsLongAs(ActorSystem system)
    {
        if (Interlocked.Exchange(ref _isAttached, 1) == 0)
        {
            system.RegisterOnTermination(end);
        }
    }
}
