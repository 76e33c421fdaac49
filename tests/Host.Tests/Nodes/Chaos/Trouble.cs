namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Node">To whom, where it is a node's.</param>
/// <param name="Lasting">For how long, where it ends by itself.</param>
internal sealed record Trouble(TroubleKind Kind, int Node, TimeSpan Lasting)
{
    /// <summary>At most so many stops are longer than 5 s.</summary>
    private const int MostLongStops = 20;

    // Of a hundred.
    private static readonly (TroubleKind Kind, int Share)[] Deck =
    [
        (TroubleKind.NodeKilled, 30),
        (TroubleKind.NodeStopped, 15),
        (TroubleKind.NodeStoppedForLong, 3),
        (TroubleKind.NodeCutOff, 12),
        (TroubleKind.MessagesLost, 10),
        (TroubleKind.MessagesDoubled, 8),
        (TroubleKind.MessagesReordered, 8),
        (TroubleKind.CoordinatorKilled, 3),
        (TroubleKind.CoordinatorKilledAroundCommit, 4),
        (TroubleKind.CoordinatorKilledBeforeAcknowledgement, 4),
        (TroubleKind.CoordinatorKilledAfterAcknowledgement, 3),
    ];

    /// <summary>Some of every kind, in an order and with durations that follow from <paramref name="random"/>.</summary>
    public static IReadOnlyList<Trouble> Some(int count, int nodes, Random random)
    {
        // Each kind as often as its share, to the nearest: the sum of shares so far says where one kind ends and the next begins.
        var kinds = new TroubleKind[count];
        var (shares, dealt, longStops) = (0, 0, 0);
        foreach (var (kind, share) in Deck)
        {
            shares += share;
            for (; dealt < (int)Math.Round(count * shares / 100.0); dealt++)
            {
                kinds[dealt] = kind == TroubleKind.NodeStoppedForLong && ++longStops > MostLongStops ? TroubleKind.NodeStopped : kind;
            }
        }

        random.Shuffle(kinds);
        return [.. kinds.Select(kind => new Trouble(kind, random.Next(nodes), TimeSpan.FromSeconds(Draw(kind, random))))];
    }

    private static double Draw(TroubleKind kind, Random random) => kind switch
    {
        TroubleKind.NodeStopped => Between(0.2, 5, random),
        // Most of them short: a third are longer than 20 s.
        TroubleKind.NodeStoppedForLong => Between(5, 20 + (40 * random.Next(3) / 2), random),
        TroubleKind.NodeCutOff => Between(0.5, 8, random),
        _ => Between(0.5, 3, random),
    };

    private static double Between(double from, double to, Random random) => from + ((to - from) * random.NextDouble());
}

internal enum TroubleKind
{
    NodeKilled,
    NodeStopped,
    NodeStoppedForLong,
    NodeCutOff,
    MessagesLost,
    MessagesDoubled,
    MessagesReordered,
    CoordinatorKilled,
    CoordinatorKilledAroundCommit,
    CoordinatorKilledBeforeAcknowledgement,
    CoordinatorKilledAfterAcknowledgement,
}
