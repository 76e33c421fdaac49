using Mul.Actors.Crunching.Randomness;
using Mul.Actors.Crunching.Sampling;

namespace Mul.Actors.Tests.Crunching.Sampling;

public sealed class DensePlanSpecs
{
    // With 256 buckets of 16 bits an item, of which every other place is empty, buckets and sample are of one size.
    [Theory]
    [InlineData(10_706_638, 84_347_133)]
    [InlineData(3_026_692, 23_005_772)]
    [InlineData(256_089_058, 2_118_921_705)]
    [InlineData(10_000_000, 20_000_000)]
    [InlineData(100_000, 1_000_000)]
    public void The_sample_grows_into_no_bucket_unless_chance_is_seven_standard_deviations_off(int items, int range)
    {
        var plan = DensePlan.Of(items, range);

        for (var gathered = 1; gathered < plan.Buckets; gathered++)
        {
            var room = (plan.SampleBytes - (plan.BucketLines * 64 * (plan.Buckets - gathered))) / sizeof(uint);
            var share = (double)plan.Probability / BernoulliChunk.Certain * gathered / plan.Buckets;
            var deviation = Math.Sqrt(range * share * (1 - share));

            Assert.True(Math.Min(items, (range * share) + (7 * deviation)) <= room, $"{(room - (range * share)) / deviation} deviations after {gathered} buckets");
        }
    }
}
