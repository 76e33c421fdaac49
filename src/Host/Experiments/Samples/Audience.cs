namespace Mul.Host.Experiments.Samples;

/// <summary>Who looks on while a run goes on. What nobody looks at is neither sent nor read.</summary>
/// <param name="Bar">A bar in a terminal, which moves ten times a second.</param>
/// <param name="Page">A live page, which has a snapshot once a second.</param>
/// <param name="Meter">A listener to the meter, which has the single jobs with it.</param>
internal sealed record Audience(bool Bar, bool Page, bool Meter);
