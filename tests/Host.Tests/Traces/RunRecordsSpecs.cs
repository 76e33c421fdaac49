using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class RunRecordsSpecs
{
    // Their records have 56 bytes each: of ten million jobs 560 MB, and the whole process is to stay under 1 GB.
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void What_is_said_of_a_million_jobs_takes_32_bytes_a_job_while_it_is_worked_out(int jobsBetween)
    {
        const int Jobs = 1_000_000;
        const int Routees = 4;
        // Each job waits behind jobsBetween others of its routee; without any, the routee is idle between two jobs.
        var trace = new Trace
        {
            Records = (JobRecord[])[.. Enumerable.Range(0, Jobs).Select(i => Job(i - (Routees * jobsBetween), i + 1, i + 3, routee: i % Routees))],
            Pools = [new PoolTrace("", [.. Enumerable.Range(0, Routees).Select(i => new RouteeIdentity(i, "", new DispatcherIdentity("", "", "", 30)))], [])],
            Reasons = new Dictionary<int, string>(),
        };
        RunRecords.Of(trace, []);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var summary = RunRecords.Of(trace, []);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Jobs, summary.Pools[0].Jobs.Completed);
        Assert.InRange(bytes, Jobs, 32L * Jobs);
    }
}
