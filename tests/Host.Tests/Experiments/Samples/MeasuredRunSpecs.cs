using Mul.Actors.Jobs;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Workloads;

namespace Mul.Host.Tests.Experiments.Samples;

public sealed class MeasuredRunSpecs
{
    // Akka.NET hands on copies of all messages then, and the copy of a run's log is empty.
    [Fact]
    public void A_run_whose_jobs_were_never_told_is_no_result()
    {
        var workload = WorkloadCatalog.Find("noop");
        var settings = new SampleSettings { Workload = workload, Options = new OptionValues(workload.Options, new Dictionary<string, string> { ["jobs"] = "20" }) };
        var profile = ProfileLoader.FromText("copies", "copies.hocon", "akka.actor { serialize-messages = on, deployment { /idlers { router = round-robin-pool, nr-of-instances = 2 } } }");
        using var run = new MeasuredRun(settings.TaskFor(new Contender(profile, [], [])), CancellationToken.None);

        var refused = Assert.Throws<UserException>(run.Run);

        Assert.Equal("the run ended when 0 of its 20 jobs had been told. If the profile sets akka.actor.serialize-messages = on, leave it out.", refused.Message);
    }
}
