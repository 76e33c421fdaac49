using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mul.Actors.Jobs;
using Mul.Actors.Running;
using Mul.Host.Reports.Documents;
using Mul.Host.Traces;

namespace Mul.Host.Reports.Exports;

/// <summary>
/// The median sample of each profile as Chrome trace events, which Perfetto opens: a lane for each routee and each thread,
/// and counters of the jobs that wait and that are in flight.
/// </summary>
/// <remarks>Trace Event Format, Google, 2016: complete events (X), counters (C) and metadata (M); instants in microseconds.</remarks>
internal static class TimelineReport
{
    /// <summary>Of all profiles together; beyond this a viewer is no longer quick.</summary>
    public const int MostJobs = 20_000;

    private const int MostCounts = 5_000;

    // Readable names stay readable, and nothing here is ever inside HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="UserException">There is no trace.</exception>
    public static string Of(IReadOnlyList<TracedExemplar> traced)
    {
        if (traced.Count == 0)
        {
            throw new UserException("--timeline: there is no trace to draw; traces lie beside the ledger, in the folder with its name and .traces.");
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            var events = new TimelineEvents(writer);
            writer.WriteStartObject();
            writer.WriteString("displayTimeUnit", "ms");
            writer.WriteStartArray("traceEvents");
            var drawn = traced.Select(one => Write(events, one.Exemplar.Profile, one.Trace, MostJobs / traced.Count, alone: traced.Count == 1)).ToArray();
            writer.WriteEndArray();
            writer.WriteStartObject("otherData");
            foreach (var (one, said) in traced.Zip(drawn))
            {
                writer.WriteString(one.Exemplar.Profile, said);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Write(TimelineEvents events, string profile, Trace trace, int mostJobs, bool alone)
    {
        var lanes = JobLanes.Of(trace, mostJobs);
        var span = Span.Of(trace.Records.Span);
        var said = SaidOf(lanes);
        var prefix = alone ? "" : profile + ": ";
        var suffix = lanes.Drawn < lanes.Started ? $" ({said})" : "";
        events.Origin = span.Begin;
        for (var pool = 0; pool < trace.Pools.Count; pool++)
        {
            var process = events.Process($"{prefix}{trace.Pools[pool].Name}{suffix}");
            Count(events, process, trace.ByPool[pool].ToArray(), new Span(span.Begin, lanes.Until ?? span.End));
            WriteLanes(events, process, trace, lanes.Routees.Where(lane => lane.Pool == pool));
        }

        if (lanes.Threads.Count > 0)
        {
            WriteLanes(events, events.Process($"{prefix}threads{suffix}"), trace, lanes.Threads);
        }

        return said;
    }

    private static void WriteLanes(TimelineEvents events, int process, Trace trace, IEnumerable<JobLane> lanes)
    {
        foreach (var lane in lanes)
        {
            var thread = events.Lane(process, lane.Name);
            foreach (var slice in lane.Slices)
            {
                var record = trace.Records.Span[slice.Job];
                events.Slice(process, thread, slice, trace.Pools[record.Pool].Name, record, trace.Reasons.GetValueOrDefault(slice.Job));
            }
        }
    }

    private static void Count(TimelineEvents events, int process, JobRecord[] records, Span span)
    {
        var started = records.Where(record => record.Started != 0).ToArray();
        // Who was started before it was told, by another node's clock, never waited.
        Count("waiting", records.Select(record => record.Enqueued), started.Select(record => Math.Max(record.Enqueued, record.Started)));
        Count("in flight", started.Select(record => record.Started), started.Select(record => record.Finished));

        void Count(string name, IEnumerable<long> begins, IEnumerable<long> ends)
        {
            foreach (var point in CountCurve.Of(begins, ends, span, MostCounts))
            {
                events.Count(process, name, point.At, point.Mean);
            }
        }
    }

    private static string SaidOf(JobLanes lanes) => lanes.Drawn == lanes.Started
        ? string.Create(CultureInfo.InvariantCulture, $"all {lanes.Drawn:#,0} jobs")
        : string.Create(CultureInfo.InvariantCulture, $"the first {lanes.Drawn:#,0} of {lanes.Started:#,0} jobs");
}
