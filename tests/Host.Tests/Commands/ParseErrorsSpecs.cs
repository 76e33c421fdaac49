using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Commands;

namespace Mul.Host.Tests.Commands;

/// <summary>A command line that cannot be read is refused with what was probably meant.</summary>
public sealed class ParseErrorsSpecs
{
    [Theory]
    [InlineData("compare threads async --frobnicate 5s", "--frobnicate is no option of `mul compare`. `mul compare --help` shows what can be said.")]
    [InlineData("compare threads --block 8", "--block is no option of `mul compare`. Did you mean --blocks? `mul compare --help` shows what can be said.")]
    [InlineData("predict threads --core 4", "--core is no option of `mul predict`. Did you mean --cores? `mul predict --help` shows what can be said.")]
    [InlineData("compare threads async --output folder", "--output is no option of `mul compare`. `mul compare --help` shows what can be said.")]
    public void An_unknown_option_is_not_taken_for_one_more_profile(string line, string message)
    {
        var root = new RootCommand { CompareCommand.Create(), PredictCommand.Create() };

        var refusal = Assert.Throws<UserException>(() => ParseErrors.Refuse(root.Parse(line)));

        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void A_verb_that_is_none_has_no_help()
    {
        var root = new RootCommand { CompareCommand.Create(), PredictCommand.Create() };

        var refusal = Assert.Throws<UserException>(() => ParseErrors.Refuse(root.Parse("predikt --help")));

        Assert.Equal("Unrecognized command or argument 'predikt'. Did you mean predict? `mul --help` shows what can be said.", refusal.Message);
        ParseErrors.Refuse(root.Parse("predict --help"));
        ParseErrors.Refuse(root.Parse("--help"));
    }

    [Theory]
    [InlineData("run threads --urls a --json a", "--json a: is also named by --urls, and would be written over. Name another file.")]
    [InlineData("compare threads async --ledger a --json a", "--ledger a: is also named by --json, and would be written over. Name another file.")]
    [InlineData("compare threads async --html a --csv ./a", "--html a: is also named by --csv, and would be written over. Name another file.")]
    public void A_file_that_is_written_is_named_once(string line, string message)
    {
        var root = new RootCommand { CompareCommand.Create(), RunCommand.Create() };

        Assert.Equal(message, Assert.Throws<UserException>(() => ParseErrors.Refuse(root.Parse(line))).Message);
    }

    [Fact]
    public void A_report_is_not_written_over_the_profile_it_is_about()
    {
        var profile = Path.GetTempFileName();
        try
        {
            var root = new RootCommand { RunCommand.Create() };

            var refusal = Assert.Throws<UserException>(() => ParseErrors.Refuse(root.Parse(["run", profile, "--json", profile])));

            Assert.Equal($"--json {profile}: is also named by profile, and would be written over. Name another file.", refusal.Message);
        }
        finally
        {
            File.Delete(profile);
        }
    }

    [Theory]
    [InlineData("compare threads async --html /dev/null --csv /dev/null --json -")]
    [InlineData("run threads --workload downloads --output downloads")]
    [InlineData("run threads --json threads")]
    public void Nothing_is_lost_on_a_device_or_where_another_word_is_the_same(string line)
    {
        var root = new RootCommand { CompareCommand.Create(), RunCommand.Create() };

        ParseErrors.Refuse(root.Parse(line));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--ledger")]
    public void A_value_that_is_empty_is_refused(string option)
    {
        var root = new RootCommand { CompareCommand.Create() };

        var refusal = Assert.Throws<UserException>(() => ParseErrors.Refuse(root.Parse(["compare", "threads", "async", option, ""])));

        Assert.Equal($"{option}: is empty. Say something, or leave it out.", refusal.Message);
    }

    [Fact]
    public void Any_number_of_profiles_is_no_mistake()
    {
        var root = new RootCommand { CompareCommand.Create() };

        ParseErrors.Refuse(root.Parse("compare threads async fork-join --blocks 8"));
    }
}
