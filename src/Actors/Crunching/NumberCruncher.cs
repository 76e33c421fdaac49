using Akka.Actor;
using Mul.Actors.Crunching.Sampling;
using Mul.Actors.Jobs;

namespace Mul.Actors.Crunching;

/// <summary>Samples without replacement, one job at a time, on whatever thread its dispatcher gives it.</summary>
internal sealed class NumberCruncher : Routee
{
    private readonly NumberFolder? _output;
    private readonly (int Items, int Range) _largest;
    private readonly CancellationToken _stopping;

    /// <param name="output">Where the numbers are kept; null if their digest is enough.</param>
    /// <param name="largest">The sample that memory is made ready for.</param>
    /// <param name="stopping">Ends the sample in hand within 50 ms, and its file.</param>
    public NumberCruncher(NumberFolder? output, (int Items, int Range) largest, CancellationToken stopping)
    {
        _output = output;
        _largest = largest;
        _stopping = stopping;
        output?.LiveAsLongAs(Context.System);
        Handles<Crunch>(Sample);
    }

    public static Props PropsFor(NumberFolder? output, (int Items, int Range) largest, CancellationToken stopping) =>
        Props.Create(() => new NumberCruncher(output, largest, stopping));

    protected override void PreStart()
    {
        base.PreStart();
        Sampler.Prepare(_largest.Items, _largest.Range);
    }

    private JobResult Sample(Crunch job)
    {
        using var sample = Sampler.Take(job.Items, job.Range, Mix.Of(job.Seed, (ulong)job.Id), _stopping);
        if (sample is null)
        {
            return JobResult.Cancelled;
        }

        if (job.Kept && _output is not null)
        {
            try
            {
                _output.Write(job.Id, sample.Numbers, _stopping);
            }
            catch (OperationCanceledException)
            {
                return JobResult.Cancelled;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                return JobResult.Failed(refused.Message);
            }
        }

        return JobResult.Completed(sample.Digest);
    }
}
