using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Experiments;
using Mul.Host.Reports;
using Mul.Host.Traces;

namespace Mul.Host.Commands;

/// <summary>The options that say where a result goes.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _json = new("--json") { Description = "Write the result as JSON to a file, or with - to standard output and nothing else.", HelpName = "file|-" };

    private readonly Option<bool> _noProgress = new("--no-progress") { Description = "Show no progress." };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_noProgress);
    }

    public ReportSettings Read(ParseResult result) => new(result.GetValue(_json), result.GetValue(_noProgress));
}

/// <param name="Json">A file, <c>-</c> for standard output, or null.</param>
internal sealed record ReportSettings(string? Json, bool NoProgress)
{
    private const string StandardOutput = "-";

    /// <exception cref="UserException">The file cannot be written.</exception>
    public void Write(RunRecord record) => Write(RunJson.Of(record), () => RunTables.Write(Terminal.Output, record));

    /// <exception cref="UserException">The file cannot be written.</exception>
    public void Write(CompareRecord record) => Write(CompareJson.Of(record), () => CompareTables.Write(Terminal.Output, record));

    private void Write(string json, Action tables)
    {
        if (Json == StandardOutput)
        {
            Console.Out.WriteLine(json);
            return;
        }

        tables();
        if (Json is not null)
        {
            TextFile.Write(Json, json);
        }
    }
}
