using Mul.Host.Findings;
using Mul.Host.Traces;
using static Mul.Host.Tests.Findings.Example;

namespace Mul.Host.Tests.Findings;

public sealed class EffectiveDiffersSpecs
{
    private static readonly EffectiveDiffers Rule = new();

    private static readonly DispatcherSide Default = new("akka.actor.default-dispatcher", "Dispatcher", "thread-pool-executor", 30, 3);
    private static readonly DispatcherSide PerCore = new("per-core", "ForkJoinDispatcher", "fork-join-executor", 1, 2);

    [Fact]
    public void Another_dispatcher_than_asked_for_is_said_without_what_follows_from_it()
    {
        var remark = Said(Rule, Asking(PerCore, Default));

        Assert.Equal(Severity.Warning, remark.Severity);
        Assert.Equal("downloaders: the profile asks for per-core and its routees run on akka.actor.default-dispatcher.", remark.Message);
        Assert.Equal("On a router's own path Akka.NET ignores `dispatcher`. Write `pool-dispatcher = per-core` there; if that is there already, write `\"/downloaders/*\" { dispatcher = per-core }`, which goes first.", remark.Remedy);
    }

    [Fact]
    public void A_dispatcher_that_is_not_the_default_one_was_named_by_something_else() =>
        Assert.Equal(
            "Something else names per-core for them and goes first: `\"/downloaders/*\"` in the profile, which `mul explain` shows, or the workload itself.",
            Said(Rule, Asking(Default with { Id = "other" }, PerCore)).Remedy);

    [Fact]
    public void A_pool_dispatcher_that_is_written_out_is_read_and_yet_not_first() =>
        Assert.Equal(
            "Something else names akka.actor.default-dispatcher for them and goes first: `\"/downloaders/*\"` in the profile, which `mul explain` shows, or the workload itself.",
            Said(Rule, Asking(PerCore with { Id = "akka.actor.deployment./downloaders.pool-dispatcher" }, Default)).Remedy);

    [Fact]
    public void Several_differences_are_one_sentence() =>
        Assert.Equal(
            "downloaders: the profile asks for 16 routees and has 8, for a PinnedDispatcher and has a ForkJoinDispatcher, for a throughput of 5 and has 1.",
            Said(Rule, Asking(PerCore with { Type = "PinnedDispatcher", Throughput = 5 }, PerCore, routees: 16)).Message);

    [Fact]
    public void Routees_that_have_stopped_are_missing_for_another_reason_than_the_profile()
    {
        var run = Asking(Default, Default, routees: 11);

        var remark = Said(Rule, run with { Pools = [run.Pools[0] with { StoppedRoutees = 3 }] });

        Assert.Equal("downloaders: the profile asks for 11 routees, and 3 stopped during the run.", remark.Message);
        Assert.Equal("A router does not replace a routee that has stopped: look for actors that stop themselves (`Context.Stop`, `PoisonPill`) or are stopped when they fail (`Directive.Stop`).", remark.Remedy);
    }

    [Theory]
    [InlineData("no outcome: 1 routee of /user/downloaders stopped during the run", 8, true)]
    [InlineData("HTTP 404", 8, false)]
    // It has grown: a resizer gives and takes.
    [InlineData("no outcome: the pools were silent for more than 60 s; --max-silence allows more", 4, false)]
    public void A_routee_that_stopped_after_its_first_job_is_missing_where_jobs_are_lost(string reason, int asked, bool isSaid)
    {
        var run = Asking(Default, Default, asked);
        run = run with { Pools = [run.Pools[0] with { StoppedRoutees = 1, Failures = [new FailureCount(reason, 3)] }] };

        Assert.Equal(isSaid ? ["downloaders: the profile asks for 8 routees, and 1 stopped during the run."] : [], Rule.Of(run).Select(remark => remark.Message));
    }

    [Fact]
    public void Another_executor_is_a_difference() =>
        Assert.Equal(
            "downloaders: the profile asks for the channel-executor and has the thread-pool-executor.",
            Said(Rule, Asking(Default with { Executor = "channel-executor" }, Default)).Message);

    [Fact]
    public void More_routees_than_asked_for_are_a_resizers() => Assert.Empty(Rule.Of(Asking(Default, Default, routees: 2)));

    [Fact]
    public void Fewer_threads_than_asked_for_are_not_another_dispatcher() =>
        Assert.Empty(Rule.Of(Asking(PerCore with { Threads = 8 }, PerCore)));

    [Fact]
    public void One_thing_under_two_names_is_no_difference() =>
        Assert.Empty(Rule.Of(Asking(PerCore with { Type = "Dispatcher" }, PerCore)));

    [Fact]
    public void The_default_executor_is_the_thread_pool() =>
        Assert.Empty(Rule.Of(Asking(Default with { Executor = "default-executor" }, Default)));

    [Fact]
    public void A_foreign_executor_has_another_name_from_inside() =>
        Assert.Empty(Rule.Of(Asking(
            Default with { Executor = "Mul.Actors.Dispatching.FixedThreadsConfigurator, Mul.Actors" },
            Default with { Executor = "FixedThreads" })));

    private static RunRecord Asking(DispatcherSide asked, DispatcherSide seen, int routees = 8) =>
        Of(Pool with { Configured = new PoolSide(routees, asked), Effective = new PoolSide(8, seen) });
}
