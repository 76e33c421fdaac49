using System.Diagnostics;
using Mul.Host.Tests.Workloads;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>Ctrl-C and its relatives: an end in under two seconds, with what is known so far.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class InterruptionSpecs : IDisposable
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _samples = Directory.CreateTempSubdirectory("mul-interruption-");

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    public async Task A_signal_ends_a_run_with_what_is_known_so_far(string signal, int exitCode)
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var (ended, children) = await Promptly.WithinAsync(Prompt, async () =>
        {
            using var command = Crunch();
            await SomethingIsDoneAsync();
            var children = ProcessTable.ChildrenOf(command.Id);
            var signalled = Stopwatch.GetTimestamp();
            command.Signal(signal);
            var ended = await command.EndAsync();
            return (Stopwatch.GetElapsedTime(signalled), (ended, children));
        });

        Assert.True(ended.ExitCode == exitCode, ended.ToString());
        Assert.Empty(ended.Errors);
        Assert.True(ended.Json.GetProperty("interrupted").GetBoolean());
        Assert.InRange(ended.Jobs.Completed, 1, 999);
        Assert.Equal((1000, 0), (ended.Jobs.Told, ended.Jobs.Failed));
        Assert.Equal(1000, ended.Jobs.Completed + ended.Jobs.Cancelled);
        Assert.NotEmpty(children);
        Assert.DoesNotContain(children, ProcessTable.IsAlive);
    }

    // A terminal sends Ctrl-C to the whole group: the measured child leaves it to its parent.
    [SkippableFact]
    public async Task Ctrl_C_in_a_terminal_reaches_the_child_too_and_the_result_is_still_there()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var ended = await Promptly.WithinAsync(Prompt, async () =>
        {
            using var command = Crunch();
            await SomethingIsDoneAsync();
            return await InterruptedAsync(command);
        });

        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.InRange(ended.Jobs.Completed, 1, 999);
    }

    // As timeout(1) sends them; of two of the same kind the kernel may make one.
    [SkippableFact]
    public async Task Two_signals_at_once_are_one_and_the_result_is_still_there()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var command = Crunch();
        await SomethingIsDoneAsync();
        command.Signal("TERM");
        command.Signal("HUP");
        var ended = await command.EndAsync();

        Assert.True(ended.ExitCode is 143 or 129, ended.ToString());
        Assert.InRange(ended.Jobs.Completed, 1, 999);
    }

    // Whatever the command is doing at that moment: nothing, starting its child, warming up.
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(100)]
    public async Task A_signal_while_the_child_is_starting_is_no_crash(int millisecondsAfterItsBirth)
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var ended = await Promptly.WithinAsync(Prompt, async () =>
        {
            using var command = Crunch();
            await ProcessTable.EventuallyAsync(() => ProcessTable.ChildrenOf(command.Id).Count > 0, Patience, "no child was started");
            await Task.Delay(millisecondsAfterItsBirth);
            return await InterruptedAsync(command);
        });

        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    // A node that is too young to leave the signal to its run ends by it, which must not pass for a run without nodes.
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_signal_while_nodes_are_starting_is_no_lack_of_nodes(int millisecondsAfterTheirBirth)
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var command = MulCommand.Start("run", "processes", "--workload", "crunch", "--jobs", "5000", "--items", "1000000", "--range", "2000000", "--json", "-");
        var nodes = await command.NodesAsync(2);
        await Task.Delay(millisecondsAfterTheirBirth);

        ProcessTable.Signal("INT", [.. nodes, .. ProcessTable.ChildrenOf(command.Id), command.Id]);
        var ended = await command.EndAsync();

        Assert.True(ended.ExitCode == 130, ended.ToString());
    }

    // A plug-in's own code knows of no token.
    [SkippableFact]
    public async Task A_signal_ends_a_command_whose_plug_in_hangs_while_it_is_loaded()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        var (plugIn, asked) = (Path.Combine(_samples.FullName, "Hanging.dll"), Path.Combine(_samples.FullName, "asked"));
        SampleAssembly.WriteHanging(plugIn, asked);
        var ended = await Promptly.WithinAsync(Prompt, async () =>
        {
            File.Delete(asked);
            using var command = MulCommand.Start("run", "fork-join", "--assembly", plugIn);
            await ProcessTable.EventuallyAsync(() => File.Exists(asked), Patience, "the plug-in was not asked for its workload");
            var signalled = Stopwatch.GetTimestamp();
            command.Signal("TERM");
            var ended = await command.EndAsync();
            return (Stopwatch.GetElapsedTime(signalled), ended);
        });

        Assert.True(ended.ExitCode == 143, ended.ToString());
    }

    public void Dispose() => _samples.Delete(recursive: true);

    // The whole group of a terminal: the command and its child.
    private static async Task<(TimeSpan Took, Ended Ended)> InterruptedAsync(MulCommand command)
    {
        var signalled = Stopwatch.GetTimestamp();
        ProcessTable.Signal("INT", [.. ProcessTable.ChildrenOf(command.Id), command.Id]);
        var ended = await command.EndAsync();
        return (Stopwatch.GetElapsedTime(signalled), ended);
    }

    private MulCommand Crunch()
    {
        // Of an attempt before.
        _samples.Delete(recursive: true);
        _samples.Create();
        return MulCommand.Start(
            "run", "sequential", "--workload", "crunch", "--jobs", "1000", "--items", "1000000", "--range", "2000000", "--output", _samples.FullName, "--json", "-");
    }

    private Task SomethingIsDoneAsync() =>
        ProcessTable.EventuallyAsync(() => _samples.EnumerateFiles("*.int32").Any(), Patience, "no sample was written");
}
