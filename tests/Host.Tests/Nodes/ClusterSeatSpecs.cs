using Akka.Actor;
using Mul.Actors.Nodes.Wire;
using Mul.Actors.Nodes.Working;
using Mul.Host.Nodes.Clustering;

namespace Mul.Host.Tests.Nodes;

public sealed class ClusterSeatSpecs
{
    private const int Jobs = 20_000;

    [Fact]
    public void Routees_of_several_pools_start_their_jobs_one_after_the_other()
    {
        var place = new NarrowPlace();
        var seat = new ClusterSeat { Workplace = place };

        Thread[] routees = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            for (var job = 0; job < Jobs; job++)
            {
                seat.Start(job, ActorRefs.Nobody);
            }
        }))];
        Array.ForEach(routees, routee => routee.Start());
        Array.ForEach(routees, routee => routee.Join());

        Assert.Equal((2 * Jobs, false), (place.Started, place.WasCrowded));
    }

    /// <summary>Notices whoever comes in while another is there.</summary>
    private sealed class NarrowPlace : IWorkplace
    {
        private int _inside;

        public int Started { get; private set; }

        public bool WasCrowded { get; private set; }

        public IReadOnlyList<int> AtOnce => [];

        public void Start(int job, IActorRef answerTo)
        {
            WasCrowded |= Interlocked.Increment(ref _inside) > 1;
            Started++;
            Thread.SpinWait(100);
            Interlocked.Decrement(ref _inside);
        }

        public void Cancel()
        {
        }

        public NodeUsage Usage() => throw new NotSupportedException();

        public IReadOnlyList<NodePoolView> Pools() => [];

        public IReadOnlyList<NodeCount> TakeCounts() => [];

        public void Dispose()
        {
        }
    }
}
