using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Processes;
using Mul.Host.Reports.Documents;
using Mul.Host.Reports.Exports;
using Mul.Host.Reports.Printing;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Commands;

/// <summary><c>mul predict PROFILE...</c>: how long a workload will take under profiles, before it is run.</summary>
internal static class PredictCommand
{
    private const int MostRoutees = 1_000_000;
    private const int MostNodes = 100;

    public static Command Create()
    {
        var profiles = new Argument<string[]>("profile") { Description = "Shipped names (threads) or paths (./mine.hocon).", Arity = ArgumentArity.OneOrMore };
        var sample = new SampleOptions();
        var cores = new ValueOption<int>("--cores", "Cores to predict for. Default: those of this machine.", ValueKinds.Cores);
        var routees = new Option<string?>("--routees") { Description = "So many routees in every pool; with 1..64 a curve of the powers of two between.", HelpName = "n|a..b" };
        var nodes = new ValueOption<int>(
            "--nodes",
            "As if the pools were on so many node processes of this machine, each with all of them; 0 = in the run's own process. Default: as the profile has it.",
            ValueKinds.Count(0, MostNodes));
        var report = new ReportOptions(ReportScope.Charts);
        var command = new Command("predict", "Predict how long a workload takes under profiles, from a pilot of a few jobs.") { profiles };
        sample.AddTo(command);
        foreach (var option in new Option[] { cores, routees, nodes })
        {
            command.Options.Add(option);
        }

        report.AddTo(command);

        command.SetAction((result, _) => Interruption.GuardAsync(cancellation =>
        {
            var whatIf = WhatIfOf(cores.ReadIfGiven(result) ?? Environment.ProcessorCount, RouteesOf(result.GetValue(routees)), nodes.ReadIfGiven(result));
            var reports = report.Read(result);
            return PredictAsync(result.GetValue(profiles)!, sample.Read(result), whatIf, reports, cancellation);
        }));
        return command;
    }

    /// <summary>One number, or the powers of two from a to b, and both ends.</summary>
    /// <exception cref="UserException">It is neither.</exception>
    public static IReadOnlyList<int> RouteesOf(string? text)
    {
        if (text is null)
        {
            return [];
        }

        var ends = text.Split("..");
        int?[] counts = [.. ends.Select(Units.ParseCount)];
        return counts switch
        {
            [{ } one] when IsCount(one) => [one],
            [{ } from, { } to] when IsCount(from) && IsCount(to) && from <= to =>
                [from, .. Grid.Sizes(to).Where(size => size > from)],
            _ => throw new UserException($"--routees {text}: expected a whole number from 1 to 1,000,000, or two of them, as 1..64."),
        };
    }

    private static async Task<int> PredictAsync(
        string[] profiles, SampleSettings settings, WhatIf whatIf, ReportSettings report, CancellationToken cancellation)
    {
        settings = await Laboratory.TriedOutAsync(settings, profiles[0], cancellation);
        var contenders = Contender.Admit(profiles, settings.Workload, settings.Strict);
        await using var stage = await Stage.SetAsync(settings, cancellation);
        var predictions = await Predictions.OfAsync(
            contenders, stage.Settings, whatIf, report.ShowAsync, cancellation);
        report.Write(
            () => PredictTables.Write(Terminal.Output, settings, whatIf, predictions),
            () => JsonReport.Of(PredictRecord.Of(settings, whatIf, predictions)),
            () => PredictReport.Of(settings, whatIf, predictions));
        return ExitCode.Fine;
    }

    private static WhatIf WhatIfOf(int cores, IReadOnlyList<int> routees, int? nodes) => routees is [.., var most] && (long)(nodes ?? 1) * most > MostRoutees
        ? throw new UserException($"--routees {most} --nodes {nodes}: at most 1,000,000 routees in all.")
        : new WhatIf(cores, routees) { Nodes = nodes };

    private static bool IsCount(int count) => count is >= 1 and <= MostRoutees;
}
