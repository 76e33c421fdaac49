using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Jobs;

namespace Mul.Host.Workloads;

/// <summary>A workload of a plug-in's: what its code throws is told as the plug-in's mistake, and what a pilot found out about it is known.</summary>
internal sealed partial class PlugInWorkload : IWorkload
{
    private readonly IWorkload _own;
    private readonly PlugInFault _fault;

    public PlugInWorkload(IWorkload own, PlugInFault fault)
        : this(own, fault, new Dictionary<string, Handling>())
    {
    }

    private PlugInWorkload(IWorkload own, PlugInFault fault, IReadOnlyDictionary<string, Handling> found)
    {
        (_own, _fault) = (own, fault);
        Name = fault.Guard($"{own.GetType().FullName}: Name threw", () => own.Name);
        Summary = Guard(nameof(Summary), () => own.Summary);
        Options = Guard(nameof(Options), () => own.Options);
        Pools = [.. Guard(nameof(Pools), () => own.Pools).Select(pool => new Pool(this, pool, found.GetValueOrDefault(pool.Name)))];
        Found = found;
        if (Pools.FirstOrDefault(pool => !ValidName().IsMatch(pool.Name)) is { } misnamed)
        {
            // It is a part of an actor's path, of keys in HOCON and of a parameter's name in C#.
            throw fault.Because($"workload {Name}: '{misnamed.Name}' cannot be a pool's name: letters, digits and hyphens, a letter first");
        }
    }

    public string Name { get; }

    public string Summary { get; }

    public IReadOnlyList<WorkloadOption> Options { get; }

    public IReadOnlyList<WorkloadPool> Pools { get; }

    /// <summary>What a pilot found out about pools that do not say it themselves, by their names.</summary>
    public IReadOnlyDictionary<string, Handling> Found { get; }

    public PlugInWorkload With(IReadOnlyDictionary<string, Handling> found) => new(_own, _fault, found);

    public JobList Jobs(OptionValues options, ulong seed) => Guard(nameof(Jobs), () => _own.Jobs(options, seed));

    public JobList Warmup(WorkloadPool pool, OptionValues options, int count) =>
        Guard(nameof(Warmup), () => _own.Warmup((pool as Pool)?.Own ?? pool, options, count));

    public OriginSettings? Origin(OptionValues options, ulong seed) => Guard(nameof(Origin), () => _own.Origin(options, seed));

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();

    private T Guard<T>(string member, Func<T> call) => _fault.Guard($"workload {Name}: {member} threw", call);

    private sealed class Pool(PlugInWorkload workload, WorkloadPool own, Handling found) : WorkloadPool(own.Name)
    {
        public WorkloadPool Own => own;

        public override Props PropsFor(PoolSetup setup) => workload.Guard(nameof(PropsFor), () => own.PropsFor(setup));

        public override Handling HandlingFor(Config profile) => workload.Guard(nameof(HandlingFor), () => own.HandlingFor(profile)) switch
        {
            Handling.Unknown => found,
            var known => known,
        };
    }
}
