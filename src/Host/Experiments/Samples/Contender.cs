using Mul.Actors.Jobs;
using Mul.Host.Nodes;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Plans;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments.Samples;

/// <summary>A profile that has been examined and may run.</summary>
/// <param name="Asked">What it asks for, by the pool's place in the workload.</param>
/// <param name="Findings">What is odd about the file itself.</param>
internal sealed record Contender(Profile Profile, IReadOnlyList<PoolAsked?> Asked, IReadOnlyList<Finding> Findings)
{
    public string Name => Profile.Name;

    /// <summary>Several profiles, examined for <paramref name="workload"/>; one that is named again becomes <c>parallel#2</c>.</summary>
    /// <param name="strict">Whether findings about a profile are refused too.</param>
    /// <exception cref="UserException">One of them is not there (exit 2) or is refused (exit 3): one line for each problem.</exception>
    public static IReadOnlyList<Contender> Admit(IEnumerable<string> arguments, IWorkload workload, bool strict) =>
        [.. ProfileLoader.LoadAll(arguments).Select(profile => Admit(profile, workload, strict))];

    /// <inheritdoc cref="Admit(IEnumerable{string}, IWorkload, bool)"/>
    public static Contender Admit(Profile profile, IWorkload workload, bool strict)
    {
        var examination = Examine(profile, workload, Environment.ProcessorCount);
        string[] refusals = [.. (strict ? examination.Problems : examination.RefusalsOfRun).Select(problem => problem.ToString())];
        if (refusals.Length > 0)
        {
            throw new UserException(string.Join('\n', refusals), UserException.BrokenProfile);
        }

        var nodes = Math.Max(1, NodeSettings.Of(profile.Config).Expected);
        return new Contender(
            profile,
            [.. workload.Pools.Select(pool => examination.Pools.FirstOrDefault(plan => plan.Pool == pool.Name)).Select(plan => AskedOf(plan, nodes))],
            [.. examination.Findings.Select(FindingOf)]);
    }

    /// <summary>What a profile that was admitted makes of each pool of <paramref name="workload"/>, in its order.</summary>
    public static PoolPlan[] PlansOf(Profile profile, IWorkload workload, int cores)
    {
        var pools = Examine(profile, workload, cores).Pools;
        return [.. workload.Pools.Select(pool => pools.First(plan => plan.Pool == pool.Name))];
    }

    private static Examination Examine(Profile profile, IWorkload workload, int cores) =>
        ProfileExamination.Of(profile, WorkloadCatalog.All, workload, cores, WorkloadCatalog.PlugIn?.Own);

    // Each node has the whole pool.
    private static PoolAsked? AskedOf(PoolPlan? plan, int nodes)
    {
        if (plan is null)
        {
            return null;
        }

        var asked = plan.Asked;
        var dispatcher = new DispatcherSide(
            asked.Id, DispatcherIdentity.NameOf(asked.Type, asked.Executor), asked.Executor, asked.Throughput, asked.Threads * nodes);
        return new PoolAsked(new PoolSide(plan.FewestRoutees * nodes, dispatcher), plan.ConfiguredConcurrency * nodes, plan.Router);
    }

    private static Finding FindingOf(Problem problem) => new(
        problem.Id,
        Severity.Warning,
        problem.Line == 0 ? $"{problem.File}: {problem.Message}." : FormattableString.Invariant($"{problem.File}:{problem.Line}: {problem.Message}."),
        problem.Remedy);
}
