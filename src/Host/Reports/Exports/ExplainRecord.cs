using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Plans;
using Mul.Host.Reports.Documents;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Exports;

/// <summary>What a profile will really do, as <c>--json</c> writes it: schema <c>mul.explain/1</c>.</summary>
/// <param name="Nodes">Each has the pools as they are here; null where these are in the run's own process, or the profile is broken.</param>
/// <param name="Refusals">Why it is broken (exit 3); then there are no pools.</param>
/// <param name="Dispatchers">Those that the pools really get, each with all its settings and where they are from.</param>
internal sealed record ExplainRecord(
    string Schema,
    ProfileStamp Profile,
    int Cores,
    ExplainedNodes? Nodes,
    IReadOnlyList<ExplainedProblem> Refusals,
    IReadOnlyList<ExplainedProblem> Findings,
    IReadOnlyList<ExplainedPool> Pools,
    IReadOnlyList<ExplainedSettings> Dispatchers)
{
    public static ExplainRecord Of(Examination examination)
    {
        var nodes = ExplainedNodes.Of(examination);
        return new ExplainRecord(
            "mul.explain/1",
            new ProfileStamp(examination.Source.Name, examination.Source.File, examination.Source.Sha256),
            examination.Cores,
            nodes,
            [.. examination.Refusals.Select(RecordOf)],
            [.. examination.Findings.Select(RecordOf)],
            [.. examination.Pools.Select(plan => RecordOf(plan, plan.ConcurrencyOn(examination.Cores), nodes?.Expected ?? 1))],
            [.. examination.Dispatchers.Select(dispatcher => new ExplainedSettings(dispatcher.Id, dispatcher.Settings))]);
    }

    private static ExplainedProblem RecordOf(Problem problem) =>
        new(problem.Id, problem.Line == 0 ? null : problem.Line, problem.Key, problem.Message, problem.Remedy);

    private static ExplainedPool RecordOf(PoolPlan plan, PoolConcurrency concurrency, int nodes) => new(
        plan.Pool,
        plan.Router,
        plan.RouteesAtStart,
        plan.Resizer,
        RecordOf(plan.Asked),
        RecordOf(plan.Given),
        plan.Because,
        plan.Mailbox,
        plan.Handling,
        new ExplainedConcurrency(plan.ConfiguredConcurrency * nodes, concurrency.Blocking, concurrency.Async, concurrency.Cpu),
        plan.Surprise);

    private static ExplainedDispatcher RecordOf(DispatcherPlan dispatcher) =>
        new(dispatcher.Id, DispatcherIdentity.NameOf(dispatcher.Type, dispatcher.Executor), dispatcher.Executor, dispatcher.Throughput, dispatcher.Threads, dispatcher.MessagesPerTurn);
}

/// <param name="Line">From 1; null where something is missing.</param>
internal sealed record ExplainedProblem(string Id, int? Line, string Key, string Message, string Remedy);

/// <param name="Routees">Those that the first job finds.</param>
internal sealed record ExplainedPool(
    string Name,
    string Router,
    int Routees,
    ResizerPlan? Resizer,
    ExplainedDispatcher Asked,
    ExplainedDispatcher Given,
    string Because,
    string Mailbox,
    Handling Handling,
    ExplainedConcurrency Concurrency,
    string? Surprise);

/// <param name="Threads">Null where it has no bound of its own.</param>
internal sealed record ExplainedDispatcher(string Id, string Type, string Executor, int Throughput, int? Threads, int MessagesPerTurn);

/// <param name="Configured">As in the result of a run: on all nodes together, where there are any. The others are of one node.</param>
internal sealed record ExplainedConcurrency(int Configured, AtOnce? Blocking, AtOnce Async, AtOnce? Cpu);

internal sealed record ExplainedSettings(string Id, IReadOnlyList<EffectiveSetting> Settings);
