using System.Globalization;
using System.Text.Json;
using Akka.Configuration;
using Mul.Host.Tests.Nodes.Chaos;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>
/// What needs a process of its own: this assembly, started by <see cref="ProbeProcess"/> with another number of visible
/// cores, with a text at which Akka.NET's parser hangs, or in a network of its own.
/// </summary>
internal static class ProbeProgram
{
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["parse"]:
                Console.WriteLine(ProbeProcess.Begun);
                ConfigurationFactory.ParseString(Console.In.ReadToEnd());
                Console.WriteLine("parsed");
                return 0;
            case ["threads"]:
                Console.WriteLine(JsonSerializer.Serialize(ThreadProbe.ObserveAll(Console.In.ReadToEnd())));
                return 0;
            case ["relay", var port, var socket]:
                return Relay.Run(port, socket);
            default:
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unknown probe; {arguments.Length} arguments"));
                return 2;
        }
    }
}
