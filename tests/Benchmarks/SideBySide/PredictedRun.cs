using System.Text.Json;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Simulation;

namespace Mul.Benchmarks.SideBySide;

/// <summary>One profile, one workload, one size: what was predicted, then what was measured.</summary>
/// <param name="Jobs">Of all pools.</param>
/// <param name="Pools">What the simple formulas take.</param>
/// <param name="Measured">Seconds, of each run.</param>
internal sealed record PredictedRun(string Workload, string Size, string Profile, int Jobs, int Cores, PredictedProfile Predicted, IReadOnlyList<PredictedPool> Pools, IReadOnlyList<double> Measured)
{
    public string Key => $"{Workload} {Size} {Profile}";

    public double Median => Measured.Order().ElementAt(Measured.Count / 2);

    /// <summary>By p·U·(1 + W/C) threads; of several pools the one that takes longest.</summary>
    public double Goetz => Pools.Max(pool => Baselines.GoetzMakespan(pool.Jobs, pool.AtOnce, Cores, pool.Demand).TotalSeconds);

    /// <summary>⌈J/m⌉·S; of several pools the one that takes longest.</summary>
    public double Rounds => Pools.Max(pool => Baselines.RoundsMakespan(pool.Jobs, pool.AtOnce, pool.Demand.Service).TotalSeconds);

    public static double LogError(double predicted, double measured) => Math.Abs(Math.Log(predicted / measured));

    /// <param name="predicted">Of <c>mul predict --json -</c>, one of its predictions.</param>
    /// <param name="runs">Of <c>mul run --json -</c>.</param>
    public static PredictedRun Of(string workload, string size, int cores, PredictedProfile predicted, IReadOnlyList<JsonElement> runs)
    {
        var pools = runs[0].GetProperty("pools").EnumerateArray().Select(pool => PoolOf(pool, predicted)).OfType<PredictedPool>().ToArray();
        return new PredictedRun(workload, size, predicted.Profile, pools.Sum(pool => pool.Jobs), cores, predicted, pools, [.. runs.Select(run => run.GetProperty("makespanSeconds").GetDouble())]);
    }

    private static PredictedPool? PoolOf(JsonElement pool, PredictedProfile predicted)
    {
        var jobs = pool.GetProperty("jobs").GetProperty("told").GetInt32();
        if (predicted.Demand[pool.GetProperty("name").GetString()!] is not { } demand || jobs == 0)
        {
            return null;
        }

        var configured = pool.GetProperty("concurrency").GetProperty("configured");
        var atOnce = configured.ValueKind == JsonValueKind.Null ? jobs : Math.Min(jobs, configured.GetInt32());
        return new PredictedPool(jobs, atOnce, demand.CpuSeconds, demand.WaitSeconds);
    }
}

/// <param name="AtOnce">Jobs at once that the profile asks for.</param>
internal sealed record PredictedPool(int Jobs, int AtOnce, double CpuSeconds, double WaitSeconds)
{
    public JobDemand Demand => new(TimeSpan.FromSeconds(CpuSeconds), TimeSpan.FromSeconds(WaitSeconds));
}
