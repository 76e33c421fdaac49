namespace Mul.Host.Simulation;

/// <summary>A time of which no more is known than its ends: of orders of magnitude between them one is as likely as another.</summary>
internal readonly record struct LogUniform(TimeSpan Least, TimeSpan Most)
{
    public static LogUniform Exactly(TimeSpan time) => new(time, time);

    public TimeSpan Next(Draws draws) => Least == Most ? Least : Least * Math.Pow(Most / Least, draws.Next());
}
