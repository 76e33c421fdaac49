using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Commands;
using Mul.Host.Experiments.Samples;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Processes;
using Mul.Host.Reports.Writing;

(string Name, Func<Command> Create)[] verbs =
[
    ("explain", ExplainCommand.Create),
    ("run", RunCommand.Create),
    ("compare", CompareCommand.Create),
    ("predict", PredictCommand.Create),
    ("tune", TuneCommand.Create),
    ("check", CheckCommand.Create),
    ("report", ReportCommand.Create),
    ("node", NodeCommand.Create),
    ("origin", OriginCommand.Create),
    (Sample.Verb, SampleCommand.Create),
    (ClusterNodeTask.Verb, ClusterNodeCommand.Create),
];

try
{
    // A run is two processes; they start at the same time.
    if (args is ["run", not ("--help" or "-h" or "-?"), ..])
    {
        SampleProcesses.StartAhead();
    }

    var root = new RootCommand("A laboratory for Akka.NET dispatchers and pools: runs real work under a HOCON profile and shows what really happened.");
    TourCommand.AddTo(root);

    // Where the first word is a verb no other can be meant, and making the options of all is half of what a start costs.
    foreach (var (_, create) in Array.Exists(verbs, IsAskedFor) ? Array.FindAll(verbs, IsAskedFor) : verbs)
    {
        root.Subcommands.Add(create());
    }

    Examples.AddTo(root);
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
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    // A result that cannot be written to standard output, or a machine without a folder for temporary files.
    Terminal.Complain($"cannot go on: {failure.Message}");
    return ExitCode.Usage;
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
finally
{
    await SampleProcesses.EndAsync();
}

bool IsAskedFor((string Name, Func<Command> Create) verb) => args is [var first, ..] && first == verb.Name;
