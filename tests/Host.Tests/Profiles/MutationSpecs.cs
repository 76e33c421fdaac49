using FsCheck;
using FsCheck.Fluent;
using Mul.Host.Profiles;

namespace Mul.Host.Tests.Profiles;

/// <summary>Shipped profiles with a few characters or lines changed: what a tired person does to a file.</summary>
public sealed class MutationSpecs
{
    private const string Hostile = "{}[]\",=:.$#/\\ \n\t*+'?0;-";

    // The same mutants at every run.
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(20, 27);

    private static readonly string[] Texts = [.. ShippedProfiles.Names.Select(name => ProfileLoader.Read(name).Text)];

    [Fact]
    [Trait("Speed", "slow")]
    public void Ten_thousand_mutated_profiles_are_each_answered_in_plain_lines() =>
        Prop.ForAll(Mutants.ToArbitrary(), mutant => IsAnswered(mutant))
            .Check(Fixed.WithMaxTest(10_000));

    [Fact]
    public void Three_hundred_mutated_profiles_are_each_answered_in_plain_lines() =>
        Prop.ForAll(Mutants.ToArbitrary(), mutant => IsAnswered(mutant))
            .Check(Fixed.WithMaxTest(300));

    /// <summary>Mutants of the same seed every time.</summary>
    public static IEnumerable<string> Sample(int count)
    {
        var random = new Random(20);
        for (var mutant = 0; mutant < count; mutant++)
        {
            yield return Mutate(
                Texts[random.Next(Texts.Length)], random.Next(6), random.Next(100_000), random.Next(100_000), Hostile[random.Next(Hostile.Length)]);
        }
    }

    private static Gen<string> Mutants =>
        from text in Gen.Elements(Texts)
        from count in Gen.Choose(1, 4)
        from mutations in Gen.ListOf(Mutation, count)
        select mutations.Aggregate(text, (mutant, mutation) => mutation(mutant));

    private static Gen<Func<string, string>> Mutation =>
        from kind in Gen.Choose(0, 5)
        from at in Gen.Choose(0, 100_000)
        from to in Gen.Choose(0, 100_000)
        from character in Gen.Elements(Hostile.ToCharArray())
        select (Func<string, string>)(text => Mutate(text, kind, at, to, character));

    private static string Mutate(string text, int kind, int first, int second, char character)
    {
        if (text.Length == 0)
        {
            return character.ToString();
        }

        var (at, to) = (first % text.Length, second % text.Length);
        var lines = text.Split('\n');
        var (line, other) = (first % lines.Length, second % lines.Length);
        return kind switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, character.ToString()),
            2 => text[..at] + character + text[(at + 1)..],
            3 => string.Join('\n', lines.Where((_, number) => number != line)),
            4 => string.Join('\n', lines[..line].Append(lines[other]).Concat(lines[line..])),
            _ => text[..Math.Min(at, to)] + text[Math.Max(at, to)..],
        };
    }

    // Neither a hang nor a crash nor a message that is not a line. And what is accepted is read by Akka.NET as it is
    // written, which the examination itself has checked.
    private static void IsAnswered(string mutant)
    {
        var examination = ProfileExamination.Of(new ProfileSource("mutant", "mutant.hocon", mutant), FakeWorkload.All, FakeWorkload.Downloads, cores: 2);
        foreach (var line in examination.Problems.Select(problem => problem.ToString()))
        {
            Assert.StartsWith("mutant.hocon", line, StringComparison.Ordinal);
            Assert.DoesNotContain(line, char.IsControl);
            Assert.DoesNotContain("Akka.NET's parser fails", line, StringComparison.Ordinal);
            Assert.DoesNotContain("does not come to an end", line, StringComparison.Ordinal);
        }

        Assert.All(examination.Problems, problem => Assert.InRange(problem.Line, 0, mutant.Split('\n').Length));
        Assert.All(examination.Pools, pool => Assert.True(pool.ConcurrencyOn(2).Async.Most >= 1));
    }
}
