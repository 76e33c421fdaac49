using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Mul.Actors.Jobs;
using Mul.Host.Origin;
using Mul.Host.Processes;

namespace Mul.Host.Commands;

/// <summary><c>mul origin</c>: the origin server by itself, until it is told to end.</summary>
internal static class OriginCommand
{
    public static Command Create()
    {
        var defaults = new OriginSettings();
        var port = Text("--port", "Port on 127.0.0.1; 0 = a free one.", "0");
        var latency = Text("--latency", "From request to first byte.", "0");
        var jitter = Text("--jitter", "Up to this much more latency, a function of path and seed.", "0");
        var size = Text("--size", "Size of each file.", "40KB");
        var bandwidth = Text("--bandwidth", "Bytes per second and response, as 1MB; 0 = as fast as it goes.", "0");
        var errorRate = Text("--error-rate", "The part of the paths that answer 503, as 0.05 or 5%.", "0");
        var seed = Text("--seed", "Another seed, other files.", defaults.Seed.ToString(CultureInfo.InvariantCulture));
        // A parent that is killed cannot end its children, but its end of their standard input closes.
        var untilStdinCloses = new Option<bool>(Parent.ChildOption) { Hidden = true };

        var command = new Command("origin", "The origin server by itself: one file under every path, its SHA-256 in Repr-Digest.")
        {
            port, latency, jitter, size, bandwidth, errorRate, seed, untilStdinCloses,
        };
        command.SetAction((chosen, _) =>
        {
            var settings = new OriginSettings
            {
                Latency = Read(chosen, latency, Units.ParseDuration, "a duration, as 120ms or 2s"),
                Jitter = Read(chosen, jitter, Units.ParseDuration, "a duration, as 120ms or 2s"),
                Size = Read(chosen, size, Units.ParseSize, "a size, as 40KB or 1MiB"),
                Bandwidth = Read(chosen, bandwidth, Units.ParseSize, "bytes per second, as 1MB"),
                ErrorRate = Read(chosen, errorRate, Units.ParseFraction, "a number from 0 to 1, as 0.05 or 5%"),
                Seed = Read<ulong>(chosen, seed, text => ulong.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null, "a whole number"),
            };
            var number = Read<int>(chosen, port, text => Units.ParseCount(text) is { } count and <= 65_535 ? count : null, "a port from 0 to 65535");
            return ServeAsync(settings, number, chosen.InvocationConfiguration.Output, chosen.GetValue(untilStdinCloses));
        });
        return command;

        static Option<string> Text(string name, string help, string value) => new(name) { Description = help, DefaultValueFactory = _ => value };
    }

    private static T Read<T>(ParseResult chosen, Option<string> option, Func<string, T?> parse, string expected)
        where T : struct
    {
        var text = chosen.GetValue(option)!;
        return parse(text) ?? throw new UserException($"{option.Name} {text}: expected {expected}.");
    }

    private static async Task<int> ServeAsync(OriginSettings settings, int port, TextWriter output, bool untilStdinCloses)
    {
        var end = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupted = On(PosixSignal.SIGINT, 130);
        using var terminated = On(PosixSignal.SIGTERM, 143);
        await using var server = await OriginServer.StartAsync(settings, port);
        await output.WriteLineAsync(server.Address.ToString());
        await output.FlushAsync();
        if (untilStdinCloses)
        {
            _ = Task.Run(async () =>
            {
                await Console.OpenStandardInput().CopyToAsync(Stream.Null);
                end.TrySetResult(0);
            });
        }

        return await end.Task;

        PosixSignalRegistration On(PosixSignal signal, int exitCode) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            end.TrySetResult(exitCode);
        });
    }
}
