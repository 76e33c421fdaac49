using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Jobs;

public sealed class OptionValuesSpecs
{
    private static readonly WorkloadOption[] Options =
    [
        new("jobs", OptionUnit.Count, "100", "How many."),
        new("latency", OptionUnit.Duration, "120ms", "How late."),
        new("size", OptionUnit.Size, "40KB", "How large."),
        new("errors", OptionUnit.Fraction, "5%", "How bad."),
        new("output", OptionUnit.Path, "", "Where to."),
        new("limit", OptionUnit.Size, "", "No more than that."),
    ];

    [Fact]
    public void What_is_not_chosen_is_at_its_default()
    {
        var values = Chosen();

        Assert.Equal(100, values.Count("jobs"));
        Assert.Equal(TimeSpan.FromMilliseconds(120), values.Duration("latency"));
        Assert.Equal(40_000, values.Size("size"));
        Assert.Equal(0.05, values.Fraction("errors"));
        Assert.False(values.IsSet("output"));
    }

    [Fact]
    public void Paths_are_given_in_full_to_whoever_is_in_another_folder_and_stay_as_they_were_written()
    {
        var values = Chosen(("output", "out"), ("size", "1KB"));

        Assert.Equal((Path.Combine(Environment.CurrentDirectory, "out"), "1KB"), (values.WithFullPaths["output"], values.WithFullPaths["size"]));
        Assert.Equal("out", values.All["output"]);
        Assert.Equal("", Chosen().WithFullPaths["output"]);
    }

    // Each of the jobs would fail otherwise.
    [Fact]
    public void A_default_that_is_not_in_its_unit_is_refused()
    {
        var refused = Assert.Throws<UserException>(() => new OptionValues([new("wait", OptionUnit.Duration, "soon", "How long.")], new Dictionary<string, string>()));

        Assert.Equal("--wait soon, its default: expected a duration of at most 1000h, as 120ms or 2s.", refused.Message);
    }

    [Fact]
    public void What_is_chosen_is_read_in_its_unit()
    {
        var values = Chosen(("jobs", "2,000"), ("latency", "2s"), ("size", "1MiB"), ("errors", "0.25"), ("output", "/tmp/files"));

        Assert.Equal(2_000, values.Count("jobs"));
        Assert.Equal(TimeSpan.FromSeconds(2), values.Duration("latency"));
        Assert.Equal(1_048_576, values.Size("size"));
        Assert.Equal(0.25, values.Fraction("errors"));
        Assert.Equal("/tmp/files", values.Text("output"));
    }

    [Fact]
    public void All_values_can_travel_and_arrive_as_they_were_chosen()
    {
        var values = Chosen(("jobs", "7"));

        var arrived = new OptionValues(Options, values.All);

        Assert.Equal(values.All, arrived.All);
        Assert.Equal("7", arrived.All["jobs"]);
        Assert.False(arrived.IsSet("limit"));
    }

    [Fact]
    public void The_address_of_an_origin_is_added_to_what_was_chosen()
    {
        var origin = new Uri("http://127.0.0.1:8080");

        var values = Chosen(("jobs", "7")).WithOrigin(origin);

        Assert.Equal(7, values.Count("jobs"));
        Assert.Equal(origin, values.Origin);
    }

    [Theory]
    [InlineData("jobs", "x", "--jobs x: expected a whole number up to 2,147,483,647, as 100.")]
    [InlineData("jobs", "99999999999", "--jobs 99999999999: expected a whole number up to 2,147,483,647, as 100.")]
    [InlineData("latency", "120", "--latency 120: expected a duration of at most 1000h, as 120ms or 2s.")]
    [InlineData("latency", "1001h", "--latency 1001h: expected a duration of at most 1000h, as 120ms or 2s.")]
    [InlineData("size", "big", "--size big: expected a size, as 40KB or 1MiB.")]
    [InlineData("errors", "2", "--errors 2: expected a number from 0 to 1, as 0.05 or 5%.")]
    public void A_value_that_cannot_be_read_is_answered_with_an_example(string option, string value, string message)
    {
        var mistake = Assert.Throws<UserException>(() => Chosen((option, value)));

        Assert.Equal(message, mistake.Message);
        Assert.Equal(2, mistake.ExitCode);
    }

    [Fact]
    public void An_unknown_option_is_answered_with_those_there_are()
    {
        var mistake = Assert.Throws<UserException>(() => Chosen(("urls", "x")));

        Assert.Equal("--urls is not an option of this workload. It has: --jobs, --latency, --size, --errors, --output, --limit.", mistake.Message);
        Assert.Equal(2, mistake.ExitCode);
    }

    [Fact]
    public void A_workload_that_asks_for_what_is_no_option_of_its_own_is_told_which_it_has()
    {
        var mistake = Assert.Throws<ArgumentException>(() => Chosen().Count("urls"));

        Assert.Equal("--urls is not an option of this workload. It has: --jobs, --latency, --size, --errors, --output, --limit.", mistake.Message);
        Assert.Throws<ArgumentException>(() => Chosen().IsSet("urls"));
    }

    [Fact]
    public void A_workload_that_asks_for_the_value_of_an_option_that_is_not_set_is_told_so()
    {
        var mistake = Assert.Throws<ArgumentException>(() => Chosen().Size("limit"));

        Assert.Equal("--limit is not set. Ask for IsSet before its value, or give the option a default.", mistake.Message);
        Assert.Equal("", Chosen().Text("limit"));
    }

    [Fact]
    public void A_workload_that_asks_for_an_option_in_another_unit_is_told_its_own()
    {
        var mistake = Assert.Throws<ArgumentException>(() => Chosen().Count("latency"));

        Assert.Equal("--latency 120ms is read in another unit than the option's, which is Duration.", mistake.Message);
    }

    private static OptionValues Chosen(params (string Name, string Value)[] chosen) =>
        new(Options, chosen.ToDictionary(option => option.Name, option => option.Value));
}
