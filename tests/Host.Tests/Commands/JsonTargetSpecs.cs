using Mul.Host.Commands;

namespace Mul.Host.Tests.Commands;

public sealed class JsonTargetSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-json-").FullName;

    [Fact]
    public void A_file_has_the_JSON_and_the_terminal_its_tables()
    {
        var (file, tables) = (Path.Combine(_folder, "result.json"), 0);

        new JsonTarget(file).Write(() => tables++, () => "{}\n");

        Assert.Equal(1, tables);
        Assert.Equal("{}\n", File.ReadAllText(file));
    }

    [Fact]
    public void Without_a_file_there_are_only_tables()
    {
        var tables = 0;

        new JsonTarget(null).Write(() => tables++, () => throw new InvalidOperationException("nobody asked for it"));

        Assert.Equal(1, tables);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
