using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Commands;

/// <summary>The options that say where a result goes.</summary>
internal sealed class ReportOptions(ReportScope scope = ReportScope.Samples)
{
    private readonly Option<string?> _json = To("--json", "Write the result as JSON to a file, or with - to standard output and nothing else.");

    private readonly Option<string?> _csv = To("--csv", "Write every sample as a row of comma-separated values.");

    private readonly Option<string?> _markdown = To("--markdown", "Write a report to paste into a pull request.");

    private readonly Option<string?> _html = To("--html", "Write a report with interactive charts: one file, which needs no network.");

    private readonly Option<string?> _timeline = To("--timeline", "Write the jobs on their routees and threads as Chrome trace events, for Perfetto.");

    private readonly Option<bool> _noProgress = new("--no-progress") { Description = "Show no progress." };

    public void AddTo(Command command)
    {
        Option[] options = scope switch
        {
            ReportScope.Samples => [_json, _csv, _markdown, _html, _timeline, _noProgress],
            ReportScope.Charts => [_json, _markdown, _html, _noProgress],
            ReportScope.Tables => [_json, _markdown],
            _ => throw new InvalidOperationException($"no such scope: {scope}"),
        };
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="UserException">Two reports want standard output, or a file's folder is not there.</exception>
    public ReportSettings Read(ParseResult result)
    {
        Option<string?>[] files = [_json, _csv, _markdown, _html, _timeline];
        string[] onOutput = [.. files.Where(file => result.GetValue(file) == ReportSettings.StandardOutput).Select(file => file.Name)];
        if (onOutput.Length > 1)
        {
            throw new UserException($"{onOutput[0]} - and {onOutput[1]} -: standard output carries one report; name a file for the other.");
        }

        foreach (var file in files)
        {
            // Before the experiment, not after it.
            if (result.GetValue(file) is { } path && path != ReportSettings.StandardOutput)
            {
                RefuseUnwritable(file.Name, path);
            }
        }

        return new ReportSettings(result.GetValue(_json), result.GetValue(_csv), result.GetValue(_markdown), result.GetValue(_html), result.GetValue(_timeline), result.GetValue(_noProgress));
    }

    private static Option<string?> To(string name, string description) => new(name) { Description = description, HelpName = "file|-" };

    /// <exception cref="UserException">The file's folder is not there, it is a folder itself, or nothing can be written there.</exception>
    public static void RefuseUnwritable(string option, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new UserException($"{option} {path}: there is no folder {Path.GetDirectoryName(path)}.");
        }

        if (Directory.Exists(path))
        {
            throw new UserException($"{option} {path}: is a folder; name a file in it.");
        }

        if (TextFile.WhyNot(path) is { } why)
        {
            throw new UserException($"{option} {path}: cannot be written: {why}");
        }
    }
}
