using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side live</c>: what <c>--live</c> costs the process that the user started, second by second and over a minute, with a page that listens.</summary>
internal static class LiveAgainstNothing
{
    private const int SecondsShown = 10;
    private const int Seconds = 60;
    private static readonly string[] Words = ["run", "default", "--workload", "noop", "--rate", "1000", "--jobs", "64000", "--no-progress"];

    public static async Task<int> RunAsync()
    {
        var section = new StringBuilder("## What --live costs the process that the user started\n\n");
        section.AppendLine($"`mul {string.Join(' ', Words)}`, installed from its package, with and without at the same time; processor time of the parent in ms per second, from 1 s after its start, by the scheduler's own count, and over all of the time in hundredths of a second. A page listens where there is one. The measured process is another one.\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", Enumerable.Range(2, SecondsShown).Select(second => $"{second}. s"))} | mean of {SecondsShown} s | mean of {Seconds} s |");
        section.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---:|", SecondsShown + 2))}");
        for (var round = 0; round < 2; round++)
        {
            // Together they need a tenth of a core, and one after the other as long again.
            var both = await Task.WhenAll(UsedAsync(isLive: false), UsedAsync(isLive: true));
            section.AppendLine(Row("without", both[0])).AppendLine(Row("`--live`, watched", both[1]));
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        Console.Write(section);
        ResultsFile.Write("live", section.ToString());
        return 0;
    }

    private static string Row(string name, (double[] BySecond, double Mean) used) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {string.Join(" | ", used.BySecond.Select(ms => ms.ToString("0.0", CultureInfo.InvariantCulture)))} | {used.BySecond.Average():0.0} | {used.Mean:0.0} |");

    private static async Task<(double[] BySecond, double Mean)> UsedAsync(bool isLive)
    {
        var start = new ProcessStartInfo(InstalledCommand.Path, isLive ? [.. Words, "--live"] : Words) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        if (isLive)
        {
            var line = await process.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("mul said nothing");
            _ = ListenAsync(http, new Uri(line.Split(' ').Single(word => word.StartsWith("http:", StringComparison.Ordinal))));
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        var begun = Stopwatch.GetTimestamp();
        var atFirst = process.TotalProcessorTime;
        var used = new double[SecondsShown];
        for (var second = 0; second < SecondsShown; second++)
        {
            var before = Used(process.Id);
            await Task.Delay(TimeSpan.FromSeconds(1));
            used[second] = Used(process.Id) - before;
        }

        await Task.Delay(TimeSpan.FromSeconds(Seconds) - Stopwatch.GetElapsedTime(begun));
        process.Refresh();
        var mean = (process.TotalProcessorTime - atFirst).TotalMilliseconds / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (used, mean);
    }

    private static async Task ListenAsync(HttpClient http, Uri page)
    {
        await http.GetStringAsync(page);
        await using var events = await http.GetStreamAsync(new Uri(page, "events"));
        await events.CopyToAsync(Stream.Null);
    }

    // Nanoseconds on a core are the first word of schedstat. Of threads that are there: /proc/PID/stat, which has also those
    // that have ended, counts in hundredths of a second, which is enough for a minute.
    private static double Used(int process) =>
        Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"))
            .Sum(task => long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture)) / 1e6;
}
