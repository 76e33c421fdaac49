using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>The command as <c>dotnet-counters</c> sees it: from another process, over the runtime's diagnostic port.</summary>
/// <remarks>
/// What it asks for: https://learn.microsoft.com/dotnet/core/diagnostics/eventpipe, provider <c>System.Diagnostics.Metrics</c>, keyword
/// <c>TimeSeriesValues</c>. Not from the first moment: who asks a runtime that is still starting may stop it for ever (.NET 10.0.12: its
/// thread for sessions and its first one wait for each other, seen once in 200 starts on a busy machine).
/// </remarks>
public sealed class CountersSpecs
{
    private const long TimeSeriesValues = 0x2;

    private static readonly string[] Instruments =
        ["mul.job.dispatch_delay.duration s", "mul.job.queue.duration s", "mul.job.service.duration s", "mul.jobs {job}", "mul.jobs.backlog {job}", "mul.jobs.concurrency {job}"];

    [Fact]
    public async Task Every_instrument_is_seen_from_another_process_while_a_run_goes_on()
    {
        // 40 s, of which as much is used as it takes to be heard: until a listener is noticed, and the next figures are collected.
        using var command = MulCommand.Start("run", "one-thread", "--workload", "noop", "--jobs", "2000", "--rate", "50", "--no-progress", "--json", "-");
        command.Input.Close();

        await command.MeasuresAsync();
        var seen = await Task.Run(() => Watch(command.Id, whenAllAreSeen: () => command.Signal("INT"))).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(Instruments, seen.Order(StringComparer.Ordinal));
        Assert.Equal(130, (await command.EndAsync()).ExitCode);
    }

    // Until the command ends, and with it the stream.
    private static HashSet<string> Watch(int process, Action whenAllAreSeen)
    {
        var client = new DiagnosticsClient(process);
        using var session = client.StartEventPipeSession(
            [
                new EventPipeProvider("System.Diagnostics.Metrics", EventLevel.Informational, TimeSeriesValues, new Dictionary<string, string>
                {
                    ["SessionId"] = Guid.NewGuid().ToString(),
                    ["Metrics"] = "Mul",
                    ["RefreshInterval"] = "0.5",
                    ["MaxTimeSeries"] = "100",
                    ["MaxHistograms"] = "10",
                }),
            ],
            requestRundown: false);
        using var source = new EventPipeEventSource(session.EventStream);
        var seen = new HashSet<string>();
        source.Dynamic.All += data =>
        {
            if (data.EventName.EndsWith("ValuePublished", StringComparison.Ordinal) && Equals(data.PayloadByName("meterName"), "Mul"))
            {
                if (seen.Add($"{data.PayloadByName("instrumentName")} {data.PayloadByName("unit")}") && seen.Count == Instruments.Length)
                {
                    whenAllAreSeen();
                }
            }
        };
        source.Process();
        return seen;
    }
}
