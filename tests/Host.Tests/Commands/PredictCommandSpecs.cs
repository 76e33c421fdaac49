using Mul.Actors.Jobs;
using Mul.Host.Commands;
using Mul.Host.Tests.EndToEnd;

namespace Mul.Host.Tests.Commands;

public sealed class PredictCommandSpecs
{
    [Theory]
    [InlineData(null, new int[0])]
    [InlineData("7", new[] { 7 })]
    [InlineData("1..8", new[] { 1, 2, 4, 8 })]
    [InlineData("3..20", new[] { 3, 4, 8, 16, 20 })]
    [InlineData("5..5", new[] { 5 })]
    public void Routees_are_a_number_or_the_powers_of_two_between_two(string? text, int[] routees) =>
        Assert.Equal(routees, PredictCommand.RouteesOf(text));

    [Theory]
    [InlineData("0")]
    [InlineData("8..1")]
    [InlineData("1..2..3")]
    [InlineData("many")]
    public void Other_routees_are_refused_in_one_line(string text) =>
        Assert.StartsWith($"--routees {text}: ", Assert.Throws<UserException>(() => PredictCommand.RouteesOf(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_prediction_is_one_document_of_json()
    {
        var ended = await MulCommand.RunAsync(
            "predict", "sequential", "--workload", "crunch", "--jobs", "4", "--items", "20000", "--range", "40000", "--routees", "1..2", "--json", "-");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var root = ended.Json;
        Assert.Equal("mul.predict/1", root.GetProperty("schema").GetString());
        var predictions = root.GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal([1, 2], predictions.Select(prediction => prediction.GetProperty("routees").GetInt32()));
        Assert.All(predictions, prediction =>
        {
            var makespan = prediction.GetProperty("makespanSeconds");
            Assert.InRange(makespan.GetProperty("median").GetDouble(), makespan.GetProperty("low").GetDouble(), makespan.GetProperty("high").GetDouble());
            Assert.True(prediction.GetProperty("concurrency").GetProperty("crunchers").GetDouble() > 0);
            Assert.True(prediction.GetProperty("bound").GetProperty("seconds").GetDouble() > 0);
            Assert.True(prediction.GetProperty("knee").TryGetProperty("crunchers", out _));
            Assert.True(prediction.GetProperty("demand").GetProperty("crunchers").GetProperty("cpuSeconds").GetDouble() > 0);
        });
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Pools_on_nodes_are_predicted_and_Akka_Cluster_s_router_is_not()
    {
        string[] crunch = ["--workload", "crunch", "--jobs", "4", "--items", "20000", "--range", "40000", "--json", "-"];
        var processes = await MulCommand.RunAsync(["predict", "processes", .. crunch]);
        var asked = await MulCommand.RunAsync(["predict", "parallel", "--nodes", "3", .. crunch]);
        var refused = await MulCommand.RunAsync(["predict", "cluster-router", .. crunch]);

        Assert.Equal((0, 0, 2), (processes.ExitCode, asked.ExitCode, refused.ExitCode));
        Assert.Equal([2, 3], new[] { processes, asked }.Select(ended => ended.Json.GetProperty("predictions")[0].GetProperty("nodes").GetInt32()));
    }

    [Fact]
    public async Task Of_no_jobs_there_is_nothing_to_predict()
    {
        var ended = await MulCommand.RunAsync("predict", "default", "--workload", "noop", "--jobs", "0");

        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
    }
}
