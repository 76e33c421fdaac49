using BenchmarkDotNet.Running;
using Mul.Benchmarks.SideBySide;
using Mul.Benchmarks.Simulation;

switch (args)
{
    case ["side-by-side", "run"]:
        return RunAgainstPeers.Run();
    case ["simulation"]:
        SimulationSpeed.Print(Console.Out);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(SimulationSpeed).Assembly).Run(args);
        return 0;
}
