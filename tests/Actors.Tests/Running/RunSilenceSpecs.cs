using Mul.Actors.Running;

namespace Mul.Actors.Tests.Running;

/// <summary>A pool that says nothing more must not keep a run for ever. Hours are told, not waited for.</summary>
public sealed class RunSilenceSpecs : RunTestKit
{
    private static readonly TimeSpan MaxSilence = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_silence_longer_than_allowed_ends_the_run_and_the_missing_jobs_are_failed()
    {
        MakeRunOf(jobs: 3, maxSilence: MaxSilence);
        await BeginAsync();
        Answer(1);

        Pulse(1.1 * MaxSilence);

        var log = await FinishedAsync();
        Assert.Equal([OutcomeKind.Failed, OutcomeKind.Completed, OutcomeKind.Failed], log.ToRecords().Select(record => record.Outcome));
        Assert.Equal([0, 2], log.Reasons.Keys.Order());
        Assert.All(log.Reasons.Values, reason => Assert.Equal("no outcome: the pools were silent for more than 3600 s; --max-silence allows more", reason));
        Assert.Equal(3, log.Answered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_known_whether_there_was_silence_from_the_beginning(bool isOneAnswered)
    {
        MakeRunOf(jobs: 2, maxSilence: MaxSilence);
        await BeginAsync();
        if (isOneAnswered)
        {
            Answer(1);
        }

        Pulse(1.1 * MaxSilence);

        Assert.Equal(!isOneAnswered, (await ExpectMsgAsync<RunProtocol.RunFinished>()).HeardNothing);
    }

    [Fact]
    public async Task A_job_that_no_routee_took_up_has_no_start_in_its_record()
    {
        MakeRunOf(jobs: 1, maxSilence: MaxSilence);
        await BeginAsync();

        Pulse(1.1 * MaxSilence);

        Assert.Equal(0, (await FinishedAsync()).ToRecords()[0].Started);
    }

    [Fact]
    public async Task A_shorter_silence_is_borne()
    {
        MakeRunOf(jobs: 1, maxSilence: MaxSilence);
        await BeginAsync();

        Pulse(0.9 * MaxSilence);

        await AssertGoesOnAsync();
    }

    [Fact]
    public async Task Each_outcome_breaks_the_silence()
    {
        MakeRunOf(jobs: 3, maxSilence: MaxSilence);
        await BeginAsync();

        Answer(0, finished: At(0.8 * MaxSilence));
        Pulse(1.6 * MaxSilence);
        await AssertGoesOnAsync();
        Answer(1, finished: At(1.6 * MaxSilence));
        Pulse(2.4 * MaxSilence);
        await AssertGoesOnAsync();
        Pulse(2.7 * MaxSilence);

        Assert.Equal(3, (await FinishedAsync()).Answered);
    }

    [Fact]
    public async Task An_outcome_that_is_not_counted_does_not_break_the_silence()
    {
        MakeRunOf(jobs: 2, maxSilence: MaxSilence);
        await BeginAsync();
        Answer(0);

        Answer(0, finished: At(0.9 * MaxSilence));
        Answer(77, finished: At(0.9 * MaxSilence));
        Pulse(1.1 * MaxSilence);

        Assert.Equal(OutcomeKind.Failed, (await FinishedAsync()).ToRecords()[1].Outcome);
    }

    [Fact]
    public async Task A_pool_that_is_at_work_is_not_silent()
    {
        var areAtWork = true;
        MakeRun(new RunPlan { Jobs = ListOf(1), Pools = [Pool], MaxSilence = MaxSilence, AreAtWork = () => Volatile.Read(ref areAtWork) });
        await BeginAsync();

        Pulse(0.9 * MaxSilence);
        Pulse(5 * MaxSilence);
        await AssertGoesOnAsync();
        Volatile.Write(ref areAtWork, false);
        Pulse(5.9 * MaxSilence);
        await AssertGoesOnAsync();
        Pulse(6.1 * MaxSilence);

        Assert.Equal(OutcomeKind.Failed, (await FinishedAsync()).ToRecords()[0].Outcome);
    }

    [Fact]
    public async Task A_pool_that_has_nothing_to_do_is_not_silent()
    {
        MakeRunOf(jobs: 2, Arrivals.Rate(1 / TimeSpan.FromHours(10).TotalSeconds), maxSilence: MaxSilence);
        await BeginAsync();
        Answer(0);

        for (var hours = 0.5; hours <= 9.5; hours += 0.5)
        {
            Pulse(TimeSpan.FromHours(hours));
        }

        await AssertGoesOnAsync();
        Pulse(TimeSpan.FromHours(10));
        await AssertGoesOnAsync();
        Answer(1, finished: At(TimeSpan.FromHours(10)));
        Assert.Equal(2, (await FinishedAsync()).Answered);
    }
}
