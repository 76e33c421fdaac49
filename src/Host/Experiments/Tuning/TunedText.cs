using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Statistics;
using Mul.Host.Traces;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments.Tuning;

/// <summary>A setting as text to paste: a profile, and the same for Akka.Hosting.</summary>
internal static class TunedText
{
    /// <summary>What is claimed of a setting before a block is complete.</summary>
    public const string Unmeasured = "by its prediction alone: no block of samples is complete";

    /// <summary>The profile, opening with what it claims and under which conditions that was found.</summary>
    public static string Hocon(Candidate winner, Ledger ledger, TuningOutcome outcome)
    {
        var (header, blocks) = (ledger.Header, outcome.Blocks);
        var options = string.Join(", ", Telling(header.Workload).Select(option => $"{option.Key} {option.Value}"));
        var cores = ledger.Environment?.Cores ?? Environment.ProcessorCount;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Hypothesis: {winner.Sentence}{Claim(header, outcome)}.
            # {(blocks > 0 ? "Found" : "Predicted")} by mul tune on {Figures.Cores(cores)} for {header.Workload.Name}{OneLine(Over(header.Tuning!.Profile))}: {OneLine(options)}; seed {header.Seed}.

            {winner.Hocon}
            """);
    }

    /// <summary>An extension of Akka.Hosting's builder that adds the configuration and starts the pools; it compiles as it is.</summary>
    public static string CSharp(Candidate winner)
    {
        var pools = winner.Pools.Select(pool => pool.Pool).ToArray();
        var names = Identifiers(pools);
        var parameters = string.Join(", ", names.Select(name => $"Props {name}Props"));
        var usage = string.Join(", ", names.Select(name => $"{name}Props: Props.Create<...>()"));
        var actors = string.Join('\n', pools.Zip(names, (pool, name) => $"            system.ActorOf({name}Props.WithRouter(FromConfig.Instance), \"{pool}\");"));
        return $$"""""
            using Akka.Actor;
            using Akka.Configuration;
            using Akka.Hosting;
            using Akka.Routing;

            // builder.Services.AddAkka("my-system", akka => akka.WithTunedPools({{usage}}));
            public static class TunedPools
            {
                public static AkkaConfigurationBuilder WithTunedPools(this AkkaConfigurationBuilder akka, {{parameters}}) => akka
                    .AddHocon(ConfigurationFactory.ParseString(Hocon), HoconAddMode.Prepend)
                    .WithActors((system, registry) =>
                    {
            {{actors}}
                    });

                private const string Hocon =
                    """
            {{Indented(winner.Hocon, 8)}}
                    """;
            }

            """"";
    }

    /// <summary>Among what something is the best, as it follows that claim; nothing where all that were worth measuring were.</summary>
    public static string Among(int measured, int worth) => measured < worth ? $" of the {Figures.Count(measured)} that were measured" : "";

    /// <summary>What a setting is to be laid over, as it follows its mention; nothing where that is nothing.</summary>
    public static string Over(ProfileStamp? profile) => profile is null ? "" : $" over {profile.File}";

    private static string Claim(LedgerHeader header, TuningOutcome outcome)
    {
        var among = Among(outcome.Candidates.Count(candidate => candidate.WasReached), outcome.Candidates.Count);
        return outcome.Blocks == 0 ? $", {Unmeasured}"
            : header.Tuning!.Objective.WantsSmallest ? $": no more is needed to be within {Figures.Limit(header.Threshold)} of the best{among}"
            : $": the best by {header.Tuning.Objective.Name}{among}";
    }

    // The number of jobs, and what is not as it is by default.
    private static IEnumerable<KeyValuePair<string, string>> Telling(WorkloadStamp workload)
    {
        // A ledger may be read where the assembly of its workload is not.
        var options = WorkloadCatalog.All.FirstOrDefault(known => known.Name == workload.Name)?.Options ?? [];
        var defaults = options.ToDictionary(option => option.Name, option => option.Default);
        return workload.Options.Where(option => option.Key.EndsWith(WorkloadOption.Jobs, StringComparison.Ordinal) || option.Value != defaults.GetValueOrDefault(option.Key));
    }

    // A value of an option may be anything; in a comment it must stay on its line.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    // Two pools may be called order-takers and orderTakers.
    private static string[] Identifiers(string[] pools)
    {
        string[] names = [.. pools.Select(Identifier)];
        return names.Distinct().Count() == names.Length ? names : [.. pools.Select(pool => pool.Replace('-', '_'))];
    }

    // A pool of a plug-in may be called order-takers.
    private static string Identifier(string pool) => string.Concat(
        pool.Split('-', StringSplitOptions.RemoveEmptyEntries).Select((word, place) => place == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Indented(string text, int columns) =>
        string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => line.Length > 0 ? new string(' ', columns) + line : line));
}
