using System.Diagnostics;
using Mul.Actors.Running;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Traces;

/// <summary>Records written by hand, in seconds after an arbitrary origin of time.</summary>
internal static class TinyTrace
{
    // Timestamps count from the machine's start and are never 0, which means "not taken up".
    private const long Origin = 1_000_000;

    /// <summary>A job told, taken up and done at these seconds.</summary>
    public static JobRecord Job(double told, double started, double finished, int routee = 0, int thread = 1, int pool = 0) => new()
    {
        Enqueued = At(told),
        Started = At(started),
        Finished = At(finished),
        Routee = routee,
        Thread = thread,
        Pool = (short)pool,
        Outcome = OutcomeKind.Completed,
    };

    /// <summary>A job told and never taken up.</summary>
    public static JobRecord Lost(double told, OutcomeKind outcome = OutcomeKind.Failed, int pool = 0) =>
        new() { Enqueued = At(told), Pool = (short)pool, Outcome = outcome };

    public static RouteeOrder InOrder(params JobRecord[] records) => new(records);

    /// <summary>Where the time of each of these jobs went, routee by routee.</summary>
    public static JobTimes[] TimesOf(params JobRecord[] records)
    {
        var times = new List<JobTimes>();
        foreach (var job in InOrder(records))
        {
            times.Add(job.Times);
        }

        return [.. times];
    }

    public static long At(double seconds) => Origin + (long)Math.Round(seconds * Stopwatch.Frequency);
}
