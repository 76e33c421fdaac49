using Mul.Actors.Jobs;
using Mul.Host.Commands;
using Mul.Host.Reports.Documents;
using Mul.Host.Tests.Reports;
using Mul.Host.Traces;
using static Mul.Host.Tests.Traces.TinyTrace;

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

    [Fact]
    public void All_that_is_drawn_from_a_trace_is_drawn_from_one_reading_of_it()
    {
        var (source, readings) = (Stored.Source(), 0);
        var traced = source.Exemplars[0] with { ReadTrace = () => Count(new MadeTrace(Handling.Blocking, [Job(0, 0, 1)]).ToTrace()) };
        var untraced = source.Exemplars[1] with { ReadTrace = () => Count(null) };

        (ReportSettings.None with { Html = Path.Combine(_folder, "report.html"), Timeline = Path.Combine(_folder, "timeline.json") })
            .Write(source with { Exemplars = [traced, untraced] });

        Assert.Equal(2, readings);

        Trace? Count(Trace? trace)
        {
            readings++;
            return trace;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ReportDocument NoDocument() => throw new InvalidOperationException("nobody asked for it");
}
