using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Findings;
using Mul.Host.Nodes;
using Mul.Host.Nodes.Clustering;
using Mul.Host.Processes;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Live;
using Mul.Host.Reports.Printing;
using Mul.Host.Reports.Sentences;
using Mul.Host.Reports.Writing;
using Mul.Host.Traces;

namespace Mul.Host.Commands;

/// <summary><c>mul run PROFILE</c>: one run, and what really happened.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var profile = new Argument<string>("profile") { Description = "A shipped name (threads), or a path (./mine.hocon)." };
        var sample = new SampleOptions();
        var report = new ReportOptions();
        var predict = new Option<bool>("--predict") { Description = "Predict first, from a pilot; a run outside of the band is a finding." };
        var journal = new Option<string?>("--journal") { Description = "Keep the outcomes of a run over nodes in a file; one that is there already is gone on with.", HelpName = "file" };
        var tls = new TlsOption();
        var live = new Option<bool>("--live") { Description = "Serve a page about the run on this machine while it goes on." };
        var command = new Command("run", "Run a workload under a profile, and show what really happened.") { profile };
        sample.AddTo(command);
        report.AddTo(command);
        command.Options.Add(predict);
        command.Options.Add(journal);
        tls.AddTo(command);
        command.Options.Add(live);
        command.SetAction((result, _) => Interruption.GuardAsync(cancellation =>
        {
            var (reports, folder) = (report.Read(result), tls.Read(result));
            var extras = new Extras(result.GetValue(predict), result.GetValue(journal), result.GetValue(live));
            return RunAsync(result.GetValue(profile)!, sample.Read(result) with { TlsFolder = folder }, reports, extras, cancellation);
        }));
        return command;
    }

    private static async Task<int> RunAsync(string profileArgument, SampleSettings settings, ReportSettings report, Extras extras, CancellationToken cancellation)
    {
        var (predict, journal, isLive) = extras;
        settings = await Laboratory.TriedOutAsync(settings, profileArgument, cancellation);
        var contender = Contender.Admit([profileArgument], settings.Workload, settings.Strict)[0];
        if (journal is not null && !NodeSettings.Of(contender.Profile.Config).AreUsed)
        {
            throw new UserException($"--journal {journal}: {contender.Name} has its pools in one process, and nothing of a run is kept there. Use a profile with nodes, as processes.");
        }

        if (journal is not null && ClusterSettings.Of(contender.Profile.Config) is not null)
        {
            throw new UserException($"--journal {journal}: {contender.Name} gives its jobs to Akka.Cluster's router, and nothing of them is kept. Use a profile with mul.nodes.routing = leases, as processes.");
        }

        var nodes = new NodesAwaited(settings.TlsFolder, [contender]);
        await using var stage = await Stage.SetAsync(settings, cancellation);
        var prediction = predict ? (await Laboratory.PredictAsync([contender], stage.Settings, report.ShowAsync, cancellation))[0] : null;
        using var trace = report.NeedsTraces ? new TemporaryTrace() : null;
        var task = stage.Settings.TaskFor(contender) with
        {
            TracePath = trace?.FilePath,
            JournalPath = journal is null ? null : Path.GetFullPath(journal),
        };
        nodes.Announce();
        var title = $"{contender.Name}, {settings.Workload.Name}";
        var live = new LiveRun(contender.Asked);
        await using var server = isLive ? await LiveAsync(live, title) : null;
        // The child starts meanwhile, which takes longer.
        var rehearsal = Task.Run(Rehearse, CancellationToken.None);
        var measured = await report.ShowAsync(
            title,
            progress => Sample.RunAsync(task, settings.Timeout, progress, cancellation, isLive ? live : null, isOnly: true));
        live.End();
        await rehearsal;
        var missed = prediction is null ? null : PredictionMissed.Of(prediction.Forecast, measured);
        var record = measured with { Findings = [.. contender.Findings, .. missed is null ? (Finding[])[] : [missed], .. RunFindings.Of(measured)] };
        report.Write(ReportSource.Of(record, () => trace?.Read()));
        if (!cancellation.IsCancellationRequested && Sample.Overtime(record, settings.Timeout) is { } overtime)
        {
            Terminal.Complain($"{contender.Name}: {overtime}");
        }

        if (journal is not null && !File.Exists(journal))
        {
            Terminal.Complain($"--journal {journal}: is not there any more, and the run cannot be gone on with. Leave it where it is while a run writes to it.");
        }

        if (prediction is not null)
        {
            Terminal.Say(PredictSentence.Against(prediction, record.MakespanSeconds));
        }

        return record.Interrupted || record.Pools.Any(pool => pool.Jobs.Completed < pool.Jobs.Told) ? ExitCode.JobFailed : ExitCode.Fine;
    }

    // Draws the tables of a run that never was, for nobody: the first time of everything takes longer than all that follows.
    private static void Rehearse()
    {
        var record = SampleLine.Parse(new SampleLine(Record: Rehearsal.Record()).ToJson()).Record!;
        RunTables.Write(Terminal.Nobody, record with { Findings = RunFindings.Of(record) });
    }

    private static async Task<LiveServer> LiveAsync(LiveRun run, string title)
    {
        var server = await LiveServer.StartAsync(run, title);
        Terminal.Say($"live: {server.Address} shows the run while it goes on.");
        return server;
    }

    /// <summary>What is asked of one run beyond running and reporting it.</summary>
    private sealed record Extras(bool Predict, string? Journal, bool IsLive);
}
