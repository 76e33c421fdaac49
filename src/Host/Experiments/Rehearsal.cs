using Mul.Host.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Experiments;

/// <summary>What a measured process does while it waits to be told its task: it starts a system of nobody's, so that the code for it is compiled by the time that its own starts.</summary>
/// <remarks>Nothing else is left of it when the run begins: the ActorSystem has ended, and its threads with it.</remarks>
internal static class Rehearsal
{
    /// <returns>Ends when nothing of it goes on any more.</returns>
    public static Task Begin()
    {
        var system = new ProfileSystem(ProfileLoader.FromText("rehearsal", "rehearsal", ""));
        return Task.Run(system.Dispose);
    }
}
