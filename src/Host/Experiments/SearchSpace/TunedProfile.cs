using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Nodes;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;
using Mul.Host.Traces;

namespace Mul.Host.Experiments.SearchSpace;

/// <summary>The profile that candidates are laid over: of its pools they replace dispatcher and size, and keep all else.</summary>
internal sealed class TunedProfile
{
    private readonly Profile _profile;
    private readonly IReadOnlyList<PoolPlan> _plans;

    private TunedProfile(Profile profile, IReadOnlyList<PoolPlan> plans)
    {
        _profile = profile;
        _plans = plans;
        var own = ProfileReader.Read(new ProfileSource(profile.Name, profile.File, profile.Text)).Own;
        Pools = plans.ToDictionary(plan => plan.Pool, plan => TunedPool.Of(plan, own));
    }

    public ProfileStamp Stamp => ProfileStamp.Of(_profile);

    /// <summary>What it says of each pool of the workload.</summary>
    public IReadOnlyDictionary<string, TunedPool> Pools { get; }

    /// <exception cref="UserException">It is not there (exit 2), is refused (exit 3), or has its pools on nodes (exit 2).</exception>
    public static TunedProfile Admit(string argument, IWorkload workload, bool strict)
    {
        var profile = Contender.Admit([argument], workload, strict)[0].Profile;
        return NodeSettings.Of(profile.Config).AreUsed
            ? throw new UserException($"{profile.File}: has its pools on nodes, and tune measures those of one process. Leave mul.nodes out: what is found then is what one node needs.")
            : new TunedProfile(profile, Contender.PlansOf(profile, workload, Environment.ProcessorCount));
    }

    /// <summary>Its text with <paramref name="settings"/> at the end, where they go before its own.</summary>
    public string With(string settings) => $"{_profile.Text.TrimEnd()}\n\n{settings}";

    /// <summary>The same as a profile; problems with it have their line in that text.</summary>
    public Profile With(Candidate candidate) => ProfileLoader.FromText(candidate.Name, $"{_profile.File} with {candidate.Name}", With(candidate.Hocon));

    public Handling HandlingOf(WorkloadPool pool) => pool.HandlingFor(_profile.Config);

    /// <exception cref="UserException">Its pools would not become what <paramref name="candidate"/> says, or would lose more than that replaces.</exception>
    public void RefuseUnlessReplaced(Candidate candidate, IWorkload workload)
    {
        var profile = Contender.Admit(candidate.Profile, workload, strict: false).Profile;
        foreach (var (pool, plan) in candidate.Pools.Zip(Contender.PlansOf(profile, workload, Environment.ProcessorCount)))
        {
            var mailbox = _plans.First(before => before.Pool == plan.Pool).Mailbox;
            var trouble =
                plan.Given.Id != pool.Dispatcher ? $"keeps its routees on {plan.Given.Id} by {plan.Because}, whatever is laid over it. Write /{plan.Pool} {{ pool-dispatcher = {plan.Given.Id} }} instead."
                : plan.Mailbox != mailbox ? $"has its mailbox ({mailbox}) from what is replaced. Write \"/{plan.Pool}/*\" {{ mailbox = … }}."
                : null;
            if (trouble is not null)
            {
                throw new UserException($"{_profile.File}: /{plan.Pool} {trouble}");
            }
        }
    }
}

/// <summary>What a profile says of a pool, as far as it is laid over.</summary>
/// <param name="Router">It stays.</param>
/// <param name="Dispatcher">A name that the profile does not have yet.</param>
/// <param name="OnRoutees">Whether the dispatcher stands under the routees' own path, where a <c>pool-dispatcher</c> would be overruled.</param>
/// <param name="Resizes">Whether its size would change.</param>
internal sealed record TunedPool(string Router, string Dispatcher, bool OnRoutees, bool Resizes)
{
    public static TunedPool Of(PoolPlan plan, Section profile)
    {
        var name = $"{plan.Pool}-dispatcher";
        var free = Enumerable.Range(2, profile.Count).Select(time => FormattableString.Invariant($"{name}-{time}")).Prepend(name).First(one => profile.Child(one) is null);
        var onRoutees = ((string[])["*", "**"]).Any(wild => profile.Find([.. HoconPath.Split(DeploymentKeys.Id), $"/{plan.Pool}/{wild}", DeploymentKeys.Dispatcher]) is not null);
        return new TunedPool(plan.Router, free, onRoutees, plan.Resizer is not null);
    }
}
