using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using Akka.Actor;
using Mul.Host.Traces;

namespace Mul.Host.Measurement;

/// <summary>Where a run happened.</summary>
internal static class ThisEnvironment
{
    /// <summary>The command's own version, without build metadata.</summary>
    public static string Version => InformationalVersion(typeof(ThisEnvironment).Assembly);

    public static EnvironmentRecord Describe() => new(
        Environment.ProcessorCount,
        Processor(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        InformationalVersion(typeof(ActorSystem).Assembly),
        GCSettings.IsServerGC ? "server" : "workstation",
        Version);

    private static string InformationalVersion(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
