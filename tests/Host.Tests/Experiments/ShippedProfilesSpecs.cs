using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;
using Mul.Actors.Idling;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;

namespace Mul.Host.Tests.Experiments;

/// <summary>Every shipped profile, started, and the dispatcher on which its routees then find themselves.</summary>
public sealed class ShippedProfilesSpecs
{
    private const string Default = "akka.actor.default-dispatcher Dispatcher thread-pool-executor";
    private const string ThreadEach = "thread-each PinnedDispatcher fork-join-executor";

    // Written from the profiles' own hypotheses: pool, routees, and the dispatcher's id, type and executor.
    // A profile that is not here, or is no longer shipped, fails the first of the specs.
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["async"] = [$"downloaders 100 {Default}", $"crunchers 100 {Default}", $"idlers 100 {Default}"],
        ["bulkhead"] = [$"downloaders 16 {Default}", "crunchers 64 cpu-dispatcher ForkJoinDispatcher fork-join-executor", $"idlers 8 {Default}"],
        ["channel"] = All("channel-dispatcher Dispatcher channel-executor"),
        // In each of its nodes.
        ["cluster-router"] = [$"downloaders 16 {Default}", "crunchers 1 own-thread ForkJoinDispatcher fork-join-executor", "idlers 8 own-thread ForkJoinDispatcher fork-join-executor"],
        ["default"] = All(Default),
        ["fixed"] = All("eight-threads Dispatcher FixedThreads", downloaders: 8),
        ["fork-join"] = All("eight-threads ForkJoinDispatcher fork-join-executor", downloaders: 8),
        ["ignored"] = All(Default),
        ["nodes"] = [$"downloaders 16 {Default}", "crunchers 1 own-thread ForkJoinDispatcher fork-join-executor", "idlers 8 own-thread ForkJoinDispatcher fork-join-executor"],
        ["one-thread"] = All("single-thread ForkJoinDispatcher fork-join-executor"),
        ["oversubscribed"] = [$"downloaders 16 {Default}", $"crunchers 64 {ThreadEach}", $"idlers 8 {Default}"],
        ["parallel"] = [$"downloaders 16 {Default}", "crunchers 64 thread-per-core ForkJoinDispatcher fork-join-executor", $"idlers 8 {Default}"],
        ["pinned"] = All(ThreadEach, downloaders: 100),
        // In each of its nodes.
        ["processes"] = [$"downloaders 16 {Default}", "crunchers 1 own-thread ForkJoinDispatcher fork-join-executor", "idlers 8 own-thread ForkJoinDispatcher fork-join-executor"],
        ["resizer"] = [$"downloaders 2 {Default}", $"crunchers 2 {Default}", $"idlers 2 {Default}"],
        ["sequential"] = [$"downloaders 1 {Default}", $"crunchers 1 {Default}", $"idlers 1 {Default}"],
        ["smallest-mailbox"] = All(Default),
        ["starved"] = [$"downloaders 16 {Default}", $"crunchers 64 {Default}", $"idlers 8 {Default}"],
        ["task"] = All("task-dispatcher TaskDispatcher task-executor"),
        ["threads"] = [$"downloaders 5 {ThreadEach}", $"crunchers 5 {ThreadEach}", $"idlers 5 {ThreadEach}"],
    };

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Fact]
    public void Every_shipped_profile_is_among_them() => Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), ShippedProfiles.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_routee_is_on_the_dispatcher_that_its_profile_is_about(string name)
    {
        var quiet = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF }");
        var system = ActorSystem.Create("shipped", quiet.WithFallback(ProfileLoader.Load(name).Config));
        try
        {
            var seen = new List<string>();
            foreach (var pool in new[] { "downloaders", "crunchers", "idlers" })
            {
                // No job is needed: a routee looks at its dispatcher when it is made. Idlers, whatever the pool: the subject is the deployment.
                var head = system.ActorOf(Idler.PropsFor().WithRouter(FromConfig.Instance), pool);
                var routees = (await head.Ask<Routees>(new GetRoutees(), TimeSpan.FromSeconds(20))).Members.Count();
                var gauge = PoolGauges.Of(system).For(head.Path);
                await EndToEnd.ProcessTable.EventuallyAsync(() => gauge.Routees.Count == routees, TimeSpan.FromSeconds(20), $"not all routees of {pool} came up");
                seen.AddRange(gauge.Routees
                    .GroupBy(routee => routee.Dispatcher with { Throughput = 0 })
                    .Select(group => string.Create(CultureInfo.InvariantCulture, $"{pool} {group.Count()} {group.Key.Id} {group.Key.Type} {group.Key.Executor}")));
            }

            Assert.Equal(Expected[name], seen);
        }
        finally
        {
            await system.Terminate();
        }
    }

    private static string[] All(string dispatcher, int downloaders = 16) =>
        [$"downloaders {downloaders} {dispatcher}", $"crunchers 8 {dispatcher}", $"idlers 8 {dispatcher}"];
}
