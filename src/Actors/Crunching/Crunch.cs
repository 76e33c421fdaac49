using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Crunching;

/// <summary>Work for a <see cref="NumberCruncher"/>: distinct numbers in random order, as Python's <c>random.sample(range(n), k)</c>.</summary>
/// <param name="Items">How many numbers to take, from 0 to <paramref name="Range"/>.</param>
/// <param name="Range">They are taken from 0 to Range − 1.</param>
/// <param name="Seed">The run's seed; with the job's id it determines every number.</param>
/// <param name="Kept">Whether the sample is written to the output folder, if there is one; warm-up jobs are not.</param>
internal sealed record Crunch(int Id, int Items, int Range, ulong Seed, bool Kept) : Job(Id);
