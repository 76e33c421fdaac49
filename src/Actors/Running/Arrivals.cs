using System.Diagnostics;

namespace Mul.Actors.Running;

/// <summary>When the next job is told: a pure function of what happened so far.</summary>
internal abstract record Arrivals
{
    /// <summary>Every job at once; response times then hold the whole backlog. The default.</summary>
    public static Arrivals AllAtOnce { get; } = new Backlog();

    /// <summary>At most so many jobs in flight: when half of them have their outcome, as many are told.</summary>
    /// <param name="jobs">At least 1.</param>
    public static Arrivals Window(int jobs) => new Closed(jobs);

    /// <summary>Jobs at fixed instants, whether or not earlier ones are done.</summary>
    /// <param name="jobsPerSecond">Greater than 0.</param>
    public static Arrivals Rate(double jobsPerSecond) => new Open(jobsPerSecond);

    /// <summary>How often the run must look at the clock: open arrivals wait for it, the others for outcomes.</summary>
    public virtual int MillisecondsPerPulse => 100;

    /// <summary>Jobs in flight at the most, of all pools; null where the profile alone decides.</summary>
    public virtual int? MostInFlight => null;

    /// <summary>How many more jobs may be told now.</summary>
    /// <param name="told">Jobs told so far.</param>
    /// <param name="answered">Jobs that have their outcome.</param>
    /// <param name="elapsed">Stopwatch ticks since the first job was due.</param>
    public abstract int Due(int told, int answered, long elapsed);

    /// <summary>
    /// The instant from which the response time of job number <paramref name="told"/> counts: the scheduled one for open
    /// arrivals, so that a late teller is not mistaken for a fast system (coordinated omission), otherwise now.
    /// </summary>
    /// <param name="told">Jobs told before it.</param>
    /// <param name="begun">The Stopwatch timestamp at which the first job was due.</param>
    /// <param name="now">The Stopwatch timestamp at which it is told.</param>
    /// <returns>A Stopwatch timestamp.</returns>
    public virtual long EnqueuedAt(int told, long begun, long now) => now;

    private sealed record Backlog : Arrivals
    {
        public override int Due(int told, int answered, long elapsed) => int.MaxValue;
    }

    private sealed record Closed(int Jobs) : Arrivals
    {
        public override int? MostInFlight => Jobs;

        // Refilled in batches of half a window: a batch shares one look at the clock and the mailbox.
        public override int Due(int told, int answered, long elapsed)
        {
            var inFlight = told - answered;
            return inFlight <= Jobs / 2 ? Jobs - inFlight : 0;
        }
    }

    private sealed record Open(double JobsPerSecond) : Arrivals
    {
        private readonly double _ticksPerJob = Stopwatch.Frequency / JobsPerSecond;

        public override int MillisecondsPerPulse => 1;

        public override int Due(int told, int answered, long elapsed) =>
            (int)Math.Min(int.MaxValue, (long)(elapsed / _ticksPerJob) + 1 - told);

        public override long EnqueuedAt(int told, long begun, long now) => begun + (long)(told * _ticksPerJob);
    }
}
