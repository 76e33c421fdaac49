using System.Diagnostics;

namespace Mul.Host.Processes;

/// <summary>How to start this command once more, however it was started itself.</summary>
internal static class ThisCommand
{
    // Pages for code need not be writable and executable by turns: a twentieth of a child's start, and of all that is compiled in mid-run.
    private const string WriteXorExecute = "DOTNET_EnableWriteXorExecute";

    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var executable = Environment.ProcessPath ?? throw new InvalidOperationException("this process has no path");
        var assembly = typeof(ThisCommand).Assembly.Location;
        // Under the dotnet host or a test runner the command is a file that dotnet runs; otherwise it is its own executable.
        var isItself = Path.GetFileNameWithoutExtension(executable) == Path.GetFileNameWithoutExtension(assembly);
        var info = new ProcessStartInfo(isItself ? executable : "dotnet", isItself ? arguments : ["exec", assembly, .. arguments])
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
