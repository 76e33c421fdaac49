namespace Mul.Host.Findings;

/// <summary>So many jobs a pool must run at once.</summary>
/// <param name="Pool">Null = each.</param>
internal sealed record AchievesRail(string? Pool, int Jobs);
