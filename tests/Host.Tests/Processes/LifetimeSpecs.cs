using System.Diagnostics;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Processes;
using Mul.Host.Tests.EndToEnd;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Processes;

/// <summary>No child is left behind, whatever becomes of its parent, and no signal but the parent's word ends it.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class LifetimeSpecs : IDisposable
{
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _samples = Directory.CreateTempSubdirectory("mul-lifetime-");

    // The command is the intermediate process here: it started the child that computes.
    [SkippableFact]
    public async Task A_child_ends_within_two_seconds_of_its_parents_SIGKILL()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        await Promptly.WithinAsync(Prompt, async () =>
        {
            using var parent = MulCommand.Start([
                "run", "parallel", "--workload", "crunch", "--jobs", "1000", "--items", "1000000", "--range", "2000000", "--output", Emptied().FullName, "--json", "-"]);
            await SomethingIsDoneAsync();
            var child = Assert.Single(ProcessTable.ChildrenOf(parent.Id));
            return (await UntilAsync(() => parent.Signal("KILL"), () => !ProcessTable.IsAlive(child)), child);
        });
    }

    [SkippableFact]
    public async Task A_child_ends_when_its_standard_input_closes()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        await Promptly.WithinAsync(Prompt, async () =>
        {
            Emptied();
            using var child = Process.Start(ThisCommand.StartInfo([Sample.Verb]))!;
            await child.StandardInput.WriteLineAsync(LongTask());
            await child.StandardInput.FlushAsync();
            await SomethingIsDoneAsync();
            return (await UntilAsync(child.StandardInput.Close, () => child.HasExited), child.Id);
        });
    }

    [Fact]
    public async Task A_child_whose_parent_is_gone_before_it_said_anything_ends()
    {
        using var child = Process.Start(ThisCommand.StartInfo([Sample.Verb]))!;

        child.StandardInput.Close();

        using var patience = new CancellationTokenSource(Patience);
        await child.WaitForExitAsync(patience.Token);
        Assert.Equal(2, child.ExitCode);
        Assert.Empty(await child.StandardOutput.ReadToEndAsync(patience.Token));
    }

    [SkippableFact]
    public async Task Signals_are_the_parents_business()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var child = Process.Start(ThisCommand.StartInfo([Sample.Verb]))!;
        await child.StandardInput.WriteLineAsync(LongTask());
        await child.StandardInput.FlushAsync();
        await SomethingIsDoneAsync();

        foreach (var signal in new[] { "INT", "TERM", "HUP", "QUIT" })
        {
            ProcessTable.Signal(signal, child.Id);
        }

        // It goes on with its work, and hears what its parent says.
        var done = _samples.EnumerateFiles("*.int32").Count();
        await ProcessTable.EventuallyAsync(() => _samples.EnumerateFiles("*.int32").Count() > done + 2, Patience, "the child stopped working");
        await child.StandardInput.WriteLineAsync(SampleTask.CancelLine);
        await child.StandardInput.FlushAsync();
        var last = (await child.StandardOutput.ReadToEndAsync()).TrimEnd('\n').Split('\n')[^1];
        var record = SampleLine.Parse(last).Record!;
        Assert.True(record.Interrupted);
        Assert.InRange(record.Pools[0].Jobs.Completed, 3, 999);
    }

    [SkippableFact]
    public async Task A_command_that_has_ended_leaves_nobody_behind()
    {
        Skip.If(ProcessTable.Missing is not null, ProcessTable.Missing);
        using var command = MulCommand.Start("run", "default", "--workload", "noop", "--jobs", "1000000", "--json", "-");
        var children = new HashSet<int>();
        await ProcessTable.EventuallyAsync(
            () =>
            {
                children.UnionWith(ProcessTable.ChildrenOf(command.Id));
                return children.Count > 0;
            },
            Patience,
            "no child was started");

        await command.EndAsync();

        Assert.DoesNotContain(children, ProcessTable.IsAlive);
    }

    public void Dispose() => _samples.Delete(recursive: true);

    private static async Task<TimeSpan> UntilAsync(Action act, Func<bool> isSo)
    {
        var begun = Stopwatch.GetTimestamp();
        act();
        await ProcessTable.EventuallyAsync(isSo, Patience, "the child outlived its parent");
        return Stopwatch.GetElapsedTime(begun);
    }

    // Of an attempt before.
    private DirectoryInfo Emptied()
    {
        _samples.Delete(recursive: true);
        _samples.Create();
        return _samples;
    }

    private string LongTask()
    {
        var workload = WorkloadCatalog.Find("crunch");
        var settings = new SampleSettings
        {
            Workload = workload,
            Options = new OptionValues(workload.Options, new Dictionary<string, string>
            {
                ["jobs"] = "1000",
                ["items"] = "1000000",
                ["range"] = "2000000",
                ["output"] = _samples.FullName,
            }),
        };
        return settings.TaskFor(Contender.Admit(["sequential"], workload, strict: false)[0]).ToJson();
    }

    private Task SomethingIsDoneAsync() =>
        ProcessTable.EventuallyAsync(() => _samples.EnumerateFiles("*.int32").Any(), Patience, "no sample was written");
}
