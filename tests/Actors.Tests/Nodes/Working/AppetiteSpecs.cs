using Mul.Actors.Nodes.Leases;
using Mul.Actors.Nodes.Working;

namespace Mul.Actors.Tests.Nodes.Working;

public sealed class AppetiteSpecs
{
    private readonly Appetite _appetite = new([2]);

    [Fact]
    public void A_node_wants_what_its_routees_do_at_once() => Assert.Equal(new JobsWanted(2, 2), _appetite.WantedAt(0, At(0)));

    [Fact]
    public void Of_long_jobs_it_wants_in_advance_what_it_did_in_the_last_quarter_of_a_second()
    {
        for (var job = 1; job <= 4; job++)
        {
            _appetite.Done(0, At(30 * job));
        }

        Assert.Equal(new JobsWanted(2, 2, 4), _appetite.WantedAt(0, At(121)));
        Assert.Equal(3, _appetite.UseAt(0, At(121)));
    }

    [Fact]
    public void Of_short_jobs_it_wants_soon_what_it_just_did()
    {
        for (var job = 0; job < 50; job++)
        {
            _appetite.Done(0, At(5));
        }

        Assert.Equal(new JobsWanted(2, 50, 50), _appetite.WantedAt(0, At(6)));
        Assert.Equal(52, _appetite.UseAt(0, At(6)));
    }

    [Theory]
    [InlineData(19, 1, 1)]
    [InlineData(20, 0, 1)]
    [InlineData(499, 0, 1)]
    [InlineData(500, 0, 0)]
    [InlineData(5_000, 0, 0)]
    public void What_was_done_is_forgotten_after_one_to_two_turns(int later, int justDone, int done)
    {
        _appetite.Done(0, At(3));

        Assert.Equal((2 + justDone, done), (_appetite.UseAt(0, At(later)), _appetite.WantedAt(0, At(later)).Ahead));
    }

    [Fact]
    public void All_that_it_wants_fits_into_one_message()
    {
        for (var job = 0; job < 10_000; job++)
        {
            _appetite.Done(0, At(5));
        }

        Assert.Equal(new JobsWanted(2, 4_096), _appetite.WantedAt(0, At(6)));
    }

    private static TimeSpan At(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
