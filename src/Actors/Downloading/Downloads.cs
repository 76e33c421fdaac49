using System.Globalization;
using Mul.Actors.Downloading.Files;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Folders;
using Mul.Actors.Jobs;

namespace Mul.Actors.Downloading;

/// <summary>The workload of downloads: files of the origin server, or of a list of URLs.</summary>
public sealed class Downloads : IWorkload
{
    public string Name => "downloads";

    public string Summary => "Downloads files, from an origin server of its own or from a list of URLs.";

    public IReadOnlyList<WorkloadOption> Options => DownloadOptions.All;

    public IReadOnlyList<WorkloadPool> Pools { get; } = [new DownloaderPool()];

    public JobList Jobs(OptionValues options, ulong seed)
    {
        _ = DownloadOptions.SettingsOf(options);
        if (options.IsSet(WorkloadOption.Output))
        {
            OutputPath.Check(options.Text(WorkloadOption.Output));
        }

        if (options.IsSet(DownloadOptions.Urls))
        {
            return UrlList.Read(options.Text(DownloadOptions.Urls));
        }

        var settings = DownloadOptions.OriginOf(options, seed);
        var content = new OriginContent(seed, settings.Size);
        var count = options.Count(WorkloadOption.Jobs);
        // Hashing while jobs are told would spread them over the time it takes.
        content.ComputeSums(Enumerable.Range(0, count).Select(job => content.Key(PathOf(job))));
        return JobList.Of(count, job => JobOf(job, PathOf(job), options.Origin, content));
    }

    /// <remarks>
    /// From the origin, under paths that answer at once, and nothing is kept. With a list of URLs there are none:
    /// nobody's server is asked for more than the list says.
    /// </remarks>
    public JobList Warmup(WorkloadPool pool, OptionValues options, int count) =>
        options.IsSet(DownloadOptions.Urls)
            ? JobList.Empty
            : JobList.Of(count, job =>
            {
                var source = new Uri(Required(options.Origin), $"/warmup/{job}");
                return new Download(job, source, FileNames.For(job, source), Keep: false);
            });

    public OriginSettings? Origin(OptionValues options, ulong seed) =>
        options.IsSet(DownloadOptions.Urls) ? null : DownloadOptions.OriginOf(options, seed);

    private static string PathOf(int job) => string.Create(CultureInfo.InvariantCulture, $"/files/{job}.bin");

    private static Download JobOf(int job, string path, Uri? origin, OriginContent content)
    {
        var source = new Uri(Required(origin), path);
        return new Download(job, source, FileNames.For(job, source), content.Sum(content.Key(path)));
    }

    private static Uri Required(Uri? origin) => origin ?? throw new InvalidOperationException("The origin was not started.");
}
