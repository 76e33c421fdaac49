using Mul.Host.Reports.Writing;
using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Documents;

/// <summary>The two ledgers of time, term by term; a term that the system does not give is left out of a picture and – in a table.</summary>
internal static class TimeLedgers
{
    /// <summary>Makespan × cores, by what the cores did. The terms add up to the total where nothing is unexplained.</summary>
    public static IReadOnlyList<(string Term, Func<CoreSeconds, double?> Value)> CoreTerms { get; } =
    [
        ("user", cores => cores.User),
        ("system", cores => cores.System),
        ("other processes", cores => cores.Others),
        ("idle: a job waited for a thread", cores => cores.IdleWhile?.WaitingForThread),
        ("idle: a job waited behind another", cores => cores.IdleWhile?.BehindAnotherJob),
        ("idle: all jobs in flight", cores => cores.IdleWhile?.InFlight),
        ("idle: nothing to do", cores => cores.IdleWhile?.NothingToDo),
        ("unexplained", cores => cores.Unexplained),
    ];

    /// <summary>Σ response times, by where the jobs were.</summary>
    public static IReadOnlyList<(string Term, Func<JobSeconds, double?> Value)> JobTerms { get; } =
    [
        ("behind earlier jobs", jobs => jobs.BehindEarlierJobs),
        ("dispatch delay", jobs => jobs.DispatchDelay),
        ("in the handler", jobs => jobs.Handler),
    ];

    /// <summary>Why there is nothing to tell of what the cores did.</summary>
    public static string Untold(RunRecord record) => record switch
    {
        { Cpu: null } => "not known",
        _ when record.MakespanSeconds * record.Environment.Cores < Traces.CoreSeconds.LeastTotal => "too short to tell",
        _ => "not told: there was more to the run than its makespan",
    };

    public static TextTable CoreSeconds(IReadOnlyList<Exemplar> exemplars) => new(
        "Core-seconds: makespan × cores, by what the cores did",
        ["profile", "total", .. CoreTerms.Select(term => term.Term)],
        [
            .. exemplars.Select(exemplar => (string[])
            [
                exemplar.Profile,
                Traces.CoreSeconds.Told(exemplar.Record) is { Total: var total } ? Figures.Clock(total) : Untold(exemplar.Record),
                .. CoreTerms.Select(term => Figures.Clock(Traces.CoreSeconds.Told(exemplar.Record) is { } cores ? term.Value(cores) : null)),
            ]),
        ]);

    public static TextTable JobSeconds(IReadOnlyList<Exemplar> exemplars) => new(
        "Job-seconds: all response times together, by where the jobs were",
        ["profile", "total", .. JobTerms.Select(term => term.Term)],
        [
            .. exemplars.Select(exemplar => (string[])
            [
                exemplar.Profile,
                Figures.Seconds(exemplar.Record.JobSeconds.Total),
                .. JobTerms.Select(term => Figures.Seconds(term.Value(exemplar.Record.JobSeconds))),
            ]),
        ]);
}
