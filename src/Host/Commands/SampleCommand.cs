using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Processes;

namespace Mul.Host.Commands;

/// <summary><c>mul sample</c>, hidden: the measured child process. Its task comes on standard input, its one result goes to standard output.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var command = new Command(Sample.Verb, "A measured child process.") { Hidden = true };
        var ahead = new Option<bool>(Sample.AheadOption);
        command.Options.Add(ahead);
        command.SetAction(result => Run(result.GetValue(ahead)));
        return command;
    }

    private static int Run(bool isAhead)
    {
        // The protocol has standard output for itself: a profile may make Akka.NET talk there.
        using var output = Parent.TakeOutput();

        using var parent = new Parent();

        // Both for nobody. The first line costs 450 methods to be compiled, and not in the midst of the run.
        var rehearsal = isAhead ? Rehearsal.StartAsync() : Task.CompletedTask;
        _ = new SampleLine(Progress: SampleProgress.OfEverything).ToJson();
        if (Parent.ReadLine() is not { } line)
        {
            return UserException.Usage;
        }

        try
        {
            var task = SampleTask.Parse(line);
            // Neither is disposed of: the parent's words may come to the end, on a thread of their own.
            var cancellation = new CancellationTokenSource();
            var metering = new CancellationTokenSource();
            // From the beginning: a run may have to wait for its nodes.
            parent.Watch(word =>
            {
                switch (word)
                {
                    case SampleTask.CancelLine:
                        cancellation.Cancel();
                        break;
                    case SampleTask.MeterLine:
                        metering.Cancel();
                        break;
                }
            });
            rehearsal.GetAwaiter().GetResult();
            using var run = new MeasuredRun(task, cancellation.Token);
            using var progress = new ProgressTalk(run, line => Write(output, line), task.Audience, metering.Token);

            Write(output, new SampleLine(Progress: SampleProgress.WarmingUp));
            progress.Start();
            var record = run.Run();
            progress.Finish();
            parent.Release();
            Write(output, new SampleLine(Record: record));
            run.Dispose();
            return ExitCode.EndWith(ExitCode.Fine);
        }
        catch (OutOfMemoryException)
        {
            Write(output, new SampleLine(Refusal: new SampleRefusal("there is not the memory for so many jobs, or such large ones. Ask for fewer.", UserException.Usage)));
            return UserException.Usage;
        }
        catch (UserException mistake)
        {
            Write(output, new SampleLine(Refusal: new SampleRefusal(mistake.Message, mistake.ExitCode)));
            return mistake.ExitCode;
        }
    }

    private static void Write(StreamWriter output, SampleLine line) => output.WriteLine(line.ToJson());
}
