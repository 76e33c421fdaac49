using Mul.Actors.Jobs;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Statistics;

namespace Mul.Host.Profiles.Plans;

/// <summary>The sentence for who reads a profile and expects what it seems to say.</summary>
internal static class Surprises
{
    // The CLR's thread pool adds about two threads per second while work waits for one.
    private const double ThreadsPerSecond = 2;

    public static string? Of(PoolPlan plan, int cores)
    {
        var blocks = plan.Handling == Handling.Blocking;
        var (routees, given) = (plan.MostRoutees, plan.Given);
        return given switch
        {
            _ when plan.Asked.Id != given.Id =>
                $"The file names {plan.Asked.Id}, but the routees run on {given.Id}.",
            { Supply: ThreadSupply.ForkJoin, Threads: { } threads } when blocks && Math.Min(threads, routees) > cores => FormattableString.Invariant(
                $"{threads} threads are there, but a burst of blocking jobs wakes only about as many as there are cores: count on {Math.Min(cores, routees)} at once, and hope for {Math.Min(threads, routees)}."),
            { Supply: ThreadSupply.Channel } when blocks && routees > 1 =>
                "The channel executor is made for short turns: an idle one runs a job on the very thread that tells it, so jobs that block hold up whoever tells them, and further workers come by a timer.",
            { Supply: ThreadSupply.ThreadPool } when blocks && routees > cores => FormattableString.Invariant(
                $"The CLR's thread pool starts with {Figures.Counted(cores, "thread")} and adds about {ThreadsPerSecond} per second: {routees} blocking jobs at once after some {Math.Ceiling((routees - cores) / ThreadsPerSecond)} s, and timers and other actors wait as long."),
            { Supply: ThreadSupply.Pinned } when blocks && routees > 2 * cores => FormattableString.Invariant(
                $"That is {routees} threads: as many jobs can wait at once, but no more than {cores} can compute."),
            { Threads: { } bound } when !blocks && bound < routees && plan.Handling == Handling.Async => FormattableString.Invariant(
                $"{Figures.Counted(bound, "thread")} for {routees} routees is no limit here: a job that waits asynchronously holds its mailbox and not its thread."),
            { Threads: { } bound } when blocks && bound < routees => FormattableString.Invariant(
                $"{routees} routees share {Figures.Counted(bound, "thread")}, so {Figures.Counted(bound, "job")} {(bound == 1 ? "runs" : "run")} at once."),
            { Supply: ThreadSupply.Foreign } =>
                "Mul does not know this type: how many jobs it runs at once shows only in a run.",
            _ when plan.Resizer is { } resizer => FormattableString.Invariant(
                $"The pool starts with {plan.RouteesAtStart} and resizes only when a message arrives: jobs that are queued by then stay with the routees that have them (at most {resizer.Upper})."),
            _ => null,
        };
    }
}
