using Mul.Host.Processes;

namespace Mul.Host.Tests.Processes;

public sealed class LastWordsSpecs
{
    [Fact]
    public void Of_a_stack_trace_its_first_line_says_why_however_long_it_is() =>
        Assert.Equal("Stack overflow.", LineOf(["ready", "Stack overflow.", .. Enumerable.Range(0, 1_000).Select(frame => $"   at Order.Total({frame})")]));

    [Fact]
    public void What_the_command_itself_says_counts_more_than_what_a_plug_in_printed() =>
        Assert.Equal("mul: the disk is full.", LineOf(["connecting", "mul: the disk is full.", "goodbye"]));

    [Fact]
    public void Without_either_the_last_that_was_said_is_all_there_is() => Assert.Equal("goodbye", LineOf(["connecting", "goodbye", ""]));

    [Fact]
    public void Nothing_is_nothing() => Assert.Equal("", LineOf([]));

    private static string LineOf(IEnumerable<string> lines)
    {
        var words = new LastWords();
        foreach (var line in lines)
        {
            words.Hear(line);
        }

        return words.Line;
    }
}
