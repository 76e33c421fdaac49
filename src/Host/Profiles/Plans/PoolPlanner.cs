using Akka.Configuration;
using Mul.Actors.Jobs;
using Mul.Host.Profiles.Facts;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Profiles.Plans;

/// <summary>From a profile that is not broken to the plan of each of its pools.</summary>
internal sealed class PoolPlanner(ProfileFacts facts, Config config)
{
    /// <summary>The pools that the profile deploys: those of the workloads, or all of its routers if there are none.</summary>
    public IReadOnlyList<PoolPlan> Plan()
    {
        var names = facts.KnownPools.Count > 0
            ? facts.KnownPools.Select(pool => pool.Name)
            : facts.Deployments.Written.Where(deployment => deployment.Elements.Count == 1).Select(deployment => deployment.Elements[0]);
        return [.. names
            .Select(name => (Name: name, Deployment: facts.Deployments.Find(name)))
            .Where(found => found.Deployment?.Router is not null)
            .OrderBy(found => found.Deployment!.Own.Origin.Line)
            .Select(found => Plan(found.Name, found.Deployment!, found.Deployment!.Router!))];
    }

    private PoolPlan Plan(string name, Deployment deployment, string router)
    {
        var known = facts.KnownPools.FirstOrDefault(pool => pool.Name == name);
        var handling = known?.HandlingFor(config) ?? Handling.Unknown;
        var routees = deployment.Int(DeploymentKeys.Instances) ?? 1;
        var resizer = ResizerOf(deployment);
        var placed = new Placements(facts, name, deployment);
        var (given, because) = placed.Given();
        var asked = placed.Asked() ?? given;
        var most = resizer?.Upper ?? routees;
        var type = Routers.Mapping(facts.All, router) ?? throw NotRefused(router);
        var plan = new PoolPlan
        {
            Pool = name,
            Router = router,
            RouterType = ForeignType.Find(type.Text ?? "") ?? throw NotRefused(router),
            MapsRouter = type.Origin.Layer == Layer.Profile,
            Routees = routees,
            Resizer = resizer,
            Asked = PlanOf(asked, most),
            Given = PlanOf(given, most),
            Because = because,
            Mailbox = placed.Mailbox(given),
            Handling = handling,
            OpensConnections = known?.OpensConnections ?? false,
        };
        return plan with { Surprise = Surprises.Of(plan, facts.Cores) };
    }

    private static InvalidOperationException NotRefused(string router) => new($"router '{router}', which is none, was not refused");

    private DispatcherPlan PlanOf(ResolvedDispatcher dispatcher, int routees) => new()
    {
        Id = dispatcher.Id.Replace("\"", "", StringComparison.Ordinal),
        Type = dispatcher.Type,
        Executor = dispatcher.Executor,
        Throughput = dispatcher.Throughput,
        Supply = dispatcher.Supply,
        Threads = dispatcher.Supply == ThreadSupply.Pinned ? routees : ThreadsOf(dispatcher),
        MessagesPerTurn = dispatcher.MessagesPerTurn,
        Settings = EffectiveSettings.Of(dispatcher),
    };

    private int? ThreadsOf(ResolvedDispatcher dispatcher) => dispatcher.ThreadsOn(facts.Cores, facts.ChannelSettings);

    private static ResizerPlan? ResizerOf(Deployment deployment) => ValueRule.SwitchOf(deployment.Text("resizer.enabled")) is not true ? null
        : new ResizerPlan(
            deployment.Int("resizer.lower-bound") ?? 0,
            deployment.Int("resizer.upper-bound") ?? 0,
            deployment.Int("resizer.pressure-threshold") ?? 0,
            ValueRule.DoubleOf(deployment.Text("resizer.rampup-rate")) ?? 0,
            ValueRule.DoubleOf(deployment.Text("resizer.backoff-threshold")) ?? 0,
            ValueRule.DoubleOf(deployment.Text("resizer.backoff-rate")) ?? 0,
            deployment.Int("resizer.messages-per-resize") ?? 0);
}
