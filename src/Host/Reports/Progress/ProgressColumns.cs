using Spectre.Console;
using Spectre.Console.Rendering;

namespace Mul.Host.Reports.Progress;

/// <summary>A line of progress: what is under way, a bar and the time; it stays one line in whatever terminal.</summary>
internal static class ProgressColumns
{
    // Both times, and a blank after each column but the last.
    private const int Rest = 8 + 8 + 3;
    private const int LongestBar = 40;
    private const int ShortestBar = 8;

    // What most sentences take.
    private const int Sentence = 53;

    /// <param name="width">Of the terminal, in cells.</param>
    public static ProgressColumn[] Of(int width)
    {
        var bar = Math.Clamp(width - Rest - Sentence, ShortestBar, LongestBar);
        return
        [
            new Description(Math.Max(1, width - Rest - bar)),
            new ProgressBarColumn { Width = bar },
            new ElapsedTimeColumn(),
            new RemainingTimeColumn(),
        ];
    }

    /// <summary>As much of a text as there is room for.</summary>
    /// <param name="room">In cells, of which a character may take two.</param>
    public static string Cut(string text, int room)
    {
        if (text.GetCellWidth() <= room)
        {
            return text;
        }

        var (kept, taken) = (0, 0);
        foreach (var character in text.EnumerateRunes())
        {
            taken += character.ToString().GetCellWidth();
            if (taken > room - 1)
            {
                break;
            }

            kept += character.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, kept), "…");
    }

    private sealed class Description(int room) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Cut(Markup.Remove(task.Description), room));
    }
}
