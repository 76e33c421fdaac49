using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;
using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;

namespace Mul.Host.Reports.Documents;

/// <summary>What a profile will really do, as a document.</summary>
internal static class ExplainReport
{
    public const string NothingWrong = "Nothing is known to be wrong with it.";

    public const string NoPool = "It deploys no pool of a workload that is known here, so there is nothing that could run a job.";

    /// <summary>What is said of a profile of which there is nothing to show or to complain of; otherwise null.</summary>
    public static string? Remark(Examination examination) =>
        examination.Pools.Count == 0 ? examination.Refusals.Any() ? null : NoPool
        : examination.Problems.Count == 0 ? NothingWrong
        : null;

    public static ReportDocument Of(Examination examination) => new(
        $"{examination.Source.Name} ({examination.Source.File}) on {Figures.Cores(examination.Cores)}",
        [
            .. Nodes(examination) is { } nodes ? [nodes] : Array.Empty<string>(),
            .. Surprises(examination).Select(surprise => $"{surprise.Pools}: {surprise.What}"),
            .. examination.Problems.Select(problem => problem.ToString()),
            .. Remark(examination) is { } remark ? [remark] : Array.Empty<string>(),
        ],
        [],
        [
            .. examination.Pools.Count > 0 ? [Pools(examination)] : Array.Empty<TextTable>(),
            .. examination.Dispatchers.Select(Settings),
        ],
        [],
        [ReportText.Profile(examination.Source.Name, examination.Source.File, examination.Source.Sha256)]);

    /// <summary>A column for each pool; a cell may have two lines.</summary>
    public static TextTable Pools(Examination examination)
    {
        var pools = examination.Pools;
        return new TextTable(
            "Pools",
            ["pool", .. pools.Select(pool => pool.Pool)],
            [
                Row("router", pool => pool.MapsRouter ? $"{pool.Router}\n({pool.RouterType})" : pool.Router),
                Row("routees", Routees),
                Row("its jobs", pool => pool.Handling switch
                {
                    Handling.Async => "free their thread",
                    Handling.Blocking => "hold their thread",
                    Handling.Delegating => "are handed on",
                    _ => "not known",
                }),
                Row("dispatcher", pool => pool.Given.Id),
                Row("  because of", pool => pool.Because.Replace(" (", "\n(", StringComparison.Ordinal)),
                Row("executor", pool => pool.Given switch
                {
                    { Type: DispatcherTypes.Dispatcher } => pool.Given.Executor,
                    // What one of these makes of the setting is its own affair.
                    { HasForeignType: true } => $"{pool.Given.Type}\nnot known",
                    _ => $"{pool.Given.Type}\n{pool.Given.Executor}",
                }),
                Row("threads", pool => pool.Given switch
                {
                    { Threads: { } threads } => Figures.Count(threads),
                    { Supply: ThreadSupply.Foreign } => "not known",
                    _ => "of the thread pool",
                }),
                Row("messages a turn", pool => Figures.Count(pool.Given.MessagesPerTurn)),
                Row("mailbox", pool => pool.Mailbox),
                Row("at once: blocking", pool => Emphasised(pool.ConcurrencyOn(examination.Cores).Blocking, pool.Handling == Handling.Blocking)),
                Row("at once: async", pool => Emphasised(pool.ConcurrencyOn(examination.Cores).Async, pool.Handling == Handling.Async)),
                Row("at once: computing", pool => Emphasised(pool.ConcurrencyOn(examination.Cores).Cpu, emphasised: false)),
            ],
            Labels: 1 + pools.Count);

        string[] Row(string name, Func<PoolPlan, string> value) => [name, .. pools.Select(value)];
    }

    /// <summary>The same, a table for each pool.</summary>
    public static IEnumerable<TextTable> PoolByPool(Examination examination) => examination.Pools.Select(pool => Pools(examination with { Pools = [pool] }));

    /// <summary>A dispatcher value by value, and where each is from.</summary>
    public static TextTable Settings(DispatcherPlan dispatcher) => new(
        dispatcher.Id,
        [dispatcher.Id, "value", "from"],
        [.. dispatcher.Settings.Select(setting => (string[])[setting.Key, setting.Value, setting.IsRead ? setting.Origin : $"{setting.Origin} (not read)"])],
        Labels: 3);

    /// <summary>On which nodes the pools are; null where there are no pools, or no nodes.</summary>
    public static string? Nodes(Examination examination) => examination.Pools.Count > 0 ? ExplainedNodes.Of(examination)?.Sentence(examination) : null;

    /// <summary>What Akka.NET does otherwise than the profile says, with the pools that it is so for.</summary>
    public static IEnumerable<(string Pools, string What)> Surprises(Examination examination) => examination.Pools
        .Where(pool => pool.Surprise is not null)
        .GroupBy(pool => pool.Surprise!)
        .Select(pools => (string.Join(", ", pools.Select(pool => pool.Pool)), pools.Key));

    private static string Routees(PoolPlan pool) => pool.Resizer is { } resizer
        ? string.Create(CultureInfo.InvariantCulture, $"{pool.RouteesAtStart} ({resizer.Lower} to {resizer.Upper})")
        : Figures.Count(pool.Routees);

    // The row that counts for the pool's own jobs.
    private static string Emphasised(AtOnce? concurrency, bool emphasised) =>
        (concurrency?.ToString() ?? "not known") + (emphasised ? "  ←" : "");
}
