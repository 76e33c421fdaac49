using System.Reflection;
using BenchmarkDotNet.Running;
using Mul.Benchmarks.SideBySide;

switch (args)
{
    case ["side-by-side", "run"]:
        return RunAgainstPeers.Run();
    case ["side-by-side", "executor", .. var rest]:
        return ExecutorAgainstBuiltIns.Run(rest);
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
