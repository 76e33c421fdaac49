using System.Globalization;
using System.Text;
using Akka.Configuration;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>What is explained of profiles that nobody has thought of, against what Akka.NET makes of them.</summary>
public sealed class RandomProfilesSpecs
{
    /// <summary>The seeds of the slow spec, as <c>150-1149</c>.</summary>
    private const string Seeds = "MUL_SEEDS";

    private static readonly FakeWorkload Needed = FakeWorkload.Crunch;

    // A profile that is said to be fine has time enough on the busiest machine; of one that is refused a hang is no surprise.
    private static readonly TimeSpan PatienceWithFine = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PatienceWithRefused = TimeSpan.FromSeconds(1);

    // Why Mul refuses what Akka.NET lets pass, with words of its messages.
    private static readonly (string Reason, string[] Words)[] Stricter =
    [
        ("a key or a section that nobody reads was meant to be another", ["is not a key of", "is read by nobody"]),
        ("a value that its reader cannot use is wrong, also where nobody reads it", ["it must be", "but must be", "is no section, but", "is a section, not a value"]),
        ("a name of nothing is wrong, also where nobody looks for it", ["names dispatcher", "names mailbox"]),
        ("a type that cannot serve is wrong, also where nobody uses it", ["cannot serve", "cannot be loaded", "is nothing that Akka.NET has", "is no mailbox of Akka.NET"]),
        ("a dispatcher at which Akka.NET throws is wrong, also where nobody uses it", ["has no thread-count"]),
        ("a mailbox may be fuller, and a pool idle for longer, than here", ["drops every job beyond 1000", "never grows again"]),
        ("a router that may give a job to several routees is wrong, also where there is one", ["must answer each job exactly once"]),
    ];

    [Theory]
    [InlineData(0, 49)]
    [InlineData(50, 99)]
    [InlineData(100, 149)]
    public Task What_is_explained_of_a_random_profile_is_what_Akka_does(int first, int last) => AgreeAsync(first, last);

    [Fact]
    [Trait("Speed", "slow")]
    public Task What_is_explained_of_a_thousand_random_profiles_is_what_Akka_does()
    {
        var seeds = (Environment.GetEnvironmentVariable(Seeds) ?? "150-1149").Split('-').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture)).ToList();

        return AgreeAsync(seeds[0], seeds[^1]);
    }

    private static async Task AgreeAsync(int first, int last)
    {
        var (fine, disagreements) = (0, new StringBuilder());
        for (var seed = first; seed <= last; seed++)
        {
            var profile = RandomProfile.Of(seed);
            var examination = ProfileExamination.Of(
                new ProfileSource("random", "random.hocon", profile.Hocon), FakeWorkload.All, Needed, Environment.ProcessorCount);
            var refusals = examination.RefusalsOfRun.ToList();
            fine += refusals.Count == 0 ? 1 : 0;
            var (agree, explained, seen) = refusals.Count == 0
                ? await FineAsync(profile.Hocon, examination.Pools)
                : await RefusedAsync(profile.Hocon, refusals);
            disagreements.Append(agree ? "" : string.Create(CultureInfo.InvariantCulture, $"""

                === seed {seed}
                {profile.Hocon}
                # mul explain: {explained}
                {string.Concat(examination.Problems.Select(problem => $"# {problem.Severity} {problem}\n"))}
                # Akka.NET: {seen}

                """));
        }

        Assert.True(disagreements.Length == 0, disagreements.ToString());
        // Where all are refused, little is compared.
        Assert.InRange(fine, (last - first) / 3, last - first);
    }

    private static async Task<(bool Agree, string Explained, string Seen)> RefusedAsync(string hocon, List<Problem> refusals)
    {
        var failure = await FailureAsync(async () =>
        {
            await using var akka = new BareAkka(hocon, PatienceWithRefused);
            await SeeAsync(akka, []);
        });
        return (failure is not null || refusals.TrueForAll(IsStricter), "refused", failure ?? "runs");
    }

    private static async Task<(bool Agree, string Explained, string Seen)> FineAsync(string hocon, IReadOnlyList<PoolPlan> plans)
    {
        var (explained, seen) = (new List<string>(), new List<string>());
        var failure = await FailureAsync(async () =>
        {
            await using var akka = new BareAkka(hocon, PatienceWithFine);
            explained.AddRange(plans.Select(plan => Line(plan, akka.QueueOf(plan.Mailbox))));
            await SeeAsync(akka, seen);
        });
        return (failure is null && explained.Order().SequenceEqual(seen.Order()), string.Concat(explained), string.Concat(seen) + failure);
    }

    // All pools that a profile may be for: one that it does not deploy is none, unless it is needed.
    private static async Task SeeAsync(BareAkka akka, List<string> seen)
    {
        foreach (var pool in FakeWorkload.All.SelectMany(workload => workload.Pools.Select(pool => pool.Name)))
        {
            try
            {
                seen.AddRange(Lines(pool, await akka.SeeAsync(pool)));
            }
            catch (ConfigurationException missing) when (missing.GetBaseException().Message.StartsWith("Configuration missing for router", StringComparison.Ordinal)
                && Needed.Pools.All(needed => needed.Name != pool))
            {
                // It is not deployed.
            }
        }
    }

    private static async Task<string?> FailureAsync(Func<Task> action) =>
        await Record.ExceptionAsync(action) is { } failure ? $"{failure.GetType().Name}: {failure.GetBaseException().Message}" : null;

    private static bool IsStricter(Problem refusal) => Stricter.SelectMany(stricter => stricter.Words).Any(words => refusal.Message.Contains(words, StringComparison.Ordinal));

    // The same words for both views.
    private static string Line(string pool, int routees, DispatcherIdentity dispatcher, int? threads, string queue) => string.Create(
        CultureInfo.InvariantCulture, $"\n#   {pool}: {routees} routees on {dispatcher.Id} ({dispatcher.Type}, {dispatcher.Executor}, throughput {dispatcher.Throughput}, {threads?.ToString(CultureInfo.InvariantCulture) ?? "any"} threads), {queue}");

    private static string Line(PoolPlan plan, string queue)
    {
        var given = plan.Given;
        var executor = given.Supply == ThreadSupply.Fixed ? "FixedThreads" : given.Executor;
        var identity = new DispatcherIdentity(given.Id, DispatcherIdentity.NameOf(given.Type, executor), executor, given.Throughput);
        return Line(plan.Pool, plan.RouteesAtStart, identity, given.Supply is ThreadSupply.ForkJoin or ThreadSupply.Fixed ? given.Threads : null, queue);
    }

    private static IEnumerable<string> Lines(string pool, IReadOnlyList<SeenRoutee> routees) =>
        routees.Select(routee => Line(pool, routees.Count, routee.Dispatcher, routee.Threads, routee.Queue)).Distinct();
}
