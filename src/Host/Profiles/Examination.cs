using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Profiles;

/// <summary>What a profile will really do, and what is wrong with it.</summary>
internal sealed record Examination
{
    public required ProfileSource Source { get; init; }

    /// <summary>The profile, ready to be used; null if it cannot even be read.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Everything that is wrong, in the order of the file.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>The deployed pools, in the order of the file; empty if the profile is refused.</summary>
    public IReadOnlyList<PoolPlan> Pools { get; init; } = [];

    /// <summary>The cores for which <see cref="Pools"/> is stated.</summary>
    public required int Cores { get; init; }

    /// <summary>Exit 3 before anything starts.</summary>
    public IEnumerable<Problem> Refusals => Problems.Where(problem => problem.Severity == ProblemSeverity.Refused);

    /// <summary>What is refused when the profile is to be run: a type that cannot be loaded matters only then.</summary>
    public IEnumerable<Problem> RefusalsOfRun => Problems.Where(problem => problem.Severity != ProblemSeverity.Finding);

    /// <summary>Exit 0; with <c>--strict</c> exit 3.</summary>
    public IEnumerable<Problem> Findings => Problems.Where(problem => problem.Severity != ProblemSeverity.Refused);

    /// <summary>The dispatchers that the pools really get, each once.</summary>
    public IEnumerable<DispatcherPlan> Dispatchers => Pools.Select(pool => pool.Given).DistinctBy(dispatcher => dispatcher.Id);
}
