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
    [InlineData("distinct", "run", "default", "--workload", "crunch", "--items", "20", "--range", "10")]
    public async Task It_is_answered_with_one_line_on_standard_error_and_exit_code_2(string hint, params string[] arguments)
    {
        var refused = await MulCommand.RunAsync(arguments);

        Assert.True(refused.ExitCode == 2, refused.ToString());
        Assert.Empty(refused.Output);
        var line = Assert.Single(refused.Errors.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("mul: ", line, StringComparison.Ordinal);
        Assert.Contains(hint, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_does_not_parse_is_answered_with_one_line_and_exit_code_3()
    {
        var folder = Directory.CreateTempSubdirectory("mul-usage-");
        var file = Path.Combine(folder.FullName, "broken.hocon");
        await File.WriteAllTextAsync(file, "akka { actor = }}}");
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

    [Fact]
    public async Task Help_is_no_mistake()
    {
        var help = await MulCommand.RunAsync("run", "--help");

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--workload", help.Output, StringComparison.Ordinal);
        Assert.Empty(help.Errors);
    }
}
