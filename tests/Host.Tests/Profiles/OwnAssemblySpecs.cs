using Mul.Host.Profiles;
using Mul.Host.Profiles.Facts;

namespace Mul.Host.Tests.Profiles;

/// <summary>Whoever brings actors of his own brings readers of settings of which Mul knows nothing.</summary>
public sealed class OwnAssemblySpecs
{
    private const string Pool = "akka.actor.deployment { /crunchers { router = round-robin-pool, nr-of-instances = 2 } }\n";

    [Theory]
    [InlineData("shop { url = \"http://shop.example\", retries = 3 }")]
    [InlineData("shop.url = \"http://shop.example\"")]
    [InlineData("shop { io { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 2 }\n url = \"http://shop.example\" }")]
    [InlineData("akka.persistence.journal.plugin = \"akka.persistence.journal.inmem\"")]
    [InlineData("d9 { type = ForkJoinDispatcher, dedicated-thread-pool.thread-count = 2 }")]
    [InlineData("box { mailbox-type = \"Akka.Dispatch.UnboundedDequeBasedMailbox, Akka\" }")]
    [InlineData("akka.actor.deployment { \"/crunchers/*/kid\" { dispatcher = akka.actor.task-dispatcher } }")]
    [InlineData("akka.actor.deployment { \"/crunchers/*/kid\" { router = round-robin-pool, nr-of-instances = 2 } }")]
    [InlineData("akka.actor.deployment { /shared { router = round-robin-pool, nr-of-instances = 2 } }")]
    public void What_its_actors_may_read_or_name_is_theirs(string text)
    {
        Assert.Empty(Problems(text, new OwnAssembly(["Akka.Persistence"])));
        Assert.NotEmpty(Problems(text, null));
    }

    [Theory]
    [InlineData("aka { actor.x = 1 }")]
    [InlineData("akka.persistance.journal.plugin = x")]
    [InlineData("akka.persist.journal.plugin = x")]
    [InlineData("akka.discovery.method = x")]
    [InlineData("akka.actor.shop = 1")]
    [InlineData("mul.shop = 1")]
    [InlineData("shop = 1")]
    [InlineData("/crunchers { router = round-robin-pool }")]
    [InlineData("fork-join-executor { parallelism-max = 4 }")]
    [InlineData("shop { io { type = ForkJoinDispatcher, througput = 2 } }")]
    public void What_is_nobodys_is_refused_as_ever(string text) =>
        Assert.Contains(Problems(text, new OwnAssembly(["Akka.Persistence"])), problem => problem.Severity == ProblemSeverity.Refused);

    private static IReadOnlyList<Problem> Problems(string text, OwnAssembly? assembly) =>
        ProfileExamination.Of(new ProfileSource("x", "x.hocon", Pool + text), FakeWorkload.All, FakeWorkload.Crunch, cores: 2, assembly).Problems;
}
