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
}
