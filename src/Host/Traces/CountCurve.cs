namespace Mul.Host.Traces;

/// <summary>How many of something there were from one instant on.</summary>
/// <param name="At">Ticks; the counts hold until the next point.</param>
/// <param name="Mean">Equal to <paramref name="Most"/> where every change has its own point.</param>
internal readonly record struct CurvePoint(long At, double Mean, int Most);

/// <summary>A count over time, with no more points than a picture can show.</summary>
internal static class CountCurve
{
    /// <summary>
    /// Exact where it has at most <paramref name="mostPoints"/> changes; otherwise cut into as many parts of equal length,
    /// each with its mean over time and its greatest count.
    /// </summary>
    /// <param name="begins">When one came; in any order.</param>
    /// <param name="ends">When one went; in any order. Who has no end is there to the last.</param>
    /// <param name="span">From where to where; what came before it is there when it begins, what happens after it is left out.</param>
    public static IReadOnlyList<CurvePoint> Of(IEnumerable<long> begins, IEnumerable<long> ends, Span span, int mostPoints)
    {
        var changes = begins.Select(at => (At: at, By: 1)).Concat(ends.Select(at => (At: at, By: -1)))
            .GroupBy(change => Math.Max(span.Begin, change.At))
            .Select(group => (At: group.Key, By: group.Sum(change => change.By)))
            .Where(change => change.By != 0 && change.At <= span.End)
            .OrderBy(change => change.At)
            .ToArray();
        return changes.Length <= mostPoints ? Exact(changes, span) : Averaged(changes, span, mostPoints);
    }

    private static List<CurvePoint> Exact((long At, int By)[] changes, Span span)
    {
        var points = new List<CurvePoint> { new(span.Begin, 0, 0) };
        var count = 0;
        foreach (var (at, by) in changes)
        {
            count += by;
            if (at == span.Begin)
            {
                points.Clear();
            }

            points.Add(new CurvePoint(at, count, count));
        }

        return points;
    }

    private static List<CurvePoint> Averaged((long At, int By)[] changes, Span span, int parts)
    {
        var points = new List<CurvePoint>(parts);
        var (count, next) = (0, 0);
        for (var part = 0; part < parts; part++)
        {
            var from = Border(span, part, parts);
            var to = Border(span, part + 1, parts);
            var (now, area, most) = (from, 0.0, count);
            for (; next < changes.Length && (changes[next].At < to || part == parts - 1); next++)
            {
                area += (double)count * (changes[next].At - now);
                now = changes[next].At;
                count += changes[next].By;
                most = Math.Max(most, count);
            }

            area += (double)count * (to - now);
            points.Add(new CurvePoint(from, area / Math.Max(1, to - from), most));
        }

        return points;
    }

    private static long Border(Span span, int part, int parts) => span.Begin + (long)((Int128)(span.End - span.Begin) * part / parts);
}
