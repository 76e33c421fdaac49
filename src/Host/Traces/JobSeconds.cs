namespace Mul.Host.Traces;

/// <summary>Σ response times of all jobs, by where they went.</summary>
/// <param name="Total">Told to finished.</param>
/// <param name="BehindEarlierJobs">The routee was busy with another job.</param>
/// <param name="DispatchDelay">The routee was free and no thread came.</param>
/// <param name="Handler">Started to finished.</param>
internal sealed record JobSeconds(double Total, double BehindEarlierJobs, double DispatchDelay, double Handler)
{
    public static JobSeconds Of(IEnumerable<RouteeOrder> pools)
    {
        double queue = 0, delay = 0, service = 0;
        foreach (var pool in pools)
        {
            foreach (var job in pool)
            {
                var times = job.Times;
                queue += Trace.Seconds(times.Queue);
                delay += Trace.Seconds(times.DispatchDelay);
                service += Trace.Seconds(times.Service);
            }
        }

        return new JobSeconds(queue + service, queue - delay, delay, service);
    }
}
