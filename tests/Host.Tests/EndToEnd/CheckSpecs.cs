namespace Mul.Host.Tests.EndToEnd;

[Collection(AloneOnTheMachine.Name)]
public sealed class CheckSpecs
{
    [Fact]
    public async Task A_guard_rail_that_is_not_kept_stands_beside_what_explains_it()
    {
        var ended = await MulCommand.RunAsync("check", "ignored", "--workload", "crunch", "--jobs", "4", "--items", "500", "--range", "1000", "--achieves", "4", "--blocks", "1", "--json", "-");

        Assert.True(ended.ExitCode is 0 or 10, ended.ToString());
        Assert.Contains("setting-ignored", ended.Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Samples_that_lost_jobs_are_invalid_and_keep_no_guard_rail()
    {
        var ended = await MulCommand.RunAsync(
            "check", "async", "--jobs", "20", "--error-rate", "0.5", "--retries", "0", "--latency", "5ms", "--achieves", "4", "--blocks", "1", "--no-progress");

        Assert.True(ended.ExitCode == 1, ended.ToString());
        Assert.Contains("async: invalid, block 1: ", ended.Output, StringComparison.Ordinal);
        Assert.Matches("achieves downloaders [0-9]+ of at least 4: undecided", ended.Output);
    }
}
