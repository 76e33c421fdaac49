using BenchmarkDotNet.Running;
using Mul.Benchmarks.SideBySide;

switch (args)
{
    case ["side-by-side", "run"]:
        return RunAgainstPeers.Run();
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
