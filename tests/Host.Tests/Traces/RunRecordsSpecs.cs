using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Traces;

public sealed class RunRecordsSpecs
{
    private const int Jobs = 1_000_000;
    private const int Routees = 4;

    // Three lists of instants or times, and the order of the jobs; beside them what does not grow with the jobs.
    private const long Bytes = ((3 * sizeof(long)) + sizeof(int)) * (long)Jobs + 10_000_000;

    // Their records have 40 bytes each: of ten million jobs 400 MB, and the whole process is to stay under 1 GB.
    [Fact]
    public void What_is_said_of_a_million_jobs_takes_three_lists_of_them_while_it_is_worked_out() =>
        Assert.InRange(BytesOf(1, i => Job(i - 8, i + 1, i + 3, routee: i % Routees)), Jobs, Bytes);

    // Two jobs at once for a routee, then nothing: queueing, and as many times of idleness as there can be beside it.
    [Fact]
    public void So_it_does_when_routees_are_idle_again_and_again() =>
        Assert.InRange(BytesOf(1, i => Job(10 * (i / 2), 10 * (i / 2) + (i % 2 * 2), 10 * (i / 2) + (i % 2 * 2) + 2, routee: i / 2 % Routees)), Jobs, Bytes);

    // A node that is given a job again does it out of turn.
    [Fact]
    public void So_it_does_when_jobs_are_not_started_in_the_order_of_their_ids() =>
        Assert.InRange(BytesOf(1, i => Job(0, (i ^ 4) + 1, (i ^ 4) + 3, routee: i % Routees)), Jobs, Bytes);

    // Of several pools the records are parted first, 40 bytes more.
    [Fact]
    public void So_it_does_when_a_small_pool_comes_before_a_large_one() =>
        Assert.InRange(BytesOf(2, i => Job(i - 8, i + 1, i + 3, routee: i % Routees, pool: i % 10 == 0 ? 0 : 1)), Jobs, Bytes + (40L * Jobs));

    private static long BytesOf(int pools, Func<int, JobRecord> job)
    {
        JobRecord[] records = [.. Enumerable.Range(0, Jobs).Select(job)];
        RunRecords.Of(TraceOf(records[..1000], pools), []);
        var trace = TraceOf(records, pools);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var summary = RunRecords.Of(trace, []);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Jobs, summary.Pools.Sum(pool => pool.Jobs.Completed));
        return bytes;
    }

    private static Trace TraceOf(JobRecord[] records, int pools) => new()
    {
        Records = records,
        Pools = [.. Enumerable.Range(0, pools).Select(_ => new PoolTrace("", [.. Enumerable.Range(0, Routees).Select(i => new RouteeIdentity(i, "", new DispatcherIdentity("", "", "", 30)))], []))],
        Reasons = new Dictionary<int, string>(),
    };
}
