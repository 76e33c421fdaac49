using Mul.Host.Statistics;

namespace Mul.Host.Simulation;

/// <summary>What jobs that wait ask for beside so many others: between what one did alone, and what they did in a pilot of many.</summary>
/// <remarks>
/// The other side serves those beside it too, most of all when all of them come at once. By how much jobs take longer is taken
/// from their times, and set right by the pilot's makespan: what the simulation of it knows of already, as jobs that wait for a
/// core, must not count twice.
/// </remarks>
/// <param name="alone">With one routee.</param>
/// <param name="together">With many, in the order in which jobs were told.</param>
/// <param name="atOnce">As many.</param>
/// <param name="cpu">Of each job.</param>
/// <param name="simulate">The makespan of the second pilot, of jobs with such demands.</param>
internal sealed class Crowd(PilotRun alone, PilotRun together, int atOnce, TimeSpan cpu, Func<IReadOnlyList<JobDemand>, TimeSpan> simulate)
{
    private readonly TimeSpan[] _first = [.. together.Services.Take(atOnce)];
    private readonly TimeSpan[] _later = [.. together.Services.Skip(atOnce)];

    /// <param name="jobs">At once; how much longer they take is in proportion to it.</param>
    public RoundDemands DemandsFor(int jobs)
    {
        // Of one job at a time there is nothing to extrapolate, and no round.
        if (atOnce == 1)
        {
            JobDemand[] seen = [.. together.Services.Select(service => JobDemand.Of(service, cpu))];
            return new RoundDemands(seen, seen);
        }

        var share = (jobs - 1.0) / (atOnce - 1);
        var (part, more) = Excess();
        var first = Demands(_first, share, part, share * more);
        return new RoundDemands(first, _later.Length == 0 ? first : Demands(_later, share, part, share * more));
    }

    /// <summary>By how much all jobs of a round are off together, drawn anew for each round; empty if they are not.</summary>
    /// <remarks>
    /// Jobs that begin together wait for the same timers and are served in the same breath: beside each other their times differ
    /// by less than from one time to the next. Only what one job alone varies by, and many beside each other do not, is a round's.
    /// </remarks>
    public IReadOnlyList<TimeSpan> RoundOffsets
    {
        get
        {
            var (one, many) = (Spread(alone.Services), Spread(_later.Length == 0 ? _first : _later));
            if (one <= many)
            {
                return [];
            }

            var part = Math.Sqrt(1 - Math.Pow(many / one, 2));
            return [.. alone.Services.Select(service => part * (service - alone.MeanService))];
        }
    }

    // How much of what jobs took longer the simulation does not know of, and what it knows of nowhere: the latter for each job.
    private (double Part, TimeSpan More) Excess()
    {
        var (none, all) = (Simulated(0), Simulated(1));
        var part = all > none ? Math.Clamp((together.Makespan - none) / (all - none), 0, 1) : 1;
        return (part, together.Makespan > all ? (together.Makespan - all) / Math.Ceiling((double)together.Services.Count / atOnce) : TimeSpan.Zero);
    }

    private TimeSpan Simulated(double part) => simulate([.. Demands(_first, 1, part, TimeSpan.Zero), .. _later.Length == 0 ? [] : Demands(_later, 1, part, TimeSpan.Zero)]);

    // Of a round's jobs how they differ from each other, and of the one alone how long it takes. No job takes longer for being alone:
    // then the machine was busy.
    private JobDemand[] Demands(TimeSpan[] round, double share, double part, TimeSpan more)
    {
        var mean = PilotRun.Mean(round);
        var unhindered = mean < alone.MeanService ? mean : alone.MeanService;
        var moved = unhindered + share * part * (mean - unhindered) + more;
        var (one, many) = (Spread(alone.Services), Spread(round));
        var narrower = many > one ? (one + Math.Min(1, share) * (many - one)) / many : 1;
        return Array.ConvertAll(round, service => JobDemand.Of(moved + narrower * (service - mean), cpu));
    }

    // Half of what lies between the 16 % and the 84 % points: a standard deviation, unless some lie far out.
    private static double Spread(IReadOnlyList<TimeSpan> services)
    {
        double[] sorted = [.. services.Select(service => service.TotalSeconds).Order()];
        return (Quantile.Of(sorted, 0.84) - Quantile.Of(sorted, 0.16)) / 2;
    }
}

/// <summary>Demands of which jobs draw theirs.</summary>
/// <param name="First">For jobs that all begin at once, as many as can be under way; where jobs compute, for the first of each routee.</param>
/// <param name="Later">For the others, which begin when one of those has ended.</param>
internal sealed record RoundDemands(IReadOnlyList<JobDemand> First, IReadOnlyList<JobDemand> Later);
