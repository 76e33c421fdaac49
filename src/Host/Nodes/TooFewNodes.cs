using System.Globalization;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes;

/// <summary>What a run ends with that has too few nodes, whoever gives them their jobs.</summary>
internal static class TooFewNodes
{
    public const int ExitCode = 4;

    /// <summary>How long nodes are waited for that a run cannot begin without.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <param name="who">As <c>1 of 2 have joined</c>.</param>
    /// <param name="more">What is known of the reason; may be empty.</param>
    public static UserException ToBegin(string who, string? more) =>
        new(string.Create(CultureInfo.InvariantCulture, $"too few nodes to begin: {who} within {StartPatience.TotalSeconds} s. {more}"), ExitCode);

    /// <param name="who">As <c>none of 2 is left</c>.</param>
    /// <param name="more">What is known of the reason; may be empty.</param>
    public static UserException ToGoOn(string who, string? more = null) => new($"too few nodes to go on: {who}.{(more is null ? "" : $" {more}")}", ExitCode);

    /// <summary>Of node processes that the run started itself.</summary>
    /// <param name="lastWords">Of the last one that ended; may be empty.</param>
    public static UserException ToGoOn(int left, int processes, string? lastWords) =>
        ToGoOn(string.Create(CultureInfo.InvariantCulture, $"{left} of {processes} node processes are left"), lastWords ?? "");
}
