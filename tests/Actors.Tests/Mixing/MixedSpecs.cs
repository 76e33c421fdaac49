using Mul.Actors.Jobs;
using Mul.Actors.Mixing;

namespace Mul.Actors.Tests.Mixing;

public sealed class MixedSpecs
{
    private readonly Mixed _workload = new();

    [Fact]
    public void More_jobs_than_can_be_numbered_are_refused()
    {
        var refused = Assert.Throws<UserException>(() => _workload.Jobs(Chosen(("jobs", "2000000000"), ("crunch-jobs", "2000000000")), seed: 1));

        Assert.Equal("--crunch-jobs 2000000000: with 2000000000 downloads there are more than 2147483647 jobs. Ask for fewer of either.", refused.Message);
        Assert.Equal(UserException.Usage, refused.ExitCode);
    }

    [Fact]
    public void As_many_as_can_be_numbered_are_not() =>
        Assert.Equal(int.MaxValue, _workload.Jobs(Chosen(("jobs", "2000000000"), ("crunch-jobs", "147483647")), seed: 1).Count);

    private OptionValues Chosen(params (string Name, string Value)[] options) =>
        new(_workload.Options, options.ToDictionary(option => option.Name, option => option.Value));
}
