using System.CommandLine;
using System.Reflection;
using Mul.Host.Commands;

namespace Mul.Host.Tests.Commands;

/// <summary>What <c>--help</c> shows to start from.</summary>
public sealed class ExamplesSpecs
{
    public static TheoryData<string> Lines => [.. Examples.Lines];

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_example_can_be_typed_as_it_is_shown(string line)
    {
        var root = RootOfAllVerbs();
        TourCommand.AddTo(root);

        ParseErrors.Refuse(root.Parse(line["mul".Length..]));
    }

    [Fact]
    public void Every_verb_that_people_type_has_examples() =>
        Assert.All(RootOfAllVerbs().Subcommands.Where(verb => !verb.Hidden), verb => Assert.True(Examples.Has(verb.Name), verb.Name));

    [Fact]
    public void Help_shows_the_examples_of_its_own_verb_and_what_the_workloads_do()
    {
        var help = HelpOf("run");

        Assert.Contains("mul run threads ", help, StringComparison.Ordinal);
        Assert.Contains("crunch     Draws lists of random numbers without repetition", help, StringComparison.Ordinal);
        Assert.DoesNotContain("mul compare", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_of_a_verb_that_runs_nothing_is_silent_about_workloads() =>
        Assert.DoesNotContain("Workloads:", HelpOf("report"), StringComparison.Ordinal);

    [Fact]
    public void An_option_that_means_another_thing_to_another_workload_is_explained_for_each() =>
        Assert.Contains("crunch: How many lists to draw. downloads, mixed: Downloads;", HelpOf("run"), StringComparison.Ordinal);

    private static string HelpOf(string verb)
    {
        var root = RootOfAllVerbs();
        Examples.AddTo(root);
        using var output = new StringWriter();
        root.Parse([verb, "--help"]).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }

    private static RootCommand RootOfAllVerbs()
    {
        var root = new RootCommand();
        foreach (var create in typeof(Examples).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Examples).Namespace)
            .Select(type => type.GetMethod("Create", BindingFlags.Static | BindingFlags.Public, []))
            .Where(method => method?.ReturnType == typeof(Command)))
        {
            root.Subcommands.Add((Command)create!.Invoke(null, [])!);
        }

        return root;
    }
}
