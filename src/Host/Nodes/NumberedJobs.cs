using System.Globalization;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes;

/// <summary>A run's jobs by the numbers that coordinator and nodes share: those of the run from 0, behind them each pool's warm-up.</summary>
internal sealed class NumberedJobs : IDisposable
{
    private readonly int _count;
    private readonly int _warmup;
    private readonly IEnumerator<PoolJob> _rest;
    private readonly List<PoolJob> _known = [];
    private readonly PoolJob[] _warmups;

    /// <exception cref="UserException">An option's value cannot be used.</exception>
    public NumberedJobs(IWorkload workload, OptionValues options, ulong seed, int warmup)
    {
        var jobs = workload.Jobs(options, seed);
        _count = jobs.Count;
        Identity = IdentityOf(jobs);
        _warmup = warmup;
        _rest = jobs.Jobs.GetEnumerator();
        _warmups =
        [
            .. workload.Pools.SelectMany((pool, place) => workload.Warmup(pool, options, warmup).Jobs.Select(job =>
                job with { Job = job.Job with { Id = WarmupNumber(_count, warmup, place) + job.Job.Id } })),
        ];
    }

    /// <summary>Of the run's jobs; see <see cref="IdentityOf"/>.</summary>
    public string Identity { get; }

    /// <summary>Differs between lists of the same options and seed that are not the same, since files that the options name may have other contents.</summary>
    public static string IdentityOf(JobList jobs) => string.Create(CultureInfo.InvariantCulture, $"{jobs.Count} {jobs.Fingerprint}");

    /// <summary>The number of a pool's first warm-up job.</summary>
    /// <param name="jobs">How many jobs the run has.</param>
    /// <param name="warmup">Warm-up jobs of each pool.</param>
    public static int WarmupNumber(int jobs, int warmup, int pool) => jobs + (pool * warmup);

    /// <exception cref="ArgumentOutOfRangeException">There is no such job.</exception>
    public PoolJob this[int number]
    {
        get
        {
            if (number >= _count)
            {
                return Array.Find(_warmups, job => job.Job.Id == number) is { Job: not null } warmup
                    ? warmup
                    : throw new ArgumentOutOfRangeException(nameof(number), number, $"there are {_count} jobs, and {_warmup} to warm each pool up");
            }

            // Made as far as they are asked for: which of them this node gets is not known before.
            while (_known.Count <= number && _rest.MoveNext())
            {
                _known.Add(_rest.Current);
            }

            return _known[number];
        }
    }

    public void Dispose() => _rest.Dispose();
}
