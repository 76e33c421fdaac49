using System.Diagnostics;

namespace Mul.Host.Processes;

/// <summary>How to start this command once more, however it was started itself.</summary>
internal static class ThisCommand
{
    // Pages for code need not be writable and executable by turns: a twentieth of a child's start, and of all that is compiled in mid-run.
    private const string WriteXorExecute = "DOTNET_EnableWriteXorExecute";

    private const string Host = "dotnet";

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("this process has no path");
        var assembly = typeof(ThisCommand).Assembly.Location;
        // Its own executable, the dotnet host, which need not be the one on the path, or a test runner.
        var name = Path.GetFileNameWithoutExtension(executable);
        var isItself = name == Path.GetFileNameWithoutExtension(assembly);
        var info = new ProcessStartInfo(isItself || name == Host ? executable : Host, isItself ? arguments : ["exec", assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        info.Environment.TryAdd(WriteXorExecute, "0");
        return info;
    }
}
