using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mul.Benchmarks.SideBySide;

/// <summary><c>side-by-side live</c>: what <c>--live</c> costs the process that the user started, second by second, with a page that listens.</summary>
internal static class LiveAgainstNothing
{
    private const int Seconds = 10;
    private static readonly string[] Words = ["run", "default", "--workload", "noop", "--rate", "1000", "--jobs", "13000", "--no-progress"];

    public static async Task<int> RunAsync()
    {
        using var mul = new InstalledCommand();
        var section = new StringBuilder("## What --live costs the process that the user started\n\n");
        section.AppendLine($"`mul {string.Join(' ', Words)}`, installed from its package; processor time of the parent in ms, from 1 s after its start, by the scheduler's own count. A page listens where there is one. The measured process is another one.\n");
        section.AppendLine(CultureInfo.InvariantCulture, $"| | {string.Join(" | ", Enumerable.Range(2, Seconds).Select(second => $"{second}. s"))} | mean |");
        section.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---:|", Seconds + 1))}");
        foreach (var isLive in new[] { false, true, false, true })
        {
            var used = await UsedAsync(mul.Executable, isLive);
            section.AppendLine(CultureInfo.InvariantCulture, $"| {(isLive ? "`--live`, watched" : "without")} | {string.Join(" | ", used.Select(ms => ms.ToString("0.0", CultureInfo.InvariantCulture)))} | {used.Average():0.0} |");
        }

        section.AppendLine().AppendLine(ResultsFile.Machine());
        Console.Write(section);
        ResultsFile.Write("live", section.ToString());
        return 0;
    }

    private static async Task<double[]> UsedAsync(string mul, bool isLive)
    {
        var start = new ProcessStartInfo(mul, isLive ? [.. Words, "--live"] : Words) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        if (isLive)
        {
            var line = await process.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("mul said nothing");
            _ = ListenAsync(http, new Uri(line.Split(' ').Single(word => word.StartsWith("http:", StringComparison.Ordinal))));
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        var used = new double[Seconds];
        for (var second = 0; second < Seconds; second++)
        {
            var before = Used(process.Id);
            await Task.Delay(TimeSpan.FromSeconds(1));
            used[second] = Used(process.Id) - before;
        }

        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return used;
    }

    private static async Task ListenAsync(HttpClient http, Uri page)
    {
        await http.GetStringAsync(page);
        await using var events = await http.GetStreamAsync(new Uri(page, "events"));
        await events.CopyToAsync(Stream.Null);
    }

    // Nanoseconds on a core are the first word of schedstat; /proc/PID/stat counts in hundredths of a second.
    private static double Used(int process) =>
        Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task"))
            .Sum(task => long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture)) / 1e6;
}
