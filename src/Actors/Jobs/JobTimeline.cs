using System.Diagnostics;

namespace Mul.Actors.Jobs;

/// <summary>
/// What only the routee knows of a job: when it ran, and where. When it was told is kept by the run,
/// so timestamps of two machines never meet in one message.
/// </summary>
/// <param name="Started">The <see cref="Stopwatch"/> timestamp at which the routee took the job up.</param>
/// <param name="Finished">The <see cref="Stopwatch"/> timestamp at which the routee had its outcome.</param>
/// <param name="Routee">The routee's number among those that its pool has had, from 0.</param>
/// <param name="Thread">The managed id of the thread on which the job started.</param>
public readonly record struct JobTimeline(long Started, long Finished, int Routee, int Thread);
