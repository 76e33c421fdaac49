using Mul.Actors.Crunching;
using Mul.Actors.Downloading;
using Mul.Actors.Jobs;

namespace Mul.Actors.Mixing;

/// <summary>Downloads and crunches at once, evenly mixed: where bulkheads and the heartbeat show.</summary>
public sealed class Mixed : IWorkload
{
    private const string CrunchJobs = "crunch-jobs";

    private readonly Downloads _downloads = new();
    private readonly CrunchWorkload _crunch = new();

    public Mixed()
    {
        var ofCrunch = _crunch.Options.Where(option => option.Name is CrunchWorkload.Items or CrunchWorkload.Range);
        Options =
        [
            .. _downloads.Options,
            new WorkloadOption(CrunchJobs, OptionUnit.Count, "16", "How many lists to draw beside the downloads."),
            .. ofCrunch,
        ];
        Pools = [.. _downloads.Pools, .. _crunch.Pools];
    }

    public string Name => "mixed";

    public string Summary => "Downloads and crunches at once.";

    public IReadOnlyList<WorkloadOption> Options { get; }

    public IReadOnlyList<WorkloadPool> Pools { get; }

    public JobList Jobs(OptionValues options, ulong seed)
    {
        var downloads = _downloads.Jobs(OfDownloads(options), seed);
        var crunches = _crunch.Jobs(OfCrunch(options), seed);
        return (long)downloads.Count + crunches.Count <= int.MaxValue
            ? new JobList(downloads.Count + crunches.Count, Mix(downloads, crunches)) { Fingerprint = downloads.Fingerprint }
            : throw new UserException(
                $"--{CrunchJobs} {crunches.Count}: with {downloads.Count} downloads there are more than {int.MaxValue} jobs. Ask for fewer of either.");
    }

    public JobList Warmup(WorkloadPool pool, OptionValues options, int count)
    {
        if (_downloads.Pools.Contains(pool))
        {
            return _downloads.Warmup(pool, OfDownloads(options), count);
        }

        var jobs = _crunch.Warmup(pool, OfCrunch(options), count);
        return jobs with { Jobs = jobs.Jobs.Select(job => job with { Pool = _downloads.Pools.Count }) };
    }

    public OriginSettings? Origin(OptionValues options, ulong seed) => _downloads.Origin(OfDownloads(options), seed);

    // Evenly, so that neither kind has the other's whole backlog before it; numbered anew in the order in which they are told.
    private IEnumerable<PoolJob> Mix(JobList downloads, JobList crunches)
    {
        using var download = downloads.Jobs.GetEnumerator();
        using var crunch = crunches.Jobs.GetEnumerator();
        for (int id = 0, crunched = 0; id < downloads.Count + crunches.Count; id++)
        {
            var crunchIsDue = (long)crunched * (downloads.Count + crunches.Count) < (long)crunches.Count * (id + 1);
            if (crunchIsDue && crunch.MoveNext())
            {
                crunched++;
                yield return new PoolJob(_downloads.Pools.Count, crunch.Current.Job with { Id = id });
            }
            else if (download.MoveNext())
            {
                yield return new PoolJob(download.Current.Pool, download.Current.Job with { Id = id });
            }
        }
    }

    private OptionValues OfDownloads(OptionValues options) =>
        new(_downloads.Options, _downloads.Options.ToDictionary(option => option.Name, option => options.All[option.Name]), options.Origin);

    private OptionValues OfCrunch(OptionValues options) => new(_crunch.Options, new Dictionary<string, string>
    {
        [WorkloadOption.Jobs] = options.All[CrunchJobs],
        [CrunchWorkload.Items] = options.All[CrunchWorkload.Items],
        [CrunchWorkload.Range] = options.All[CrunchWorkload.Range],
    });
}
