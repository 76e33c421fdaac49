using System.Buffers.Binary;
using Akka.Actor;
using Akka.TestKit.Xunit2;
using Mul.Actors.Crunching;
using Mul.Actors.Crunching.Sampling;
using Mul.Actors.Jobs;
using static Mul.Actors.Jobs.JobProtocol;

namespace Mul.Actors.Tests.Crunching;

public sealed class NumberCruncherSpecs() : TestKit(Patience.Hocon)
{
    private static readonly (int, int) Largest = (2000, 5000);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task A_job_is_answered_with_the_digest_of_its_sample()
    {
        var cruncher = Sys.ActorOf(NumberCruncher.PropsFor(output: null, Largest, default));

        cruncher.Tell(new Crunch(Id: 17, Items: 1000, Range: 5000, Seed: 3, Kept: true));

        var completed = await ExpectMsgAsync<Completed>();
        using var sample = Sampler.Take(1000, 5000, Mix.Of(3, 17), default)!;
        Assert.Equal((17, sample.Digest), (completed.JobId, completed.Digest));
    }

    [Fact]
    public async Task Two_routees_get_the_same_digest_for_one_job_and_different_ones_for_two()
    {
        var (one, other) = (Sys.ActorOf(NumberCruncher.PropsFor(null, Largest, default)), Sys.ActorOf(NumberCruncher.PropsFor(null, Largest, default)));

        one.Tell(new Crunch(0, 1000, 5000, 3, Kept: true));
        var first = await ExpectMsgAsync<Completed>();
        other.Tell(new Crunch(0, 1000, 5000, 3, Kept: true));
        var same = await ExpectMsgAsync<Completed>();
        one.Tell(new Crunch(1, 1000, 5000, 3, Kept: true));
        var next = await ExpectMsgAsync<Completed>();

        Assert.Equal(first.Digest, same.Digest);
        Assert.NotEqual(first.Digest, next.Digest);
    }

    [Fact]
    public async Task A_job_is_cancelled_when_the_run_is_stopping()
    {
        var cruncher = Sys.ActorOf(NumberCruncher.PropsFor(null, Largest, new CancellationToken(canceled: true)));

        cruncher.Tell(new Crunch(4, 1000, 5000, 3, Kept: true));

        Assert.Equal(4, (await ExpectMsgAsync<Cancelled>()).JobId);
    }

    [Fact]
    public async Task Kept_samples_are_written_in_order_as_little_endian_integers()
    {
        var cruncher = Sys.ActorOf(NumberCruncher.PropsFor(NumberFolder.Open(_folder), Largest, default));

        cruncher.Tell(new Crunch(2, 1000, 5000, 3, Kept: true));
        await ExpectMsgAsync<Completed>();
        cruncher.Tell(new Crunch(3, 1000, 5000, 3, Kept: false));
        await ExpectMsgAsync<Completed>();

        var bytes = await File.ReadAllBytesAsync(Path.Combine(_folder, "sample-2.int32"));
        using var sample = Sampler.Take(1000, 5000, Mix.Of(3, 2), default)!;
        Assert.Equal(sample.Numbers.ToArray(), bytes.Chunk(4).Select(four => BinaryPrimitives.ReadInt32LittleEndian(four)));
        Assert.Single(Directory.GetFiles(_folder, "sample-*"));
    }

    [Fact]
    public async Task A_job_whose_sample_cannot_be_written_has_failed()
    {
        var cruncher = Sys.ActorOf(NumberCruncher.PropsFor(NumberFolder.Open(_folder), Largest, default));
        Directory.Delete(_folder, recursive: true);

        cruncher.Tell(new Crunch(2, 10, 50, 3, Kept: true));

        var failed = await ExpectMsgAsync<Failed>();
        Assert.Equal(2, failed.JobId);
        Assert.DoesNotContain('\n', failed.Reason);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_sample_that_cannot_get_its_name()
    {
        var cruncher = Sys.ActorOf(NumberCruncher.PropsFor(NumberFolder.Open(_folder), Largest, default));
        Directory.CreateDirectory(Path.Combine(_folder, "sample-2.int32"));

        cruncher.Tell(new Crunch(2, 10, 50, 3, Kept: true));

        await ExpectMsgAsync<Failed>();
        Assert.Empty(Directory.GetFiles(_folder, "sample-*"));
    }

    [Fact]
    public async Task An_impossible_job_crashes_its_routee_which_answers_and_goes_on()
    {
        var cruncher = Sys.ActorOf(NumberCruncher.PropsFor(null, Largest, default));

        cruncher.Tell(new Crunch(0, Items: 6, Range: 5, Seed: 1, Kept: true));
        Assert.StartsWith("ArgumentOutOfRangeException", (await ExpectMsgAsync<Failed>()).Reason, StringComparison.Ordinal);
        cruncher.Tell(new Crunch(1, Items: 5, Range: 6, Seed: 1, Kept: true));

        Assert.Equal(1, (await ExpectMsgAsync<Completed>()).JobId);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
