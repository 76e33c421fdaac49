using Mul.Actors.Jobs;
using Mul.Host.Experiments.Predicting;
using Mul.Host.Experiments.Samples;
using Mul.Host.Profiles;
using Mul.Host.Reports.Printing;
using Mul.Host.Simulation;
using Mul.Host.Tests.Experiments;
using Mul.Host.Tests.Experiments.Tuning;
using Mul.Host.Tests.Profiles;
using Mul.Host.Traces;
using Spectre.Console;

namespace Mul.Host.Tests.Reports.Printing;

/// <summary>Names and reasons in anybody's ledger or assembly, with what a terminal would obey.</summary>
public sealed class HostileTextSpecs
{
    private const string Hostile = "a\u001b]0;title\u0007[b]\u202E";
    private const string Shown = "a\uFFFD]0;title\uFFFD[b]\uFFFD";

    [Fact]
    public void Of_a_run()
    {
        var record = Records.Record(Hostile, seconds: 1);
        var side = new PoolSide(1, new DispatcherSide(Hostile, Hostile, Hostile, 1, 1));

        AssertPlain(console => RunTables.Write(console, record with
        {
            Workload = new WorkloadStamp(Hostile, new Dictionary<string, string>()),
            Pools = [record.Pools[0] with { Name = Hostile, Configured = side, Effective = side, Digest = Hostile, Failures = [new FailureCount(Hostile, 1)] }],
        }), times: 12);
    }

    [Fact]
    public async Task Of_a_search()
    {
        var record = await PinnedSearch.RunAsync([4, 2, 1, 1]);

        AssertPlain(console => TuneTables.Write(console, record with
        {
            Workload = new WorkloadStamp(Hostile, new Dictionary<string, string>()),
            Winner = record.Winner! with { Description = Hostile, Hocon = Hostile, CSharp = Hostile },
        }), times: 4);
    }

    [Fact]
    public void Of_a_prediction()
    {
        var samples = new SampleSettings { Workload = new FakeWorkload(Hostile), Options = new OptionValues([], new Dictionary<string, string>()) };
        var forecast = new Forecast(new Band(1, 0.9, 1.1), [], new Bound(TimeSpan.FromSeconds(1), Bottleneck.Cores, ""));

        AssertPlain(
            console => PredictTables.Write(console, samples, WhatIf.Nothing, [new Prediction(ProfileLoader.FromText(Hostile, "mine.hocon", ""), null, [], forecast)]),
            times: 3);
    }

    private static void AssertPlain(Action<IAnsiConsole> write, int times)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 1000;

        write(console);

        var text = output.ToString();
        Assert.Equal(times, text.Split(Shown).Length - 1);
        Assert.DoesNotContain(text, character => char.IsControl(character) && character is not ('\n' or '\r'));
    }
}
