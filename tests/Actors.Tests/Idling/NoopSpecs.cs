using Akka.Actor;
using Akka.TestKit.Xunit2;
using Mul.Actors.Idling;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Idling;

public sealed class NoopSpecs() : TestKit(Patience.Hocon)
{
    private readonly Noop _noop = new();

    [Fact]
    public void It_has_as_many_jobs_as_asked_for_numbered_from_0_for_its_only_pool()
    {
        var jobs = _noop.Jobs(Options(("jobs", "5")), seed: 1);

        Assert.Equal(5, jobs.Count);
        Assert.Equal([0, 1, 2, 3, 4], jobs.Jobs.Select(job => job.Job.Id));
        Assert.All(jobs.Jobs, job => Assert.Equal(0, job.Pool));
        Assert.Equal("idlers", Assert.Single(_noop.Pools).Name);
    }

    [Fact]
    public void Its_warm_up_is_as_long_as_asked_for() =>
        Assert.Equal(3, _noop.Warmup(_noop.Pools[0], Options(), 3).Jobs.Count());

    [Fact]
    public async Task An_idler_completes_a_job_with_a_digest_of_the_jobs_number_alone()
    {
        var idlers = new[] { Sys.ActorOf(Idler.PropsFor()), Sys.ActorOf(Idler.PropsFor()) };
        var digests = new List<ulong>();

        foreach (var (idler, id) in new[] { (idlers[0], 1), (idlers[1], 1), (idlers[0], 2) })
        {
            idler.Tell(new Idle(id));
            digests.Add((await ExpectMsgAsync<JobProtocol.Completed>()).Digest);
        }

        Assert.Equal(digests[0], digests[1]);
        Assert.NotEqual(digests[0], digests[2]);
    }

    private OptionValues Options(params (string Name, string Value)[] chosen) =>
        new(_noop.Options, chosen.ToDictionary(option => option.Name, option => option.Value));
}
