using System.Reflection;
using BenchmarkDotNet.Running;
using Mul.Benchmarks.Pictures;
using Mul.Benchmarks.SideBySide;
using Mul.Benchmarks.Simulation;

switch (args)
{
    case ["side-by-side", "run"]:
        return RunAgainstPeers.Run();
    case ["side-by-side", "ten-million"]:
        return TenMillionJobs.Run();
    case ["side-by-side", "executor", .. var rest]:
        return ExecutorAgainstBuiltIns.Run(rest);
    case ["pictures", var ledger, var folder, .. var figures]:
        return await ReportPictures.RunAsync(ledger, folder, figures);
    case ["side-by-side", "sampler", .. var rest]:
        return SamplerAgainstNumpy.Run(rest);
    case ["side-by-side", "cores", .. var rest]:
        return SamplerOnEveryCore.Run(rest);
    case ["side-by-side", "itself", .. var rest]:
        return ParallelAgainstItself.Run(rest);
    case ["side-by-side", "repeated", .. var rest]:
        return RepeatedRuns.Run(rest);
    case ["side-by-side", "exact"]:
        return ExactCases.Run();
    case ["side-by-side", "predict", .. var rest]:
        return PredictedAgainstMeasured.Run(rest);
    case ["side-by-side", "tune", .. var rest]:
        return await TuneAgainstGrid.RunAsync(rest);
    case ["side-by-side", "unexplained"]:
        return UnexplainedTime.Run();
    case ["side-by-side", "profiles"]:
        return ShippedProfiles.Run();
    case ["side-by-side", "killed", .. var rest]:
        return KilledNodes.Run(rest);
    case ["side-by-side", "nodes", .. var rest]:
        return JobsThroughNodes.Run(rest);
    case ["side-by-side", "live"]:
        return await LiveAgainstNothing.RunAsync();
    case ["simulation"]:
        SimulationSpeed.Print(Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
