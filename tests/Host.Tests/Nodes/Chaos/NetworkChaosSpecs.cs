using System.Diagnostics;
using System.Globalization;
using Mul.Host.Tests.EndToEnd;
using Xunit.Abstractions;

namespace Mul.Host.Tests.Nodes.Chaos;

/// <summary>
/// Every kind of trouble at once, to processes, messages and networks, in an order that follows from a seed. The size comes from
/// the environment: <c>MUL_CHAOS_JOBS=100000 MUL_CHAOS_FAULTS=500 MUL_CHAOS_SEED=1</c> takes about 25 minutes.
/// </summary>
[Collection(AloneOnTheMachine.Name)]
public sealed class NetworkChaosSpecs(ITestOutputHelper output)
{
    // From here on there are enough faults of each kind to speak of quantiles.
    private const int Many = 500;

    private static readonly int Jobs = Number("MUL_CHAOS_JOBS", 4_000);
    private static readonly int Faults = Number("MUL_CHAOS_FAULTS", 20);
    private static readonly int Seed = Number("MUL_CHAOS_SEED", 1);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SkippableFact]
    [Trait("Speed", "slow")]
    public async Task No_job_is_lost_or_counted_twice_whatever_happens_to_processes_messages_and_networks()
    {
        Skip.If(OwnNetwork.Missing is not null, OwnNetwork.Missing);
        var begun = Stopwatch.GetTimestamp();
        using var run = await ChaosRun.StartAsync(Jobs, TimeSpan.FromMilliseconds(100), Seed);
        var maker = new Troublemaker(run);
        var plan = Trouble.Some(Faults, ChaosRun.Nodes, new Random(Seed));
        for (var fault = 0; fault < plan.Count; fault++)
        {
            // By how far it is, not by the clock: the trouble meets the run on machines of any speed.
            await WaitForAsync(run, maker, (int)((fault + 1L) * Jobs / (plan.Count + 1)));
            await maker.DoAsync(plan[fault]);
        }

        await maker.EndAsync();
        await WaitForAsync(run, maker, Jobs);
        var ended = await run.EndAsync(Patience);
        Report(run, maker, Stopwatch.GetElapsedTime(begun));

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal((Jobs, Jobs, 0, 0), ended.Jobs);
        using var journal = new JournalChecker(run.JournalPath);
        Assert.Empty(journal.Faults(Jobs));
        Assert.All(journal.Digests, row => Assert.Equal(WaitingWorkload.DigestOf(row.Job, ChaosRun.Seed), row.Digest));
        Assert.Empty(maker.Faults);
        Assert.Empty(run.Tap.Faults);
        if (Faults >= Many)
        {
            Assert.True(Quantile(run.Tap.Redispatches, 0.99) <= 3);
            Assert.True(Quantile(run.Tap.Restarts, 0.99) <= 5);
        }
    }

    // A run that no node was left for has ended with 4, and is started again on its journal.
    private static async Task WaitForAsync(ChaosRun run, Troublemaker maker, int acknowledged)
    {
        var (last, since) = (0, Stopwatch.GetTimestamp());
        while (run.Tap.Acknowledged < acknowledged)
        {
            if (run.Tap.Acknowledged > last)
            {
                (last, since) = (run.Tap.Acknowledged, Stopwatch.GetTimestamp());
            }

            if (run.IsOver)
            {
                var ended = await run.EndAsync(Patience);
                Assert.True(ended.ExitCode is 0 or 4, ended.ToString());
                if (ended.ExitCode == 0)
                {
                    return;
                }

                await maker.GoOnAsync();
            }

            Assert.Empty(run.Tap.Faults);
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, "nothing is done any more");
            await Task.Delay(5);
        }
    }

    private void Report(ChaosRun run, Troublemaker maker, TimeSpan took)
    {
        Say($"{Jobs} jobs, {maker.Seen.Values.Sum()} faults, seed {Seed}, {took.TotalSeconds:0} s");
        foreach (var (what, count) in maker.Seen.OrderBy(seen => seen.Key, StringComparer.Ordinal))
        {
            Say($"  {count} × {what}");
        }

        Say($"messages lost {run.AllMischief.Sum(link => link.Dropped)}, doubled {run.AllMischief.Sum(link => link.Doubled)}, reordered {run.AllMischief.Sum(link => link.Overtaken)}");
        Say($"jobs done by more than one attempt: {run.Tap.DoneAgain}");
        Say($"from a node's SIGKILL until its jobs are handed out again: {Quantiles(run.Tap.Redispatches)}; not measured, for the coordinator was killed before: {run.Tap.Unmeasured}");
        Say($"from the coordinator's SIGKILL to its successor's first commit: {Quantiles(run.Tap.Restarts)}");
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static string Quantiles(IReadOnlyList<double> seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"median {Quantile(seconds, 0.5):0.00} s, p99 {Quantile(seconds, 0.99):0.00} s, max {Quantile(seconds, 1):0.00} s of {seconds.Count}");

    // The smallest that so many are not greater than.
    private static double Quantile(IReadOnlyList<double> seconds, double share) =>
        seconds.Count == 0 ? 0 : seconds.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * seconds.Count) - 1));

    private static int Number(string name, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
