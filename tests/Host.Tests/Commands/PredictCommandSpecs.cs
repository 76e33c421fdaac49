using System.Diagnostics;
using System.Text.Json;
using Mul.Actors.Jobs;
using Mul.Host.Commands;

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
        var (exitCode, output) = await MulAsync(
            "predict", "sequential", "--workload", "crunch", "--jobs", "4", "--items", "20000", "--range", "40000", "--routees", "1..2", "--json", "-");

        Assert.Equal(0, exitCode);
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
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
        var (exitCode, output) = await MulAsync(["predict", "processes", .. crunch]);
        var (asked, outputOfThree) = await MulAsync(["predict", "parallel", "--nodes", "3", .. crunch]);
        var (refused, _) = await MulAsync(["predict", "cluster-router", .. crunch]);

        Assert.Equal((0, 0, 2), (exitCode, asked, refused));
        Assert.Equal([2, 3], new[] { output, outputOfThree }.Select(text => JsonDocument.Parse(text).RootElement.GetProperty("predictions")[0].GetProperty("nodes").GetInt32()));
    }

    [Fact]
    public async Task Of_no_jobs_there_is_nothing_to_predict()
    {
        var (exitCode, output) = await MulAsync(["predict", "default", "--workload", "noop", "--jobs", "0"]);

        Assert.Equal((2, ""), (exitCode, output));
    }

    // In its own folder: beside these specs lie assemblies of Akka.NET that it does not know.
    private static string Command
    {
        get
        {
            var (framework, configuration) = (new DirectoryInfo(AppContext.BaseDirectory), new DirectoryInfo(AppContext.BaseDirectory).Parent!);
            var root = configuration.Parent!.Parent!.Parent!.Parent!;
            return Path.Combine(root.FullName, "src", "Host", "bin", configuration.Name, framework.Name, "mul.dll");
        }
    }

    private static async Task<(int ExitCode, string Output)> MulAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Command, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output);
    }
}
