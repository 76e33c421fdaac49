using Mul.Actors.Crunching.Kernels;
using Mul.Actors.Crunching.Randomness;
using Mul.Actors.Crunching.Sampling;

namespace Mul.Actors.Tests.Crunching.Sampling;

public sealed class SamplerSpecs
{
    // Each way of choosing, with none, some and many levels of dealing, and sizes that end within a chunk, a word, a vector.
    public static TheoryData<int, int> Sizes => new()
    {
        { 0, 0 }, { 0, 1 }, { 0, 1_000_000 }, { 1, 1 }, { 1, 2 }, { 1, int.MaxValue }, { 2, 2 }, { 5, 7 }, { 63, 64 }, { 64, 65 },
        { 1000, 1000 }, { 1000, 1001 }, { 300, 70_000 }, { 1000, 32_000 }, { 1000, 32_001 }, { 5000, 2_000_000_000 },
        { 10_241, 20_000 }, { 40_000, 65_536 }, { 65_537, 65_537 }, { 100_000, 131_073 }, { 300_000, 600_000 },
        { 200_000, 3_000_000 }, { 150_000, 2_000_000_000 }, { 700_000, 1_000_001 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_sample_has_as_many_distinct_numbers_of_the_range_as_asked_for(int items, int range)
    {
        using var sample = Sampler.Take(items, range, stream: 1, default)!;

        AssertIsSample(sample.Numbers, items, range);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_vector_width_takes_the_same_sample(int items, int range)
    {
        var plan = SamplePlan.For(items, range);
        var samples = VectorWidths.Available.Select(width =>
        {
            using var sample = Sampler.Take(plan, width, new RandomStream(width, 5), default)!;
            return (sample.Digest, Numbers: sample.Numbers.ToArray());
        }).ToArray();

        Assert.All(samples, sample => Assert.Equal(samples[0].Digest, sample.Digest));
        Assert.All(samples, sample => Assert.True(samples[0].Numbers.AsSpan().SequenceEqual(sample.Numbers)));
    }

    [Fact]
    public void Every_small_sample_is_taken_and_asks_for_little_memory()
    {
        // Attempts that always fail would be made again for ever.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var range = 1; range <= 300; range++)
        {
            for (var items = 0; items <= Math.Min(range, 12); items++)
            {
                Assert.InRange(Sampler.MemoryFor(items, range), 0, 1 << 22);
                using var sample = Sampler.Take(items, range, stream: 1, patience.Token);
                Assert.NotNull(sample);
                AssertIsSample(sample.Numbers, items, range);
            }
        }
    }

    [Theory]
    [InlineData(4097)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    [InlineData(int.MaxValue)]
    public void No_sparse_sample_draws_many_more_numbers_than_it_needs(int range)
    {
        for (var items = 0; items < range / SparsePlan.Sparsity; items += 1 + (items / 8))
        {
            var plan = Assert.IsType<SparsePlan>(SamplePlan.For(items, range));

            // Of the draws at least half are within the range, and few of a small part of it are drawn twice.
            Assert.InRange(plan.Draws, items, (2.2 * items) + 400);
        }
    }

    [Fact]
    public void A_sample_of_everything_is_a_permutation()
    {
        using var sample = Sampler.Take(100_000, 100_000, stream: 3, default)!;

        var numbers = sample.Numbers.ToArray();
        Assert.NotEqual(Enumerable.Range(0, 100_000), numbers);
        Assert.Equal(Enumerable.Range(0, 100_000), numbers.Order());
    }

    [Fact]
    public void A_stream_is_always_the_same_sample_and_another_stream_another()
    {
        Assert.Equal(NumbersOf(stream: 1), NumbersOf(stream: 1));
        Assert.NotEqual(NumbersOf(stream: 1), NumbersOf(stream: 2));

        static int[] NumbersOf(ulong stream)
        {
            using var sample = Sampler.Take(20_000, 50_000, stream, default)!;
            return sample.Numbers.ToArray();
        }
    }

    [Fact]
    public void Samples_taken_at_once_do_not_share_memory()
    {
        using var one = Sampler.Take(20_000, 50_000, stream: 1, default)!;
        var before = one.Numbers.ToArray();
        using var other = Sampler.Take(20_000, 50_000, stream: 2, default)!;

        Assert.Equal(before, one.Numbers.ToArray());
        AssertIsSample(other.Numbers, 20_000, 50_000);
    }

    [Fact]
    public void A_sample_cannot_be_read_after_its_memory_was_given_back()
    {
        var sample = Sampler.Take(10, 20, stream: 1, default)!;
        sample.Dispose();

        Assert.Throws<ObjectDisposedException>(() => sample.Numbers.Length);
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(0, -1)]
    public void There_is_no_sample_of_more_numbers_than_there_are(int items, int range) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Take(items, range, stream: 1, default));

    [Theory]
    [InlineData(100_000, 200_000)]
    [InlineData(100_000, 1_000_000_000)]
    public void A_cancelled_sample_is_none(int items, int range) =>
        Assert.Null(Sampler.Take(items, range, stream: 1, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(1_000_000, 2_000_000, 40)]
    [InlineData(1_000_000, 1_000_000_000, 130)]
    public void A_sample_is_cancelled_wherever_it_is(int items, int range, int mostDraftsMore)
    {
        // The token is looked at between two drafts of random numbers, so counting these is as good as time.
        for (var drafts = 1; drafts < 400; drafts += 57)
        {
            using var stopping = new CancellationTokenSource();
            var random = new StoppingSource(drafts, stopping);

            Assert.Null(Sampler.Take(SamplePlan.For(items, range), VectorWidth.Portable, random, stopping.Token));
            Assert.InRange(random.Drafts, drafts, drafts + mostDraftsMore);
        }
    }

    [Fact]
    public void An_attempt_with_too_few_numbers_is_made_again()
    {
        // At a probability of one half, 50 of 100 are too few about half of the time.
        var plan = new DensePlan { Items = 50, Range = 100, Probability = BernoulliChunk.Certain / 2, Levels = 0, BucketItems = 100 };
        for (var stream = 0UL; stream < 50; stream++)
        {
            using var sample = Sampler.Take(plan, VectorWidths.Fastest, new RandomStream(VectorWidths.Fastest, stream), default)!;
            AssertIsSample(sample.Numbers, 50, 100);
        }
    }

    [Fact]
    public void An_attempt_whose_bucket_overflows_is_made_again()
    {
        // Four buckets for 100 numbers: 32 each at most, so a fourth of the numbers is rarely too many, but is.
        var plan = new DensePlan { Items = 100, Range = 100, Probability = BernoulliChunk.Certain, Levels = 1, BucketItems = 32 };
        var workspace = Workspace.Rent(plan.WorkspaceBytes);
        var attempts = Enumerable.Range(0, 200).Select(stream =>
        {
            workspace.Release(0);
            return Sampler.Try(plan, new Workbench(VectorWidths.Fastest, new RandomStream(VectorWidths.Fastest, (ulong)stream), workspace, default)).Attempt;
        }).ToArray();
        workspace.Return();

        Assert.Contains(Attempt.Failed, attempts);
        Assert.Contains(Attempt.Complete, attempts);
        for (var stream = 0UL; stream < 50; stream++)
        {
            using var sample = Sampler.Take(plan, VectorWidths.Fastest, new RandomStream(VectorWidths.Fastest, stream), default)!;
            AssertIsSample(sample.Numbers, 100, 100);
        }
    }

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(20_000_000)]
    [InlineData(100_000_000)]
    [InlineData(320_000_000)]
    [InlineData(400_000_000)]
    [InlineData(int.MaxValue)]
    public void Ten_million_numbers_stay_under_fifty_megabytes(int range)
    {
        // What a plan reserves beyond is only touched if the dice fall as unevenly as they never do.
        var plan = SamplePlan.For(10_000_000, range);

        Assert.InRange(plan.SampleBytes, 40_000_000, 46_000_000);
        Assert.InRange(TouchedBytes(plan), 0, 50_000_000);

        static double TouchedBytes(SamplePlan plan)
        {
            var bucket = plan is DensePlan dense ? (double)plan.SampleBytes / dense.Buckets : ((SparsePlan)plan).BucketItems * 4.0;
            return plan.SampleBytes + (plan is DensePlan { } runs ? runs.Chunks * (double)runs.Buckets * 4 : 0) + (bucket * (1 + 0.25 + 4.0 / 3));
        }
    }

    internal static void AssertIsSample(ReadOnlySpan<int> numbers, int items, int range)
    {
        Assert.Equal(items, numbers.Length);
        var sorted = numbers.ToArray();
        Array.Sort(sorted);
        Assert.True(items == 0 || (sorted[0] >= 0 && sorted[^1] < range));
        Assert.Equal(0, Enumerable.Range(1, Math.Max(0, items - 1)).Count(place => sorted[place - 1] == sorted[place]));
    }

    private sealed unsafe class StoppingSource(int after, CancellationTokenSource stopping) : WrongSource(seed: 1)
    {
        public int Drafts { get; private set; }

        public override void Coins(ulong* words, nint coins)
        {
            Count();
            base.Coins(words, coins);
        }

        public override void Draws(uint* draws, int count, int bits)
        {
            Count();
            base.Draws(draws, count, bits);
        }

        public override void Indices(uint* indices, int count, uint bound)
        {
            Count();
            base.Indices(indices, count, bound);
        }

        private void Count()
        {
            if (++Drafts == after)
            {
                stopping.Cancel();
            }
        }
    }
}
