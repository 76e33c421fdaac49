using System.Diagnostics;
using Mul.Host.Origin;
using Mul.Host.Processes;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Processes;

/// <summary>Of the built command, in a process of its own.</summary>
public sealed class ChildProcessSpecs
{
    // Longer than a pipe holds: the first is still on its way when the others come.
    [Fact]
    public async Task Lines_that_are_sent_at_once_follow_each_other()
    {
        await using var child = ChildProcess.Start(OriginProcess.Verb, Parent.ChildOption);
        var line = new string('x', 1_000_000);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => child.SendAsync(line)));

        Assert.StartsWith("http://127.0.0.1:", await child.ReadLineAsync(CancellationToken.None), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Children_run_on_the_runtime_of_their_parent_whatever_is_on_the_path()
    {
        var dotnet = Environment.ProcessPath!;
        Skip.If(Path.GetFileNameWithoutExtension(dotnet) != "dotnet", "the specs are not run by dotnet itself");
        var start = new ProcessStartInfo(dotnet, ["exec", MulCommand.PathOfAssembly, "run", "default", "--workload", "noop", "--jobs", "1", "--no-progress"]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = "";

        using var command = Process.Start(start)!;
        await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();

        Assert.Equal(0, command.ExitCode);
    }
}
