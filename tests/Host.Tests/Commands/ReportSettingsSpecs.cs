using Mul.Host.Commands;
using Mul.Host.Reports.Documents;

namespace Mul.Host.Tests.Commands;

public sealed class ReportSettingsSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-json-").FullName;

    [Fact]
    public void A_file_has_the_JSON_and_the_terminal_its_tables()
    {
        var (file, tables) = (Path.Combine(_folder, "result.json"), 0);

        (ReportSettings.None with { Json = file }).Write(() => tables++, () => "{}\n", NoDocument);

        Assert.Equal(1, tables);
        Assert.Equal("{}\n", File.ReadAllText(file));
    }

    [Fact]
    public void Without_a_file_there_are_only_tables()
    {
        var tables = 0;

        ReportSettings.None.Write(() => tables++, () => throw new InvalidOperationException("nobody asked for it"), NoDocument);

        Assert.Equal(1, tables);
    }

    [Fact]
    public void A_document_is_made_for_whoever_asked_for_it()
    {
        var (file, tables) = (Path.Combine(_folder, "result.md"), 0);

        (ReportSettings.None with { Markdown = file }).Write(() => tables++, () => "", () => new ReportDocument("A title", [], [], [], [], []));

        Assert.Equal(1, tables);
        Assert.StartsWith("### A title\n", File.ReadAllText(file), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ReportDocument NoDocument() => throw new InvalidOperationException("nobody asked for it");
}
