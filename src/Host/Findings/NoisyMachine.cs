using Mul.Host.Statistics;
using Mul.Host.Traces;

namespace Mul.Host.Findings;

/// <summary>The machine had other things to do, so the run's times are not only the profile's.</summary>
internal sealed class NoisyMachine : IRule
{
    private const double OthersShare = 0.15;

    // What an origin on this machine uses for a download of ordinary size, with room to spare.
    private const double OriginSecondsPerJob = 0.002;

    private const double StealShare = 0.01;
    private const double ThrottledShare = 0.01;

    // The calibration is 40 million dependent multiplications and additions, at least four cycles each: longer than this means less than 1 GHz.
    private const double SlowestCalibrationSeconds = 0.16;

    public IEnumerable<Remark> Of(RunRecord run)
    {
        var evidence = Evidence(run).ToArray();
        if (evidence.Length > 0)
        {
            yield return new Remark(
                Severity.Warning,
                $"The machine was not quiet: {string.Join("; ", evidence)}.",
                "Run again on a quiet machine. In the blocks of `mul compare` noise falls on all profiles alike: what it says of them holds.");
        }
    }

    private static IEnumerable<string> Evidence(RunRecord run)
    {
        if (Cores.Others(run) is { } others && run.CoreSeconds is { } cores && others * cores.Total - OriginSeconds(run) >= OthersShare * cores.Total)
        {
            yield return $"other processes had {Figures.Percent(100 * others)} of the core time{Pressure(run)}";
        }

        // A share of no time is none.
        if (run is not { Noise: { } noise, MakespanSeconds: > 0 })
        {
            yield break;
        }

        if (noise.StealSeconds > StealShare * run.MakespanSeconds * run.Environment.Cores)
        {
            yield return $"the hypervisor kept {Figures.Seconds(noise.StealSeconds)} of core time for others";
        }

        if (noise.ThrottledSeconds > ThrottledShare * run.MakespanSeconds)
        {
            yield return $"the CPU quota of its cgroup held the run back for {Figures.Seconds(noise.ThrottledSeconds)}";
        }

        if (noise.CalibrationSeconds > SlowestCalibrationSeconds)
        {
            yield return $"a calibration that takes about 50 ms took {Figures.Seconds(noise.CalibrationSeconds)}";
        }
    }

    // Whoever transfers bytes has somebody who sends them, often on this machine.
    private static double OriginSeconds(RunRecord run) => OriginSecondsPerJob * run.Pools.Where(pool => pool.Bytes > 0).Sum(pool => pool.Jobs.Completed);

    private static string Pressure(RunRecord run) =>
        run.Noise?.PressureSeconds is { } pressure and > 0 ? $", and for {Figures.Seconds(pressure)} some task waited for a core" : "";
}
