using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Mul.Actors.Running;
using Mul.Host.Traces;
using Trace = Mul.Host.Traces.Trace;

namespace Mul.Host.Reports.Exports;

/// <summary>Writes trace events, one JSON object each. Processes and lanes get numbers of their own: a viewer takes equal thread ids for one thread.</summary>
internal sealed class TimelineEvents(Utf8JsonWriter writer)
{
    private const int FirstLane = 1_000;

    private int _processes;
    private int _lanes = FirstLane;

    /// <summary>The instant, in ticks, that is 0 in the picture.</summary>
    public long Origin { get; set; }

    /// <summary>A named group of lanes.</summary>
    public int Process(string name)
    {
        var process = ++_processes;
        Metadata("process_name", process, null, () => writer.WriteString("name", name));
        Metadata("process_sort_index", process, null, () => writer.WriteNumber("sort_index", process));
        return process;
    }

    public int Lane(int process, string name)
    {
        var lane = ++_lanes;
        Metadata("thread_name", process, lane, () => writer.WriteString("name", name));
        Metadata("thread_sort_index", process, lane, () => writer.WriteNumber("sort_index", lane));
        return lane;
    }

    public void Slice(int process, int lane, LaneSlice slice, string pool, JobRecord record, string? reason)
    {
        writer.WriteStartObject();
        writer.WriteString("ph", "X");
        writer.WriteString("name", $"job {slice.Job.ToString(CultureInfo.InvariantCulture)}");
        writer.WriteString("cat", pool);
        // Both ends are rounded alike, so that a slice never reaches into the next.
        var begin = Nanoseconds(slice.Begin - Origin);
        Microseconds("ts", begin);
        Microseconds("dur", Nanoseconds(slice.End - Origin) - begin);
        writer.WriteNumber("pid", process);
        writer.WriteNumber("tid", lane);
        writer.WriteStartObject("args");
        writer.WriteString("outcome", slice.Outcome.ToString().ToLowerInvariant());
        writer.WriteNumber("waitedMilliseconds", Math.Round(1e3 * Trace.Seconds(record.Started - record.Enqueued), 6));
        writer.WriteNumber("routee", record.Routee);
        writer.WriteNumber("startedOnThread", record.Thread);
        if (reason is not null)
        {
            writer.WriteString("reason", reason);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public void Count(int process, string name, long at, double jobs)
    {
        writer.WriteStartObject();
        writer.WriteString("ph", "C");
        writer.WriteString("name", name);
        Microseconds("ts", Nanoseconds(at - Origin));
        writer.WriteNumber("pid", process);
        writer.WriteStartObject("args");
        writer.WriteNumber("jobs", Math.Round(jobs, 3));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static long Nanoseconds(long ticks) => (long)((Int128)ticks * 1_000_000_000 / Stopwatch.Frequency);

    private void Metadata(string kind, int process, int? lane, Action writeArgument)
    {
        writer.WriteStartObject();
        writer.WriteString("ph", "M");
        writer.WriteString("name", kind);
        writer.WriteNumber("pid", process);
        if (lane is { } number)
        {
            writer.WriteNumber("tid", number);
        }

        writer.WriteStartObject("args");
        writeArgument();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    // As a decimal: a double would lose some in the sum of many slices.
    private void Microseconds(string name, long nanoseconds)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1000m:0.000}"));
    }
}
