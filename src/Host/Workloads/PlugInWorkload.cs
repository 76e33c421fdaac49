using System.Globalization;
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
        Name = own.GetType().FullName!;
        Name = Given(nameof(Name), () => own.Name);
        Summary = Given(nameof(Summary), () => own.Summary);
        Options = Given(nameof(Options), () => own.Options);
        Pools = [.. Given(nameof(Pools), () => own.Pools).Select(pool => new Pool(this, pool, found.GetValueOrDefault(pool.Name)))];
        Found = found;
        if (Pools.FirstOrDefault(pool => !ValidName().IsMatch(pool.Name)) is { } misnamed)
        {
            // It is a part of an actor's path, of keys in HOCON and of a parameter's name in C#.
            throw fault.Because($"workload {Name}: '{misnamed.Name}' cannot be a pool's name: letters, digits and hyphens, a letter first");
        }

        if (Pools.GroupBy(pool => pool.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw fault.Because($"workload {Name}: has two pools named {twice.Key}. Name them apart");
        }
    }

    public string Name { get; }

    public string Summary { get; }

    public IReadOnlyList<WorkloadOption> Options { get; }

    public IReadOnlyList<WorkloadPool> Pools { get; }

    /// <summary>What a pilot found out about pools that do not say it themselves, by their names.</summary>
    public IReadOnlyDictionary<string, Handling> Found { get; }

    public PlugInWorkload With(IReadOnlyDictionary<string, Handling> found) => new(_own, _fault, found);

    public JobList Jobs(OptionValues options, ulong seed) => ListOf(nameof(Jobs), () => _own.Jobs(options, seed));

    public JobList Warmup(WorkloadPool pool, OptionValues options, int count) =>
        ListOf(nameof(Warmup), () => _own.Warmup((pool as Pool)?.Own ?? pool, options, count));

    public OriginSettings? Origin(OptionValues options, ulong seed) => Guard(nameof(Origin), () => _own.Origin(options, seed));

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();

    private JobList ListOf(string member, Func<JobList> make)
    {
        var list = Given(member, make);
        return list.Count < 0
            ? throw _fault.Because(string.Create(CultureInfo.InvariantCulture, $"workload {Name}: {member} returned a list with a Count of {list.Count}"))
            : list with { Jobs = JobsOf(member, list) };
    }

    // Whoever takes as many jobs as there are to be hears with the last of them that there are more.
    private IEnumerable<PoolJob> JobsOf(string member, JobList list)
    {
        using var jobs = Given(member, () => list.Jobs?.GetEnumerator());
        Func<bool> next = jobs.MoveNext;
        // Once, and not for each of ten million jobs.
        var threw = Threw(member);
        for (var count = 1; _fault.Guard(threw, next); count++)
        {
            var job = jobs.Current;
            if (count > list.Count || (count == list.Count && _fault.Guard(threw, next)))
            {
                throw _fault.Because(string.Create(CultureInfo.InvariantCulture, $"workload {Name}: {member} returned a list with more jobs than its Count of {list.Count}"));
            }

            yield return job;
        }
    }

    private T Given<T>(string member, Func<T?> call)
        where T : class => Guard(member, call) ?? throw _fault.Because($"workload {Name}: {member} returned null");

    private T Guard<T>(string member, Func<T> call) => _fault.Guard(Threw(member), call);

    private string Threw(string member) => $"workload {Name}: {member} threw";

    private sealed class Pool(PlugInWorkload workload, WorkloadPool own, Handling found) : WorkloadPool(own.Name)
    {
        public WorkloadPool Own => own;

        public override Props PropsFor(PoolSetup setup) => workload.Given(nameof(PropsFor), () => own.PropsFor(setup));

        public override Handling HandlingFor(Config profile) => workload.Guard(nameof(HandlingFor), () => own.HandlingFor(profile)) switch
        {
            Handling.Unknown => found,
            var known => known,
        };
    }
}
