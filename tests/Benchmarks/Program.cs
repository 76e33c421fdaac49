using System.Reflection;
using BenchmarkDotNet.Running;
using Mul.Benchmarks.Pictures;
using Mul.Benchmarks.SideBySide;

switch (args)
{
    case ["side-by-side", "run"]:
        return RunAgainstPeers.Run();
    case ["side-by-side", "executor", .. var rest]:
        return ExecutorAgainstBuiltIns.Run(rest);
    case ["pictures", var ledger, var folder, .. var figures]:
        return await ReportPictures.RunAsync(ledger, folder, figures);
    default:
        BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
        return 0;
}
