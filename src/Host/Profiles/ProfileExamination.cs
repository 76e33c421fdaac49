using Mul.Actors.Jobs;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Plans;
using Mul.Host.Profiles.Rules;

namespace Mul.Host.Profiles;

/// <summary>Examines a profile: what every verb does first, and <c>mul explain</c> shows.</summary>
internal static class ProfileExamination
{
    private static readonly IProfileRule[] Rules =
    [
        new KnownKeysRule(),
        new SerializationRule(),
        new ReferencesRule(),
        new DispatcherTypesRule(),
        new DispatcherFailuresRule(),
        new ChannelSchedulerRule(),
        new MailboxesRule(),
        new MailboxRequirementsRule(),
        new ProviderRule(),
        new SystemTypesRule(),
        new ExtensionsRule(),
        new ClusterRoutingRule(),
        new ListenPortRule(),
        new RoutersRule(),
        new NeededPoolsRule(),
        new HiddenRule(),
        new PlacementRule(),
        new DispatcherTrapsRule(),
        new LeaksRule(),
        new UnusedRule(),
    ];

    /// <param name="workloads">Every workload there is: their pools are what a profile may deploy.</param>
    /// <param name="wanted">The workload that is to run, whose pools must be deployed; null if the profile is only explained.</param>
    /// <param name="cores">The cores for which concurrency is stated.</param>
    /// <param name="assembly">Of the user's own, whose workloads are among them. Default: none.</param>
    public static Examination Of(ProfileSource source, IReadOnlyList<IWorkload> workloads, IWorkload? wanted, int cores, OwnAssembly? assembly = null)
    {
        ReadText read;
        try
        {
            read = ProfileReader.Read(source);
        }
        catch (HoconSyntaxException error)
        {
            return new Examination { Source = source, Problems = [Problem.Syntax(source.File, error)], Cores = cores };
        }

        var facts = new ProfileFacts(source.File, read.Own, read.Targets, Layers.Under(read.Own), workloads, wanted, cores, assembly);
        var problems = Sorted([.. Rules.SelectMany(rule => rule.Check(facts)).Distinct()]);
        var profile = ProfileLoader.Of(source, read);
        return new Examination
        {
            Source = source,
            Profile = profile,
            Problems = problems,
            Cores = cores,
            Pools = Array.Exists(problems, problem => problem.Severity == ProblemSeverity.Refused) ? [] : new PoolPlanner(facts, profile.Config).Plan(),
        };
    }

    /// <inheritdoc cref="Of(ProfileSource, IReadOnlyList{IWorkload}, IWorkload?, int, OwnAssembly?)"/>
    public static Examination Of(Profile profile, IReadOnlyList<IWorkload> workloads, IWorkload? wanted, int cores, OwnAssembly? assembly = null) =>
        Of(new ProfileSource(profile.Name, profile.File, profile.Text), workloads, wanted, cores, assembly);

    // Of a setting that is refused nothing more needs to be said.
    private static Problem[] Sorted(Problem[] problems) => [.. problems
        .Where(problem => problem.Severity == ProblemSeverity.Refused
            || !Array.Exists(problems, other => other.Severity == ProblemSeverity.Refused && other.Key == problem.Key && other.Line == problem.Line))
        .OrderBy(problem => problem.Line)];
}
