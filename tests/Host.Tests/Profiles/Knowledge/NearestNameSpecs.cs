using Mul.Host.Profiles.Knowledge;

namespace Mul.Host.Tests.Profiles.Knowledge;

public sealed class NearestNameSpecs
{
    [Theory]
    [InlineData("nr-of-instanses", "nr-of-instances")]
    [InlineData("thraeds", "threads")]
    [InlineData("THREADS", "threads")]
    [InlineData("cpu", "cpu-dispatcher")]
    [InlineData("task-dispatcher", "akka.actor.task-dispatcher")]
    [InlineData("xyz", null)]
    [InlineData("io", null)]
    public void The_name_that_was_probably_meant_is_found(string name, string? expected) =>
        Assert.Equal(expected, NearestName.To(name, ["nr-of-instances", "threads", "cpu-dispatcher", "akka.actor.task-dispatcher"]));
}
