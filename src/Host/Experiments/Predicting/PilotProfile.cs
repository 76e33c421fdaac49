using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Hocon;
using Mul.Host.Profiles.Knowledge;
using Mul.Host.Profiles.Plans;

namespace Mul.Host.Experiments.Predicting;

/// <summary>The profile under which a pilot runs: the <c>mul.*</c> settings of another one, and nothing else of it.</summary>
internal static class PilotProfile
{
    // Nodes are how a profile spreads its pools; one job takes as long without them.
    private const string Nodes = "nodes";

    /// <param name="profile">What is to be predicted.</param>
    /// <param name="pools">All pools of the workload; those that hold their thread get one per routee, so that none waits for another.</param>
    public static Profile Of(Profile profile, IEnumerable<PoolPlan> pools, int routees)
    {
        var own = ProfileReader.Read(new ProfileSource(profile.Name, profile.File, profile.Text)).Own;
        string[] lines =
        [
            .. Settings(["mul"], own.Child("mul")),
            "pilot-dispatcher { type = PinnedDispatcher }",
            .. pools.Select(pool => Deployment(pool, routees)),
        ];
        return ProfileLoader.FromText("pilot", "pilot.hocon", string.Join('\n', lines) + "\n");
    }

    private static string Deployment(PoolPlan pool, int routees) => string.Create(
        CultureInfo.InvariantCulture,
        $"akka.actor.deployment {{ /{pool.Pool} {{ router = {Routers.RoundRobin}, nr-of-instances = {routees}{(pool.Handling == Handling.Async ? "" : ", pool-dispatcher = pilot-dispatcher")} }} }}");

    private static IEnumerable<string> Settings(IReadOnlyList<string> path, Node? node) => node switch
    {
        Section section => section.Children
            .Where(child => path.Count > 1 || child.Key != Nodes)
            .SelectMany(child => Settings([.. path, child.Key], child.Value)),
        Value { Text: { } text } => [$"{HoconPath.Join(path)} = \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""],
        _ => [],
    };
}
