using System.CommandLine;
using Mul.Actors.Jobs;
using Mul.Host.Reports;

namespace Mul.Host.Commands;

/// <summary>Where a result goes as JSON; of a verb that has no other report, <see cref="Read"/> says how it is written beside its tables.</summary>
internal sealed class JsonOption : Option<string?>
{
    public JsonOption()
        : base("--json")
    {
        Description = "Write the result as JSON to a file, or with - to standard output and nothing else.";
        HelpName = "file|-";
    }

    /// <exception cref="UserException">The file's folder is not there.</exception>
    public JsonTarget Read(ParseResult result)
    {
        var path = result.GetValue(this);
        if (path is not null && path != ReportSettings.StandardOutput)
        {
            // Before the work, not after it.
            ReportOptions.RefuseUnwritable(Name, path);
        }

        return new JsonTarget(path);
    }
}

/// <param name="Path">A file, <c>-</c> for standard output, or null.</param>
internal sealed record JsonTarget(string? Path)
{
    /// <summary>Writes what was asked for; standard output has the tables unless JSON has it.</summary>
    /// <exception cref="UserException">The file cannot be written.</exception>
    public void Write(Action tables, Func<string> json)
    {
        if (Path == ReportSettings.StandardOutput)
        {
            Console.Out.Write(json());
            return;
        }

        tables();
        if (Path is not null)
        {
            TextFile.Write(Path, json());
        }
    }
}
