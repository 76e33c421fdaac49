using System.Diagnostics;
using Mul.Actors.Running;
using Mul.Host.Traces;

namespace Mul.Host.Tests.Traces;

public sealed class ServiceUnderLoadSpecs
{
    [Fact]
    public void Jobs_alone_and_jobs_among_four_are_told_apart()
    {
        // Five jobs of 1 s, one after another; then two batches of four, of 3 s each.
        var found = Of(
        [
            .. Enumerable.Range(0, 5).Select(i => Job(i, i + 1)),
            .. Enumerable.Repeat(Job(5, 8), 4),
            .. Enumerable.Repeat(Job(8, 11), 4),
        ]);

        Assert.Equal(new ServiceUnderLoad(1, 1, 4, 3), found);
    }

    [Fact]
    public void Jobs_that_were_cancelled_took_no_time_of_their_own()
    {
        var cancelled = Job(12, 12) with { Finished = Job(12, 12).Started + 1, Outcome = OutcomeKind.Cancelled };
        var found = Of(
        [
            .. Enumerable.Range(0, 5).Select(i => Job(i, i + 1)),
            .. Enumerable.Repeat(Job(5, 8), 4),
            .. Enumerable.Repeat(Job(8, 11), 4),
            .. Enumerable.Range(0, 20).Select(i => cancelled with { Started = cancelled.Started + i, Finished = cancelled.Finished + i }),
        ]);

        Assert.Equal(new ServiceUnderLoad(1, 1, 4, 3), found);
    }

    [Fact]
    public void What_counts_is_the_mean_over_the_whole_service()
    {
        // Each of the five long jobs has a companion for half of its 4 s: 1.5 at once; the busiest have 4.
        var found = Of(
        [
            .. Enumerable.Range(0, 5).Select(i => Job(4 * i, 4 * i + 4)),
            .. Enumerable.Range(0, 5).Select(i => Job(4 * i + 2, 4 * i + 4)),
            .. Enumerable.Repeat(Job(20, 21), 4),
            .. Enumerable.Repeat(Job(21, 22), 4),
        ]);

        // The companions themselves have 2 at once, which is half of 4: also few.
        Assert.NotNull(found);
        Assert.Equal(1.75, found.FewAtOnce, 12);
        Assert.Equal(3, found.FewSeconds, 12);
        Assert.Equal(4, found.ManyAtOnce, 12);
    }

    [Fact]
    public void Equal_concurrency_throughout_cannot_tell() =>
        Assert.Null(Of([.. Enumerable.Range(0, 20).Select(i => Job(i / 4, i / 4 + 1))]));

    [Fact]
    public void Four_jobs_with_few_others_are_too_few_to_tell() =>
        Assert.Null(Of([.. Enumerable.Range(0, 4).Select(i => Job(i, i + 1)), .. Enumerable.Repeat(Job(5, 8), 8)]));

    // Every second job has 1 s to itself, those between them run four at a time for 3 s.
    [Theory]
    [InlineData(20_000)]
    [InlineData(120_000)]
    public void Of_many_jobs_some_are_asked_and_of_every_kind(int jobs) =>
        Assert.Equal(
            new ServiceUnderLoad(1, 1, 4, 3),
            Of([.. Enumerable.Range(0, jobs).Select(i => i % 2 == 0 ? Job(5 * i, 5 * i + 1) : Job(40 * (i / 8) + 2, 40 * (i / 8) + 5))]));

    private static ServiceUnderLoad? Of(params JobRecord[] records)
    {
        using var inFlight = new InFlight(records, new TickMemory());
        return ServiceUnderLoad.Of(records, inFlight);
    }

    private static JobRecord Job(int started, int finished) => new()
    {
        Enqueued = 1,
        Started = (started + 1) * Stopwatch.Frequency,
        Finished = (finished + 1) * Stopwatch.Frequency,
        Outcome = OutcomeKind.Completed,
    };
}
