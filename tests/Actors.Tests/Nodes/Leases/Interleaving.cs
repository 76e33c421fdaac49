namespace Mul.Actors.Tests.Nodes.Leases;

/// <summary>Lives through a world: first what was drawn happens, then nothing fails any more and everything must come to its end.</summary>
internal static class Interleaving
{
    public const int Jobs = 5;

    private static readonly TimeSpan Step = World.Lease / 8;

    // What one number of a schedule means: more of what ordinarily happens than of what goes wrong.
    private static readonly Action<World, int>[] Happenings =
    [
        .. Times(24, (world, place) => world.Deliver(place)),
        .. Times(10, (world, place) => world.Speak(place)),
        .. Times(8, (world, place) => world.FinishJob(place, place / World.Nodes)),
        .. Times(8, (world, _) => world.Coordinate()),
        .. Times(6, (world, _) => world.TellNextJob()),
        .. Times(6, (world, _) => world.Commit()),
        .. Times(6, (world, _) => world.HearOfCommit()),
        .. Times(6, (world, _) => world.Pass(Step)),
        .. Times(1, (world, _) => world.Pass(World.Lease)),
        .. Times(4, (world, place) => world.Drop(place)),
        .. Times(4, (world, place) => world.Duplicate(place)),
        .. Times(2, (world, place) => world.Kill(place, isKnown: true)),
        .. Times(1, (world, place) => world.Kill(place, isKnown: false)),
        .. Times(3, (world, place) => world.StartNode(place)),
        .. Times(2, (world, place) => Pause(world, place)),
        .. Times(2, (world, place) => Resume(world, place)),
        .. Times(1, (world, place) => world.Leave(place)),
        .. Times(2, (world, _) => world.CrashCoordinator()),
        .. Times(4, (world, _) => world.StartCoordinator()),
    ];

    /// <param name="schedule">What happens, in order; any numbers.</param>
    /// <param name="killer">A job that kills whoever does it, or null.</param>
    /// <exception cref="BrokenPromiseException">A promise was broken.</exception>
    public static void Live(MakeBook make, int[] schedule, int? killer)
    {
        var world = new World(make, Jobs, killer);
        foreach (var number in schedule)
        {
            Happenings[number % Happenings.Length](world, number / Happenings.Length);
        }

        End(world);
    }

    /// <summary>Nothing fails, nodes come and go as they please, jobs outlast their leases: every attempt is the first, but for what was handed back.</summary>
    public static void LiveCalmly(MakeBook make, int[] schedule)
    {
        var world = new World(make, Jobs);
        foreach (var number in schedule)
        {
            switch (number % 8)
            {
                case 0:
                    world.TellNextJob();
                    break;
                case 1 or 2:
                    // One job in so many steps: longer than a lease.
                    world.FinishJob(number / 8, number / 64);
                    break;
                case 3 when number / 8 % 4 == 0:
                    world.Leave(number / 32);
                    break;
                case 4:
                    world.StartNode(number / 8);
                    break;
            }

            Settle(world);
        }

        Judge.Hold(world.Coordinator!.Expired == 0, "a lease ends although its node renews it, or has handed it back");
        Judge.Hold(world.Coordinator.Died == 0, "a node counts as dead that is not");
        End(world);
    }

    private static void End(World world)
    {
        world.StartCoordinator();
        for (var node = 0; node < World.Nodes; node++)
        {
            Resume(world, node);
        }

        // A killer takes a node with it as often as it may; each time its lease may have to end first.
        for (var step = 0; step < 200 && !world.IsDone; step++)
        {
            for (var node = 0; node < World.Nodes; node++)
            {
                world.StartNode(node);
                world.FinishJob(node, 0);
            }

            world.TellNextJob();
            Settle(world);
        }

        Judge.Hold(world.Judge.Answered == Jobs, "a job never has its outcome");
        Judge.Hold(world.Judge.Rows.Count == Jobs, "a job has no row");
        Judge.Hold(world.IsDone, "a node's result is never acknowledged");
        foreach (var (job, row) in world.Judge.Rows)
        {
            Judge.Hold(row.Check is not { } digest || digest == SimulatedNode.DigestOf(job), "a row has another job's result");
        }
    }

    // Everything that is under way arrives, everybody speaks, and time goes on a little.
    private static void Settle(World world)
    {
        world.Pass(Step);
        for (var node = 0; node < World.Nodes; node++)
        {
            world.Speak(node);
        }

        Calm(world);
        world.Coordinate();
        Calm(world);
    }

    private static void Calm(World world)
    {
        while (world.Messages > 0)
        {
            world.Deliver(0);
            world.Commit();
            world.HearOfCommit();
        }

        world.Commit();
        world.HearOfCommit();
    }

    private static void Pause(World world, int place)
    {
        if (world.Node(place) is { } node)
        {
            node.IsPaused = true;
        }
    }

    private static void Resume(World world, int place)
    {
        if (world.Node(place) is { } node)
        {
            node.IsPaused = false;
        }
    }

    private static IEnumerable<Action<World, int>> Times(int times, Action<World, int> happening) => Enumerable.Repeat(happening, times);
}
