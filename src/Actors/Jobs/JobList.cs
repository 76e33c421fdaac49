using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Jobs;

/// <summary>A run's jobs, made as they are told, so that ten million of them need no memory beforehand.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Jobs">Exactly <paramref name="Count"/> jobs with the ids 0 to Count − 1, in order.</param>
public sealed record JobList(int Count, IEnumerable<PoolJob> Jobs)
{
    public static JobList Empty { get; } = new(0, []);

    /// <summary>A list of jobs for one pool.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="jobOf">The job with the id that it is given, from 0 to <paramref name="count"/> − 1.</param>
    /// <param name="pool">The pool's place in <see cref="IWorkload.Pools"/>. Default: 0.</param>
    public static JobList Of(int count, Func<int, Job> jobOf, int pool = 0) =>
        new(count, Enumerable.Range(0, count).Select(id => new PoolJob(pool, jobOf(id))));

    /// <summary>What tells it from other lists of the same options and seed, as the SHA-256 of a file that it was read from. Default: null, where options and seed say all.</summary>
    public string? Fingerprint { get; init; }
}

/// <param name="Pool">The pool's place in <see cref="IWorkload.Pools"/>, from 0.</param>
public readonly record struct PoolJob(int Pool, Job Job);
