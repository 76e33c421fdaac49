using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Rules;

/// <summary>The scheduler behind all channel executors has at least two workers, and somebody uses it.</summary>
internal sealed class ChannelSchedulerRule : IProfileRule
{
    public IEnumerable<Problem> Check(ProfileFacts facts)
    {
        if (facts.Own.Find(ChannelScheduler.Path) is not Section { Count: > 0 } own)
        {
            yield break;
        }

        var first = own.Children.First();
        var isUsed = facts.Catalog.Default.Supply == ThreadSupply.Channel
            || facts.References.UsedDispatchers.Any(id => facts.Catalog.Find(id, out _)?.Supply == ThreadSupply.Channel)
            || facts.WrittenDispatchers().Any(found => found.Dispatcher.Supply == ThreadSupply.Channel);
        if (!isUsed)
        {
            yield return facts.Ignored(
                first.Value.Origin, $"akka.channel-scheduler.{first.Key}", "akka.channel-scheduler is set, and no dispatcher has executor = channel-executor", "Remove it, or use the executor.");
        }
        else if (ChannelScheduler.WorkersOn(facts.Cores, facts.ChannelSettings) == 1)
        {
            var cause = own.Child("parallelism-max") ?? first.Value;
            yield return facts.Refuse(
                cause.Origin, "akka.channel-scheduler.parallelism-max",
                "a channel scheduler with one worker never processes a message: its control task fails without a word", "Set parallelism-max to 2 or more.");
        }
    }
}
