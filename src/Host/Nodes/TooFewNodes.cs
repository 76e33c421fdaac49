using System.Globalization;
using Mul.Actors.Jobs;
using Mul.Host.Processes;

namespace Mul.Host.Nodes;

/// <summary>What a run ends with that has too few nodes, whoever gives them their jobs.</summary>
internal static class TooFewNodes
{
    /// <summary>How long nodes are waited for that a run cannot begin without.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    /// <param name="who">As <c>1 of 2 have joined</c>.</param>
    /// <param name="more">What is known of the reason, as a sentence; empty if nothing is.</param>
    public static UserException ToBegin(string who, string more = "") =>
        Of(string.Create(CultureInfo.InvariantCulture, $"begin: {who} within {StartPatience.TotalSeconds} s"), more);

    /// <summary>Of node processes that the run started itself.</summary>
    public static UserException ToBegin(EndedNode last, int processes) => Of($"begin: {Left(last, processes)}", last.LastWords);

    /// <param name="who">As <c>none of 2 is left</c>.</param>
    /// <param name="more">What is known of the reason, as a sentence; empty if nothing is.</param>
    public static UserException ToGoOn(string who, string more) => Of($"go on: {who}", more);

    /// <summary>Of node processes that the run started itself.</summary>
    public static UserException ToGoOn(EndedNode last, int processes) => Of($"go on: {Left(last, processes)}", last.LastWords);

    private static UserException Of(string what, string more) => new($"too few nodes to {what}.{(more.Length == 0 ? "" : $" {more}")}", ExitCode.TooFewNodes);

    private static string Left(EndedNode last, int processes) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.Left} of {processes} node processes are left");
}
