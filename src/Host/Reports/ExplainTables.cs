using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Statistics;
using Spectre.Console;

namespace Mul.Host.Reports;

/// <summary>What a profile will really do: its pools, what is wrong with it, and its dispatchers value by value.</summary>
internal static class ExplainTables
{
    public static void Write(IAnsiConsole console, Examination examination)
    {
        console.MarkupLineInterpolated(
            $"[bold]{examination.Source.Name}[/] [grey]({examination.Source.File})[/] on {examination.Cores} {(examination.Cores == 1 ? "core" : "cores")}");
        if (examination.Pools.Count > 0)
        {
            console.Write(Pools(examination));
            foreach (var pools in examination.Pools.Where(pool => pool.Surprise is not null).GroupBy(pool => pool.Surprise))
            {
                console.MarkupLineInterpolated($"[yellow]●[/] {string.Join(", ", pools.Select(pool => pool.Pool))}: {Terminal.Plain(pools.Key!)}");
            }
        }

        foreach (var problem in examination.Problems)
        {
            var (colour, id) = problem.Severity == Severity.Refused ? ("red", "refused") : ("yellow", problem.Id);
            console.Markup($"[{colour}]● {id}[/]  ");

            // Unwrapped: a line is what an editor jumps to and a script looks for.
            console.Profile.Out.Writer.WriteLine(problem.ToString());
        }

        if (examination.Problems.Count == 0)
        {
            console.MarkupLine("[green]●[/] Akka.NET reads every line of it.");
        }

        foreach (var dispatcher in examination.Dispatchers)
        {
            console.Write(Settings(dispatcher));
        }
    }

    private static Table Pools(Examination examination)
    {
        var pools = examination.Pools;
        var table = Tables.New(["pool", .. pools.Select(pool => pool.Pool)]);
        Row("router", pool => pool.Router);
        Row("routees", Routees);
        Row("its jobs", pool => pool.Handling switch
        {
            Handling.Async => "free their thread",
            Handling.Blocking => "hold their thread",
            _ => "not known",
        });
        Row("dispatcher", pool => pool.Given.Id);
        Row("  because of", pool => pool.Because.Replace(" (", "\n(", StringComparison.Ordinal));
        Row("executor", pool => pool.Given.Type is "Dispatcher" ? pool.Given.Executor : $"{pool.Given.Type}\n{pool.Given.Executor}");
        Row("threads", pool => pool.Given.Threads is { } threads ? Figures.Count(threads) : "of the thread pool");
        Row("messages a turn", pool => Figures.Count(pool.Given.MessagesPerTurn));
        Row("mailbox", pool => pool.Mailbox);
        Row("at once: blocking", pool => Emphasised(pool.ConcurrencyOn(examination.Cores).Blocking, pool.Handling == Handling.Blocking));
        Row("at once: async", pool => Emphasised(pool.ConcurrencyOn(examination.Cores).Async, pool.Handling == Handling.Async));
        Row("at once: computing", pool => Emphasised(pool.ConcurrencyOn(examination.Cores).Cpu, emphasised: false));
        return table;

        void Row(string name, Func<PoolPlan, string> value) =>
            table.AddRow([new Text(name), .. pools.Select(pool => new Text(value(pool)))]);
    }

    private static string Routees(PoolPlan pool) => pool.Resizer is { } resizer
        ? string.Create(CultureInfo.InvariantCulture, $"{pool.Routees} ({resizer.Lower} to {resizer.Upper})")
        : Figures.Count(pool.Routees);

    // The row that counts for the pool's own jobs.
    private static string Emphasised(AtOnce? concurrency, bool emphasised) =>
        (concurrency?.ToString() ?? "not known") + (emphasised ? "  ←" : "");

    private static Table Settings(DispatcherPlan dispatcher)
    {
        var table = Tables.New(dispatcher.Id, "value", "from");
        foreach (var setting in dispatcher.Settings)
        {
            var style = setting.IsRead ? Style.Plain : new Style(Color.Grey);
            table.AddRow(
                new Text(setting.Key, style),
                new Text(Terminal.Plain(setting.Value), style),
                new Text(setting.IsRead ? setting.Origin : $"{setting.Origin} (not read)", style));
        }

        return table;
    }
}
