using Spectre.Console;

namespace Mul.Host.Tests.Reports;

/// <summary>What a terminal without colours shows.</summary>
internal static class Drawing
{
    public static string[] Of(Action<IAnsiConsole> draw, int width)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        draw(console);
        return [.. writer.ToString().Split('\n').Select(line => line.TrimEnd())];
    }
}
