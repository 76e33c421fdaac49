using System.Globalization;
using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Configuration;
using Mul.Actors.Jobs;

namespace Mul.Actors.Guests;

/// <summary>A number of like jobs for one pool, which has the workload's name.</summary>
internal sealed partial class GuestWorkload : IWorkload
{
    private readonly GuestPool _pool;

    public GuestWorkload(string name, int jobs, IReadOnlyList<WorkloadOption> options, Handling handling, Func<PoolSetup, Props> propsFor)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegative(jobs);
        if (!ValidName().IsMatch(name))
        {
            // The name becomes an actor's path and a path in HOCON, where dots and slashes mean something.
            throw new ArgumentException($"'{name}' cannot be the name of a workload: lower-case letters, digits and hyphens, a letter first.", nameof(name));
        }

        Name = name;
        Options = [new WorkloadOption(WorkloadOption.Jobs, OptionUnit.Count, jobs.ToString(CultureInfo.InvariantCulture), "How many jobs there are."), .. options];
        if (Options.GroupBy(option => option.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"option '{twice.Key}' of workload '{name}' is there twice.", nameof(options));
        }

        _pool = new GuestPool(name, handling, propsFor);
        Pools = [_pool];
    }

    public string Name { get; }

    public string Summary => $"{Name}, from an assembly of your own";

    public IReadOnlyList<WorkloadOption> Options { get; }

    public IReadOnlyList<WorkloadPool> Pools { get; }

    public JobList Jobs(OptionValues options, ulong seed) => List(options.Count(WorkloadOption.Jobs), seed, options, isWarmup: false);

    public JobList Warmup(WorkloadPool pool, OptionValues options, int count) => List(count, seed: 0, options, isWarmup: true);

    private static JobList List(int count, ulong seed, OptionValues options, bool isWarmup) =>
        JobList.Of(count, id => new GuestJob(id, seed, options, isWarmup));

    [GeneratedRegex("^[a-z][a-z0-9-]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ValidName();

    private sealed class GuestPool(string name, Handling handling, Func<PoolSetup, Props> propsFor) : WorkloadPool(name)
    {
        public override Props PropsFor(PoolSetup setup) => propsFor(setup);

        public override Handling HandlingFor(Config profile) => handling;
    }
}
