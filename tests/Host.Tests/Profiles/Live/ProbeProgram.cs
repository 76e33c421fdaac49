using System.Globalization;
using System.Text.Json;
using Akka.Configuration;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>
/// What needs a process of its own: this assembly, started by <see cref="ProbeProcess"/> with another number of visible
/// cores, or with a text at which Akka.NET's parser hangs.
/// </summary>
internal static class ProbeProgram
{
    public static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["parse"]:
                ConfigurationFactory.ParseString(Console.In.ReadToEnd());
                Console.WriteLine("parsed");
                return 0;
            case ["threads"]:
                Console.WriteLine(JsonSerializer.Serialize(ThreadProbe.ObserveAll(Console.In.ReadToEnd())));
                return 0;
            default:
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unknown probe; {arguments.Length} arguments"));
                return 2;
        }
    }
}
