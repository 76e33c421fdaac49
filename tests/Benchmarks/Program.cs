using BenchmarkDotNet.Running;
using Mul.Benchmarks.Simulation;

if (args is ["simulation"])
{
    SimulationSpeed.Print(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(SimulationSpeed).Assembly).Run(args);
