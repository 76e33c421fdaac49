using System.Text.Json;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using static Mul.Host.Tests.Traces.TinyTrace;

namespace Mul.Host.Tests.Reports.Exports;

public sealed class TimelineReportSpecs
{
    [Fact]
    public void Slices_lie_on_named_lanes_in_microseconds_after_the_first_job_was_told()
    {
        var events = EventsOf(new MadeTrace(Handling.Blocking, [Job(1, 1.5, 2, routee: 0, thread: 7)]));

        var slice = events.First(one => one.Phase == "X");
        Assert.Equal((500_000, 500_000), (slice.Begin, slice.Duration));
        Assert.Equal(["$a", "thread 7"], LaneNames(events));
        Assert.Equal(["idlers", "threads"], events.Where(one => one.Name == "process_name").Select(one => one.Json.GetProperty("args").GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_two_slices_of_a_lane_overlap_and_those_of_the_routees_sum_to_the_busy_time(int seed)
    {
        var jobs = Draw(seed);
        var events = EventsOf(new MadeTrace(Handling.Blocking, jobs));
        var slices = events.Where(one => one.Phase == "X").ToArray();

        foreach (var lane in slices.GroupBy(slice => (slice.Process, slice.Lane)))
        {
            var inOrder = lane.OrderBy(slice => slice.Begin).ToArray();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.Begin + pair.First.Duration <= pair.Second.Begin));
        }

        var busy = jobs.Sum(job => job.Finished - job.Started) * 1_000_000m / System.Diagnostics.Stopwatch.Frequency;
        foreach (var process in slices.GroupBy(slice => slice.Process))
        {
            Assert.Equal(busy, process.Sum(slice => slice.Duration));
        }
    }

    [Fact]
    public void A_handler_that_gives_its_thread_back_has_lanes_of_routees_alone()
    {
        var events = EventsOf(new MadeTrace(Handling.Async, [Job(0, 0, 2, routee: 0), Job(0, 1, 3, routee: 1)]));

        Assert.Equal(["$a", "$b"], LaneNames(events));
    }

    [Fact]
    public void Counters_follow_the_jobs_that_wait_and_that_are_in_flight()
    {
        var events = EventsOf(new MadeTrace(Handling.Blocking, [Job(0, 0, 2), Job(0, 2, 3)]));

        Assert.Equal([(0m, 1d), (2_000_000m, 0d)], Counts(events, "waiting"));
        Assert.Equal([(0m, 1d), (3_000_000m, 0d)], Counts(events, "in flight"));
    }

    // By another node's clock, which may be a little behind.
    [Fact]
    public void A_job_that_was_started_before_it_was_told_lies_before_the_beginning_and_never_waited()
    {
        var events = EventsOf(new MadeTrace(Handling.Blocking, [Job(1, 0.9999995, 2)]));

        var slice = events.First(one => one.Phase == "X");
        Assert.Equal((-0.5m, 1_000_000.5m), (slice.Begin, slice.Duration));
        Assert.Equal([(0m, 0d)], Counts(events, "waiting"));
        Assert.Equal([(0m, 1d), (1_000_000m, 0d)], Counts(events, "in flight"));
    }

    [Fact]
    public void At_most_twenty_thousand_jobs_are_drawn_and_it_says_so()
    {
        JobRecord[] jobs = [.. Enumerable.Range(0, 20_001).Select(job => Job(0, job, job + 1))];
        var json = Json(new MadeTrace(Handling.Blocking, jobs));

        // Each of them twice: on its routee and on its thread.
        Assert.Equal(40_000, Events(json).Count(one => one.Phase == "X"));
        Assert.Equal("the first 20,000 of 20,001 jobs", json.GetProperty("otherData").GetProperty("steady").GetString());
        Assert.Equal(
            ["idlers (the first 20,000 of 20,001 jobs)", "threads (the first 20,000 of 20,001 jobs)"],
            Events(json).Where(one => one.Name == "process_name").Select(one => one.Json.GetProperty("args").GetProperty("name").GetString()));
    }

    [Fact]
    public void Without_a_trace_there_is_no_timeline()
    {
        var mistake = Assert.Throws<UserException>(() => TimelineReport.Of([]));

        Assert.Equal(UserException.Usage, mistake.ExitCode);
    }

    // Routees on two threads, each of which runs one job at a time; of every length, zero too.
    private static JobRecord[] Draw(int seed)
    {
        var random = new Random(seed);
        var free = new double[2];
        return
        [
            .. Enumerable.Range(0, 200).Select(job =>
            {
                var thread = random.Next(2);
                var started = free[thread] + (random.Next(3) * 1e-7);
                free[thread] = started + (random.Next(5) * 1e-6 / 3);
                return Job(0, started, free[thread], routee: thread, thread: 10 + thread);
            }),
        ];
    }

    private static IEnumerable<string?> LaneNames(IEnumerable<TraceEvent> events) =>
        events.Where(one => one.Name == "thread_name").Select(one => one.Json.GetProperty("args").GetProperty("name").GetString());

    private static (decimal At, double Jobs)[] Counts(IEnumerable<TraceEvent> events, string name) =>
        [.. events.Where(one => one.Phase == "C" && one.Name == name).Select(one => (one.Begin, one.Json.GetProperty("args").GetProperty("jobs").GetDouble()))];

    private static TraceEvent[] EventsOf(MadeTrace trace) => Events(Json(trace));

    private static JsonElement Json(MadeTrace trace)
    {
        var exemplar = Stored.Source().Exemplars[0];
        return JsonDocument.Parse(TimelineReport.Of([new TracedExemplar(exemplar, trace.ToTrace())])).RootElement;
    }

    private static TraceEvent[] Events(JsonElement json) => [.. json.GetProperty("traceEvents").EnumerateArray().Select(one => new TraceEvent(one))];

    private sealed record TraceEvent(JsonElement Json)
    {
        public string Phase => Json.GetProperty("ph").GetString()!;

        public string Name => Json.GetProperty("name").GetString()!;

        public decimal Begin => Json.GetProperty("ts").GetDecimal();

        public decimal Duration => Json.GetProperty("dur").GetDecimal();

        public int Process => Json.GetProperty("pid").GetInt32();

        public int Lane => Json.GetProperty("tid").GetInt32();
    }
}
