using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Origin;
using Mul.Host.Processes;

namespace Mul.Host.Commands;

/// <summary><c>mul origin</c>: the origin server by itself, until it is told to end.</summary>
internal static class OriginCommand
{
    public static Command Create()
    {
        var port = new ValueOption<int>("--port", "Port on 127.0.0.1; 0 = a free one.", ValueKinds.Port, "0");
        var latency = new ValueOption<TimeSpan>("--latency", "From request to first byte.", ValueKinds.Duration, "0");
        var jitter = new ValueOption<TimeSpan>("--jitter", "Up to this much more latency, a function of path and seed.", ValueKinds.Duration, "0");
        var size = new ValueOption<long>("--size", "Size of each file.", ValueKinds.Size, "40KB");
        var bandwidth = new ValueOption<long>("--bandwidth", "Bytes per second and response, as 1MB; 0 = as fast as it goes.", ValueKinds.Size, "0");
        var errorRate = new ValueOption<double>("--error-rate", "The part of the paths that answer 503, as 0.05 or 5%.", ValueKinds.Fraction, "0");
        var seed = new ValueOption<ulong>("--seed", "Another seed, other files.", ValueKinds.Seed, "1");
        // A parent that is killed cannot end its children, but its end of their standard input closes.
        var untilStdinCloses = new Option<bool>(Parent.ChildOption) { Hidden = true };

        var command = new Command(OriginProcess.Verb, "The origin server by itself: one file under every path, its SHA-256 in Repr-Digest.")
        {
            port, latency, jitter, size, bandwidth, errorRate, seed, untilStdinCloses,
        };
        command.SetAction((chosen, _) =>
        {
            var settings = new OriginSettings
            {
                Latency = latency.Read(chosen),
                Jitter = jitter.Read(chosen),
                Size = size.Read(chosen),
                Bandwidth = bandwidth.Read(chosen),
                ErrorRate = errorRate.Read(chosen),
                Seed = seed.Read(chosen),
            };
            return chosen.GetValue(untilStdinCloses)
                ? ServeParentAsync(settings, port.Read(chosen), chosen.InvocationConfiguration.Output)
                : Interruption.GuardAsync(cancellation => ServeAsync(settings, port.Read(chosen), chosen.InvocationConfiguration.Output, () => CancelledAsync(cancellation)));
        });
        return command;
    }

    private static async Task<int> ServeParentAsync(OriginSettings settings, int port, TextWriter output)
    {
        // Early: while the run that started it still settles, it is to be there.
        using var parent = new Parent();
        return await ServeAsync(settings, port, output, () => Console.OpenStandardInput().CopyToAsync(Stream.Null));
    }

    private static async Task<int> ServeAsync(OriginSettings settings, int port, TextWriter output, Func<Task> endAsync)
    {
        await using var server = await OriginServer.StartAsync(settings, port);
        await output.WriteLineAsync(server.Address.ToString());
        await output.FlushAsync();
        await endAsync();
        return ExitCode.Fine;
    }

    private static Task CancelledAsync(CancellationToken cancellation)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(cancelled.SetResult);
        return cancelled.Task;
    }
}
