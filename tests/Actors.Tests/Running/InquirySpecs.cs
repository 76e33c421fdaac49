using Akka.Actor;
using Akka.TestKit;
using Mul.Actors.Running;

namespace Mul.Actors.Tests.Running;

public sealed class InquirySpecs() : Akka.TestKit.Xunit2.TestKit("instrument { type = PinnedDispatcher }\n" + Patience.Hocon)
{
    private const string Dispatcher = "instrument";

    [Fact]
    public void It_holds_the_caller_until_the_answer_is_there()
    {
        var target = Answering("answer");

        Assert.Equal("answer", Inquiry.Ask<string>(Sys, target, "question", Dispatcher, Timeout.InfiniteTimeSpan));
        target.ExpectMsg("question");
    }

    [Fact]
    public void It_gives_up_when_no_answer_comes_in_time() =>
        Assert.Null(Inquiry.Ask<string>(Sys, CreateTestProbe(), "question", Dispatcher, TimeSpan.FromMilliseconds(1)));

    [Fact]
    public async Task It_gives_up_when_the_system_ends()
    {
        var target = CreateTestProbe();
        var asked = Task.Run(() => Inquiry.Ask<string>(Sys, target, "question", Dispatcher, Timeout.InfiniteTimeSpan));
        await target.ExpectMsgAsync("question");

        await Sys.Terminate();

        Assert.Null(await asked);
        Assert.Null(Inquiry.Ask<string>(Sys, target, "question", Dispatcher, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void What_is_no_answer_is_not_taken_for_one() =>
        Assert.Equal("answer", Inquiry.Ask<string>(Sys, Answering(17, "answer"), "question", Dispatcher, Timeout.InfiniteTimeSpan));

    // The default dispatcher is the profile's to jam.
    [Fact]
    public void It_listens_on_the_instruments_dispatcher_and_leaves_no_listener_behind()
    {
        var target = Answering("answer");

        Inquiry.Ask<string>(Sys, target, "question", Dispatcher, Timeout.InfiniteTimeSpan);

        target.ExpectMsg("question");
        Assert.Equal(Dispatcher, ((ActorCell)((ActorRefWithCell)target.LastSender).Underlying).Dispatcher.Id);
        Watch(target.LastSender);
        ExpectTerminated(target.LastSender);
    }

    private TestProbe Answering(params object[] answers)
    {
        var target = CreateTestProbe();
        target.SetAutoPilot(new DelegateAutoPilot((sender, _) =>
        {
            Array.ForEach(answers, answer => sender.Tell(answer));
            return AutoPilot.KeepRunning;
        }));
        return target;
    }
}
