using Mul.Host.Experiments.Comparing;
using Mul.Host.Findings;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using Spectre.Console;

namespace Mul.Host.Reports.Printing;

/// <summary>The tour's one table: a line of <c>time</c> per experiment, how sure the speedup is, and why it came out so.</summary>
internal sealed class TourTable
{
    private static readonly string[] Headings = ["workload", "profile", "user", "system", "cpu", "total", "at once", "speedup", "95 % interval", "verdict"];

    // What a terminal of 80 characters has no room for: the sentences below say the workload, and that the verdict is sure.
    private static readonly string[] LeftOutWhereNarrow = ["workload", "cpu", "95 % interval"];
    private const int Wide = 118;

    // An empty one stands between two workloads.
    private readonly List<string[]> _rows = [];
    private readonly List<(string Title, string Why)> _sentences = [];
    private Finding? _noise;

    public bool IsEmpty => _rows.Count == 0;

    /// <param name="record">One workload's comparison, the baseline first.</param>
    /// <param name="stops">Its profiles, in the same order.</param>
    public void Add(CompareRecord record, IReadOnlyList<TourStop> stops)
    {
        if (_sentences.Count > 0)
        {
            _rows.Add([]);
        }

        foreach (var stop in stops)
        {
            var sample = stop.Median;
            var comparison = record.Comparisons.FirstOrDefault(one => one.Candidate == stop.Profile);
            _rows.Add(
            [
                comparison is null ? record.Workload.Name : "",
                $"[bold]{Markup.Escape(stop.Profile)}[/]",
                Figures.Clock(sample?.Cpu?.UserSeconds),
                Figures.Clock(sample?.Cpu?.SystemSeconds),
                Figures.Percent(sample?.Cpu?.Percent),
                $"[bold]{Figures.Clock(sample?.MakespanSeconds)}[/]",
                Figures.Count(sample?.Pools.Max(pool => pool.Concurrency.Max)),
                comparison is null ? "1" : Figures.Times(1 / comparison.Ratio),
                comparison is { Low: { } low, High: { } high } ? $"{Figures.Times(1 / high)} … {Figures.Times(1 / low)}" : "",
                comparison is null ? "[grey]baseline[/]" : CompareTables.Coloured(comparison.Verdict),
            ]);
            var title = $"{record.Workload.Name}, {stop.Profile}";
            // Of one machine; said once.
            _noise ??= sample?.Findings.FirstOrDefault(finding => finding.Id == RunFindings.NoisyMachine) is { } noise ? noise with { Message = $"{title}: {noise.Message}" } : null;
            _sentences.Add((title, sample is null ? comparison?.Invalid ?? "No sample was measured." : stop.Why(sample)));
        }
    }

    /// <param name="pythonSizes">The commands that run the experiments at their original sizes.</param>
    public void Write(IAnsiConsole console, IEnumerable<string> pythonSizes)
    {
        console.Write(Table(console.Profile.Width));
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (title, why) in _sentences)
        {
            grid.AddRow($"[grey]{Markup.Escape(title)}[/]", Markup.Escape(why));
        }

        console.Write(grid);
        FindingList.Write(console, _noise is null ? [] : [_noise]);
        console.WriteLine();
        console.MarkupLine("The sizes of the Python programs:");
        foreach (var command in pythonSizes)
        {
            // Unwrapped: it is to be copied.
            Terminal.WriteUnwrapped(console, $"  {command}\n");
        }
    }

    private Table Table(int width)
    {
        int[] shown = [.. Enumerable.Range(0, Headings.Length).Where(column => width >= Wide || !LeftOutWhereNarrow.Contains(Headings[column]))];
        var table = Tables.New([.. shown.Select(column => Headings[column])]);
        foreach (var row in _rows)
        {
            if (row.Length == 0)
            {
                table.AddEmptyRow();
            }
            else
            {
                table.AddRow([.. shown.Select(column => row[column])]);
            }
        }

        return table;
    }
}

/// <summary>One profile of a tour.</summary>
/// <param name="Median">Its median sample; null if none was measured.</param>
/// <param name="Why">A sentence about that.</param>
internal sealed record TourStop(string Profile, RunRecord? Median, Func<RunRecord, string> Why);
