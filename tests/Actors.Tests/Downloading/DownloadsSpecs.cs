using Akka.Configuration;
using Mul.Actors.Downloading;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Downloading;

public sealed class DownloadsSpecs
{
    private static readonly Uri Origin = new("http://127.0.0.1:9/");
    private readonly Downloads _downloads = new();

    [Fact]
    public void The_origins_jobs_know_the_sums_of_their_files()
    {
        var content = new OriginContent(seed: 3, size: 40_000);

        var jobs = _downloads.Jobs(Options(("jobs", "2")), seed: 3);

        Assert.Equal(
            [
                new Download(0, new Uri(Origin, "/files/0.bin"), "000000-0.bin", content.Sum(content.Key("/files/0.bin"))),
                new Download(1, new Uri(Origin, "/files/1.bin"), "000001-1.bin", content.Sum(content.Key("/files/1.bin"))),
            ],
            jobs.Jobs.Select(job => job.Job));
        Assert.Equal(2, jobs.Count);
    }

    [Fact]
    public void The_origin_is_as_the_options_say() => Assert.Equal(
        new OriginSettings
        {
            Latency = TimeSpan.FromMilliseconds(5),
            Jitter = TimeSpan.FromMilliseconds(1),
            Size = 1000,
            Bandwidth = 1_000_000,
            ErrorRate = 0.5,
            Seed = 9,
        },
        _downloads.Origin(Options(("latency", "5ms"), ("jitter", "1ms"), ("size", "1KB"), ("bandwidth", "1MB"), ("error-rate", "50%")), seed: 9));

    [Fact]
    public void Warm_up_asks_for_what_answers_at_once_and_keeps_nothing()
    {
        var jobs = _downloads.Warmup(_downloads.Pools[0], Options(), 2).Jobs.Select(job => (Download)job.Job);

        Assert.Equal([(0, "/warmup/0", false), (1, "/warmup/1", false)], jobs.Select(job => (job.Id, job.Source.AbsolutePath, job.Keep)));
    }

    [Fact]
    public void A_list_of_urls_needs_no_origin_and_is_asked_for_no_more_than_it_says()
    {
        var options = Options(("urls", "list.txt"));

        Assert.Null(_downloads.Origin(options, seed: 1));
        Assert.Equal(0, _downloads.Warmup(_downloads.Pools[0], options, 3).Count);
    }

    [Theory]
    [InlineData("if-exists", "maybe")]
    [InlineData("output", "no/such/folder")]
    [InlineData("idle-timeout", "0")]
    public void A_value_that_cannot_be_used_is_refused_before_there_are_jobs(string option, string value) =>
        Assert.StartsWith($"--{option} {value}: ", Assert.Throws<UserException>(() => _downloads.Jobs(Options((option, value)), seed: 1)).Message);

    [Fact]
    public void Io_is_async_or_blocking_and_async_unless_the_profile_says()
    {
        Assert.Equal(Handling.Async, HandlingFor(""));
        Assert.Equal(Handling.Async, HandlingFor("mul.downloaders.io = async"));
        Assert.Equal(Handling.Blocking, HandlingFor("mul.downloaders.io = blocking"));
        Assert.Equal(UserException.BrokenProfile, Assert.Throws<UserException>(() => HandlingFor("mul.downloaders.io = both")).ExitCode);
    }

    [SkippableFact]
    public void More_routees_than_descriptors_are_refused()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the limit is read from /proc");
        var profile = ConfigurationFactory.ParseString("akka.actor.deployment { /downloaders { router = round-robin-pool, nr-of-instances = 1000000000 } }");

        var refused = Assert.Throws<UserException>(() => _downloads.Pools[0].PropsFor(new PoolSetup(profile, Options(), CancellationToken.None)));

        Assert.Contains("a socket and a file", refused.Message);
    }

    private Handling HandlingFor(string profile) => _downloads.Pools[0].HandlingFor(ConfigurationFactory.ParseString(profile));

    private OptionValues Options(params (string Name, string Value)[] chosen) =>
        new(_downloads.Options, chosen.ToDictionary(option => option.Name, option => option.Value), Origin);
}
