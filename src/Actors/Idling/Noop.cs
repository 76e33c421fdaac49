using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Jobs;

namespace Mul.Actors.Idling;

/// <summary>Jobs that do nothing: what routing and tracing cost.</summary>
public sealed class Noop : IWorkload
{
    private readonly IdlerPool _pool = new();

    public string Name => "noop";

    public string Summary => "Does nothing: what routing and tracing cost.";

    public IReadOnlyList<WorkloadOption> Options { get; } =
        [new(WorkloadOption.Jobs, OptionUnit.Count, "100000", "How many jobs there are.")];

    public IReadOnlyList<WorkloadPool> Pools => [_pool];

    public JobList Jobs(OptionValues options, ulong seed) => JobList.Of(options.Count(WorkloadOption.Jobs), id => new Idle(id));

    public JobList Warmup(WorkloadPool pool, OptionValues options, int count) => JobList.Of(count, id => new Idle(id));

    private sealed class IdlerPool() : WorkloadPool("idlers")
    {
        public override Props PropsFor(PoolSetup setup) => Idler.PropsFor();

        public override Handling HandlingFor(Config profile) => Handling.Blocking;
    }
}
