using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles.Live;

/// <summary>What Akka.NET 1.5.74's parser makes of broken texts, and that the examination answers before it.</summary>
public sealed class ParserProbeSpecs
{
    // The process is killed after a while; an answer would come within milliseconds.
    [Theory]
    [InlineData("lab { a = [1,2 }")]
    [InlineData("a = [=]")]
    [InlineData("a = [1 : 2]")]
    [Trait("Speed", "slow")]
    public async Task The_parser_never_returns_from_some_texts(string text)
    {
        Assert.Null(await ProbeProcess.RunAsync("parse", text + "\n", TimeSpan.FromSeconds(2), saysWhenItBegins: true));
        Assert.NotEmpty(Plans.Examine(text).Refusals);
    }

    [Theory]
    [InlineData("lab { a = 1", "lab.a", "1")]
    [InlineData("lab.a = \"x", "lab.a", "x")]
    [InlineData("lab.a = 1\n} b = 2", "b", null)]
    [InlineData("garbage\nlab.a = 1", "lab.a", null)]
    [InlineData("lab { a = 1 b = 2 }", "lab.a", "1 b")]
    [InlineData("\"lab\" \"a\" = 1", "lab", "1")]
    [InlineData("lab += 1", "lab", null)]
    public void The_parser_accepts_broken_texts_in_silence(string text, string path, string? value)
    {
        Assert.Equal(value, Akka.Configuration.ConfigurationFactory.ParseString(text + "\n").GetString(path));
        Assert.NotEmpty(Plans.Examine(text).Refusals);
    }

    [Theory]
    [InlineData("mine = ${base} { throughput = 7 }")]
    [InlineData("mine = ${base}{ throughput = 7 }")]
    public void The_parser_forgets_a_reference_before_braces(string line)
    {
        var text = $"base {{ type = TaskDispatcher }}\n{line}\n";

        var parsed = Akka.Configuration.ConfigurationFactory.ParseString(text).GetConfig("mine");

        Assert.Equal((null, "7"), (parsed.GetString("type"), parsed.GetString("throughput")));
        var refusal = Assert.Single(Plans.Examine(text).Refusals);
        Assert.Equal("Write the settings of both out.", refusal.Remedy);
    }

    [Fact]
    public void A_text_nested_too_deep_for_the_stack_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("a {", 20_000)) + new string('}', 20_000);
        var path = string.Join('.', Enumerable.Repeat("a", 20_000)) + " = 1";
        var list = "a = " + new string('[', 20_000) + new string(']', 20_000);

        Assert.All([text, path, list], hocon => Assert.Contains("deep", Plans.Examine(hocon).Refusals.Single().Message, StringComparison.Ordinal));
    }

    // Each line doubles what it refers to: 2 to the power of 40 settings.
    [Fact]
    public void A_text_that_multiplies_is_refused()
    {
        var lines = Enumerable.Range(1, 40).Select(line => FormattableString.Invariant($"a{line} {{ l = ${{a{line - 1}}}\nr = ${{a{line - 1}}}\n}}"));

        var refusal = Plans.Examine("a0 { x = 1 }\n" + string.Join('\n', lines)).Refusals.Single();

        Assert.Contains("multiply", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_as_large_as_a_profile_may_be_is_answered()
    {
        var line = "# a long comment, and nothing but comments\n";
        var text = string.Concat(Enumerable.Repeat(line, ProfileLoader.MaxBytes / line.Length));

        Assert.Empty(Plans.Examine(text).Problems);
    }
}
