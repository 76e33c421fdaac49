using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Commands;
using Mul.Host.Experiments;
using Mul.Host.Reports;

var root = new RootCommand("A laboratory for Akka.NET dispatchers and pools: runs real work under a HOCON profile and shows what really happened.")
{
    ExplainCommand.Create(),
    RunCommand.Create(),
    CompareCommand.Create(),
    PredictCommand.Create(),
    TuneCommand.Create(),
    CheckCommand.Create(),
    ReportCommand.Create(),
    NodeCommand.Create(),
    OriginCommand.Create(),
    SampleCommand.Create(),
    ClusterNodeCommand.Create(),
};
TourCommand.AddTo(root);

try
{
    var parsed = root.Parse(args);
    ParseErrors.Refuse(parsed);

    // Signals are Mul's own: a run that is interrupted shows what is known so far.
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (UserException mistake)
{
    Terminal.Complain(mistake.Message);
    return mistake.ExitCode;
}
catch (SampleFailedException failure)
{
    Terminal.Complain(failure.Message);
    return ExitCode.Internal;
}
catch (Exception bug)
{
    // The last resort: a person gets one line, and whoever mends it asks for the rest.
    Terminal.Complain($"an error of Mul's own: {bug.GetType().Name}: {bug.Message} Set MUL_TRACE=1 to see where.");
    if (Environment.GetEnvironmentVariable("MUL_TRACE") == "1")
    {
        Terminal.Say(bug.ToString());
    }

    return ExitCode.Internal;
}
