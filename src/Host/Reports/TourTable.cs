using Mul.Host.Statistics;
using Mul.Host.Traces;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>The tour's one table: a line of <c>time</c> per experiment, and why it came out so.</summary>
internal sealed class TourTable
{
    private readonly Table _table = Tables.New("workload", "profile", "user", "system", "cpu", "total", "speedup", "at once");
    private readonly List<(string Title, string Why)> _sentences = [];

    /// <param name="baseline">The first run of the same workload.</param>
    public void Add(RunRecord record, RunRecord baseline, string why)
    {
        var isFirst = ReferenceEquals(record, baseline);
        if (isFirst && _sentences.Count > 0)
        {
            _table.AddEmptyRow();
        }

        _table.AddRow(
            isFirst ? record.Workload.Name : "",
            $"[bold]{Markup.Escape(record.Profile.Name)}[/]",
            Figures.Clock(record.Cpu?.UserSeconds),
            Figures.Clock(record.Cpu?.SystemSeconds),
            Figures.Percent(record.Cpu?.Percent),
            $"[bold]{Figures.Clock(record.MakespanSeconds)}[/]",
            Figures.Times(baseline.MakespanSeconds / record.MakespanSeconds),
            Figures.Count(record.Pools.Max(pool => pool.Concurrency.Max)));
        _sentences.Add(($"{record.Workload.Name}, {record.Profile.Name}", why));
    }

    /// <param name="pythonSizes">The commands that run the experiments at their original sizes.</param>
    public void Write(IAnsiConsole console, IEnumerable<string> pythonSizes)
    {
        console.Write(_table);
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (title, why) in _sentences)
        {
            grid.AddRow($"[grey]{Markup.Escape(title)}[/]", Markup.Escape(why));
        }

        console.Write(grid);
        console.WriteLine();
        console.MarkupLine("The sizes of the Python programs:");
        foreach (var command in pythonSizes)
        {
            console.MarkupLineInterpolated($"  [green]{command}[/]");
        }
    }
}
