using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Commands;

namespace Mul.Host.Tests.Commands;

/// <summary>A value of the wrong kind is refused before anything starts, in words that name neither a type nor a class.</summary>
public sealed class WrongValueSpecs
{
    [Theory]
    [InlineData("--seed", "x", "a whole number from 0 to 18,446,744,073,709,551,615")]
    [InlineData("--seed", "-1", "a whole number from 0 to 18,446,744,073,709,551,615")]
    [InlineData("--warmup", "x", "a whole number from 0 to 2,147,483,647")]
    [InlineData("--warmup", "-1", "a whole number from 0 to 2,147,483,647")]
    [InlineData("--rate", "x", "a number greater than 0, as 50 or 0.5")]
    [InlineData("--rate", "0", "a number greater than 0, as 50 or 0.5")]
    [InlineData("--rate", "0,5", "a number greater than 0, as 50 or 0.5")]
    [InlineData("--rate", "1,00", "a number greater than 0, as 50 or 0.5")]
    [InlineData("--rate", "0.5,000", "a number greater than 0, as 50 or 0.5")]
    [InlineData("--rate", "NaN", "a number greater than 0, as 50 or 0.5")]
    [InlineData("--window", "1,00", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--window", "1000,000", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--window", "2147483648", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--window", "x", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--window", "0", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--max-silence", "60", "a duration greater than 0 and at most 1000h, as 60s or 10min")]
    [InlineData("--sample-timeout", "0s", "a duration greater than 0 and at most 1000h, as 60s or 10min")]
    [InlineData("--jobs", "many", "a whole number up to 2,147,483,647, as 100")]
    [InlineData("--jobs", "2147483648", "a whole number up to 2,147,483,647, as 100")]
    public void A_run_says_what_it_expected(string option, string value, string expected) =>
        AssertRefused(RunCommand.Create(), ["threads", option, value], $"{option} {value}: expected {expected}.");

    [Theory]
    [InlineData("--jobs and --option jobs: say one.", "--option", "jobs=5", "--jobs", "6")]
    [InlineData("--option jobs: is said twice. Say one.", "--option", "jobs=5", "-o", "jobs=6")]
    public void An_option_that_is_said_twice_is_refused(string message, params string[] options) =>
        AssertRefused(RunCommand.Create(), ["threads", "--workload", "noop", .. options], message);

    [Theory]
    [InlineData("--blocks", "x", "a whole number from 1 to 1,000, and 6 for a verdict")]
    [InlineData("--blocks", "1001", "a whole number from 1 to 1,000, and 6 for a verdict")]
    [InlineData("--blocks", "0", "a whole number from 1 to 1,000, and 6 for a verdict")]
    [InlineData("--until", "x", "a percentage greater than 0 % and at most 100 %, as 3%")]
    [InlineData("--threshold", "0%", "a percentage greater than 0 % and at most 100 %, as 3%")]
    [InlineData("--fail-if-slower", "5 per cent", "a percentage greater than 0 % and at most 100 %, as 3%")]
    [InlineData("--metric", "speed", "makespan, cpu, peak-memory or p99-response")]
    public void A_comparison_says_what_it_expected(string option, string value, string expected) =>
        AssertRefused(CompareCommand.Create(), ["threads", "async", option, value], $"{option} {value}: expected {expected}.");

    [Theory]
    [InlineData("--achieves", "x", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--achieves", "-3", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--achieves", "downloaders:", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--achieves", "downloaders:0", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--heartbeat-p99", "50", "a duration greater than 0 and at most 1000h, as 60s or 10min")]
    [InlineData("--no-slower-than", "threads", "a profile and a percentage, as threads:5%")]
    public void A_check_says_what_it_expected(string option, string value, string expected) =>
        AssertRefused(CheckCommand.Create(), ["threads", option, value], $"{option} {value}: expected {expected}.");

    [Fact]
    public void A_check_of_a_pool_that_the_workload_has_not_names_those_that_it_has() => AssertRefused(
        CheckCommand.Create(),
        ["bulkhead", "--workload", "mixed", "--achieves", "downloader:16"],
        "--achieves downloader: workload mixed has no such pool. It has downloaders, crunchers.");

    [Fact]
    public void A_check_without_a_baseline_says_what_it_cannot_compare() => AssertRefused(
        CheckCommand.Create(),
        ["threads", "--achieves", "1", "--fail-if-slower", "5%"],
        "--fail-if-slower: check has nothing to compare with; name it: --no-slower-than PROFILE:5%.");

    [Theory]
    [InlineData("--budget", "5", "a duration greater than 0 and at most 1000h, as 60s or 10min")]
    [InlineData("--samples", "0", "a whole number from 1 to 2,147,483,647")]
    [InlineData("--threshold", "x", "a percentage greater than 0 % and at most 100 %, as 3%")]
    [InlineData("--objective", "speed", "smallest-sufficient, makespan, cpu, peak-memory or p99-response")]
    [InlineData("--dispatchers", "pined", "thread-pool, fixed-threads, fork-join or pinned")]
    [InlineData("--handling", "both", "async or blocking")]
    public void A_search_says_what_it_expected(string option, string value, string expected) =>
        AssertRefused(TuneCommand.Create(), [option, value], $"{option} {value}: expected {expected}.");

    [Fact]
    public void Going_on_takes_a_ledger()
    {
        const string Refusal = "--resume: needs --ledger FILE, the ledger to go on with.";

        AssertRefused(CompareCommand.Create(), ["threads", "async", "--resume"], Refusal);
        AssertRefused(TuneCommand.Create(), ["--resume"], Refusal);
    }

    [Theory]
    [InlineData("--cores", "0", "a whole number from 1 to 65,536")]
    [InlineData("--nodes", "101", "a whole number from 0 to 100")]
    [InlineData("--routees", "8..1", "a whole number from 1 to 1,000,000, or two of them, as 1..64")]
    public void A_prediction_says_what_it_expected(string option, string value, string expected) =>
        AssertRefused(PredictCommand.Create(), ["threads", option, value], $"{option} {value}: expected {expected}.");

    [Fact]
    public void An_explanation_says_what_it_expected() =>
        AssertRefused(ExplainCommand.Create(), ["threads", "--cores", "x"], "--cores x: expected a whole number from 1 to 65,536.");

    [Theory]
    [InlineData("--port", "x", "a port from 0 to 65535")]
    [InlineData("--port", "65536", "a port from 0 to 65535")]
    [InlineData("--health", "-1", "a port from 0 to 65535")]
    [InlineData("--capacity", "0", "a whole number from 1 to 2,147,483,647")]
    public void A_node_says_what_it_expected(string option, string value, string expected) =>
        AssertRefused(NodeCommand.Create(), ["--join", "127.0.0.1:4053", option, value], $"{option} {value}: expected {expected}.");

    [Theory]
    [InlineData("--port", "-1", "a port from 0 to 65535")]
    [InlineData("--latency", "fast", "a duration of at most 1000h, as 120ms or 2s")]
    [InlineData("--size", "big", "a size, as 40KB or 1MiB")]
    [InlineData("--bandwidth", "x", "a size, as 40KB or 1MiB")]
    [InlineData("--error-rate", "2", "a number from 0 to 1, as 0.05 or 5%")]
    [InlineData("--seed", "x", "a whole number from 0 to 18,446,744,073,709,551,615")]
    public void An_origin_says_what_it_expected(string option, string value, string expected) =>
        AssertRefused(OriginCommand.Create(), [option, value], $"{option} {value}: expected {expected}.");

    [Theory]
    [InlineData("--window", "1,000")]
    [InlineData("--seed", "1,000,000")]
    [InlineData("--rate", "1,000.5")]
    [InlineData("--seed", "1_000")]
    public void Digits_may_be_grouped(string option, string value) =>
        AssertRefused(RunCommand.Create(), ["nowhere", option, value], "nowhere is not a shipped profile.");

    private static void AssertRefused(Command command, string[] arguments, string message)
    {
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);

        var refusal = Assert.Throws<UserException>(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(UserException.Usage, refusal.ExitCode);
    }
}
