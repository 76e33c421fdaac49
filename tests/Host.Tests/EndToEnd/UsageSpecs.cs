using System.Diagnostics;

namespace Mul.Host.Tests.EndToEnd;

/// <summary>A user's mistake is one line with a remedy, before anything is started.</summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class UsageSpecs
{
    [Theory]
    [InlineData("noop", "run", "default", "--workload", "nop")]
    [InlineData("--jobs", "run", "default", "--workload", "noop", "--items", "5")]
    [InlineData("whole number", "run", "default", "--workload", "noop", "--jobs", "many")]
    [InlineData("duration", "run", "default", "--workload", "noop", "--max-silence", "long")]
    [InlineData("--window", "run", "default", "--workload", "noop", "--window", "0")]
    [InlineData("--rate", "run", "default", "--workload", "noop", "--rate", "5", "--window", "5")]
    [InlineData("--nonsense", "run", "default", "--workload", "noop", "--nonsense", "5")]
    [InlineData("--seed", "run", "default", "--workload", "noop", "--seed", "minus")]
    [InlineData("default", "run", "defalt", "--workload", "noop")]
    [InlineData("no such file", "run", "./nowhere.hocon", "--workload", "noop")]
    [InlineData("profile", "run")]
    [InlineData("--output", "run", "default", "--workload", "downloads", "--output", "")]
    [InlineData("--max-size", "run", "default", "--workload", "downloads", "--size", "11GB")]
    [InlineData("--until and --blocks", "compare", "default", "one-thread", "--workload", "noop", "--until", "5%", "--blocks", "3")]
    [InlineData("another name", "node", "--join", "127.0.0.1:1", "--name", "own-1")]
    [InlineData("distinct", "run", "default", "--workload", "crunch", "--items", "20", "--range", "10")]
    [InlineData("no jobs", "run", "default", "--workload", "noop", "--jobs", "0")]
    [InlineData("no jobs", "compare", "default", "one-thread", "--workload", "noop", "--jobs", "0", "--no-progress")]
    [InlineData("no jobs", "check", "default", "--workload", "noop", "--jobs", "0", "--achieves", "1", "--no-progress")]
    public async Task It_is_answered_with_one_line_on_standard_error_and_exit_code_2(string hint, params string[] arguments)
    {
        var refused = await MulCommand.RunAsync(arguments);

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Empty(refused.Output);
        var line = Assert.Single(refused.Errors.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("mul: ", line, StringComparison.Ordinal);
        Assert.Contains(hint, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("akka { actor = }}}")]
    [InlineData("akka.loggers = [\"Nope, Nope\"]")]
    [InlineData("akka.scheduler.implementation = \"Nope, Nope\"")]
    [InlineData("akka.scheduler.ticks-per-wheel = 0")]
    public async Task A_profile_under_which_nothing_starts_is_answered_with_one_line_and_exit_code_3(string wrong)
    {
        var folder = Directory.CreateTempSubdirectory("mul-usage-");
        var file = Path.Combine(folder.FullName, "broken.hocon");
        await File.WriteAllTextAsync(file, "akka.actor.deployment { /idlers { router = round-robin-pool, nr-of-instances = 2 } }\n" + wrong);
        try
        {
            var refused = await MulCommand.RunAsync("run", file, "--workload", "noop");

            Assert.True(refused.ExitCode == 3, refused.ToString());
            Assert.Empty(refused.Output);
            Assert.Contains("broken.hocon", Assert.Single(refused.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("3000", 4_000)]
    [InlineData("4000", 3_000)]
    public async Task Lists_for_which_there_is_too_little_memory_are_refused_whatever_cores_there_are(string jobs, int threads)
    {
        var folder = Directory.CreateTempSubdirectory("mul-usage-");
        var file = Path.Combine(folder.FullName, "pinned.hocon");
        await File.WriteAllTextAsync(
            file,
            $$"""
            own.type = PinnedDispatcher
            akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = {{threads}}, pool-dispatcher = ${own} } }
            """);
        try
        {
            var refused = await MulCommand.RunAsync("run", file, "--workload", "crunch", "--jobs", jobs, "--items", "2000000000", "--range", "2147483647");

            Assert.True(refused.ExitCode == 2, refused.ToString());
            Assert.Contains("3000 of these lists at once", refused.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableTheory]
    [InlineData("explain threads")]
    [InlineData("explain --help")]
    public async Task A_result_that_cannot_be_written_is_no_bug(string arguments)
    {
        Skip.IfNot(File.Exists("/dev/full"), "needs /dev/full");
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet exec '{MulCommand.PathOfAssembly}' {arguments} > /dev/full"]) { RedirectStandardError = true })!;
        var errors = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal(2, shell.ExitCode);
        Assert.Matches("^mul: standard output: cannot be written: [^\n]+\n$", errors);
    }

    [SkippableFact]
    public async Task No_place_for_temporary_files_is_answered_with_the_variable_that_names_it()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs env");
        using var command = MulCommand.StartUnder(["env", "TMPDIR=/nowhere"], "run", "async", "--jobs", "3");

        var refused = await command.EndAsync();

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Matches("^mul: TMPDIR: [^\n]*/nowhere[^\n]+\n$", refused.Errors);
    }

    [Fact]
    public async Task Help_is_no_mistake()
    {
        var help = await MulCommand.RunAsync("run", "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--workload", help.Output, StringComparison.Ordinal);
        Assert.Empty(help.Errors);
    }
}
