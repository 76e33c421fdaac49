using Akka.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mul.Actors.Jobs;
using Mul.Host.Experiments.Ledgers;
using Mul.Host.Experiments.Samples;
using Mul.Host.Experiments.SearchSpace;
using Mul.Host.Experiments.Tuning;
using Mul.Host.Profiles;
using Mul.Host.Statistics;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.Tuning;

public sealed class TunedTextSpecs
{
    [Theory]
    [InlineData("downloads", "blocking-fixed-threads-4t-16r-short")]
    [InlineData("downloads", "async-thread-pool-16r")]
    [InlineData("crunch", "pinned-8r")]
    [InlineData("mixed", "async-fork-join-1t-16r+fixed-threads-2t-8r-short")]
    public void The_csharp_compiles_as_it_is_printed(string workload, string name) => AssertCompiles(TunedText.CSharp(CandidateOf(workload, name)));

    private static void AssertCompiles(string code)
    {
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "pasted",
            [CSharpSyntaxTree.ParseText(code)],
            assemblies.Select(assembly => MetadataReference.CreateFromFile(assembly)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        // CS1701: an assembly was built against an older version of another; the SDK suppresses it too.
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701"));
    }

    [Fact]
    public void A_pool_of_two_words_is_one_parameter()
    {
        var code = TunedText.CSharp(new Candidate([new PoolChoice("order-takers", TunedExecutor.Pinned, null, 2, Handling.Blocking)]));

        AssertCompiles(code);
        Assert.Contains("AkkaConfigurationBuilder akka, Props orderTakersProps) =>", code, StringComparison.Ordinal);
        Assert.Contains("system.ActorOf(orderTakersProps.WithRouter(FromConfig.Instance), \"order-takers\");", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Pools_whose_names_differ_only_by_their_hyphens_are_two_parameters()
    {
        string[] pools = ["order-takers", "orderTakers"];
        var code = TunedText.CSharp(new Candidate([.. pools.Select(pool => new PoolChoice(pool, TunedExecutor.Pinned, null, 2, Handling.Blocking))]));

        AssertCompiles(code);
        Assert.Contains("akka, Props order_takersProps, Props orderTakersProps) =>", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("downloads", "blocking-fixed-threads-4t-16r-short")]
    [InlineData("mixed", "async-fork-join-1t-16r+fixed-threads-2t-8r-short")]
    public void The_csharp_holds_the_hocon_word_for_word(string workload, string name)
    {
        var candidate = CandidateOf(workload, name);

        var lines = TunedText.CSharp(candidate).Split('\n').Select(line => line.Trim()).ToArray();

        Assert.All(candidate.Hocon.Split('\n').Select(line => line.Trim()), line => Assert.Contains(line, lines));
    }

    [Fact]
    public void The_profile_opens_with_what_it_claims_and_for_which_jobs()
    {
        var candidate = CandidateOf("downloads", "async-thread-pool-16r");
        var workload = WorkloadCatalog.Find("downloads");
        var settings = new TuningSettings
        {
            Samples = new SampleSettings { Workload = workload, Options = new OptionValues(workload.Options, new Dictionary<string, string> { ["latency"] = "30ms" }) },
            Threshold = new Threshold(0.05),
        };

        var ledger = new Ledger(new Tuner(settings, [candidate]).Header([candidate]));
        TriedCandidate measured = new([1, 1], null, IsInvalid: false, IsLeft: true), unreached = measured with { Values = [] };

        string TextOf(params TriedCandidate[] tried) => TunedText.Hocon(candidate, ledger, new TuningOutcome(tried, 0, [0], 2, 2 * tried.Length, TuningEnd.Settled));
        var text = TextOf(measured);

        var lines = text.Split('\n');
        Assert.Equal("# Hypothesis: 16 async routees on the default dispatcher: no more is needed to be within 5 % of the best.", lines[0]);
        Assert.EndsWith(": no more is needed to be within 5 % of the best of the 2 that were measured.", TextOf(measured, measured, unreached).Split('\n')[0], StringComparison.Ordinal);
        Assert.EndsWith(" for downloads: jobs 100, latency 30ms; seed 1.", lines[1], StringComparison.Ordinal);
        Assert.Equal(16, ConfigurationFactory.ParseString(text).GetInt("akka.actor.deployment./downloaders.nr-of-instances"));
        Assert.Empty(ProfileExamination.Of(ProfileLoader.FromText("found", "found.hocon", text), WorkloadCatalog.All, null, 2).Problems);
    }

    private static Candidate CandidateOf(string workload, string name)
    {
        var found = WorkloadCatalog.Find(workload);
        return Grid.Of(found, [.. found.Pools.Select(_ => 20)], new GridLimits { Cores = 2 }).Single(candidate => candidate.Name == name);
    }
}
