using Mul.Actors.Jobs;
using Mul.Host.Reports.Writing;

namespace Mul.Host.Tests.Reports.Writing;

public sealed class TextFileSpecs
{
    // As /dev/stdout is: a descriptor that somebody else has opened.
    [SkippableFact]
    public void What_another_opened_is_written_to_and_not_replaced()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs /proc");
        var path = Path.GetTempFileName();
        try
        {
            using var opened = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

            TextFile.Write($"/proc/self/fd/{opened.DangerousGetHandle()}", "a report");

            Assert.Equal("a report", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [SkippableFact]
    public void What_cannot_be_written_is_known_beforehand()
    {
        Skip.IfNot(Directory.Exists("/sys"), "needs a file system on which nobody may write");
        var folder = Directory.CreateTempSubdirectory("mul-text-file-");
        try
        {
            Assert.Contains("'/sys'", TextFile.WhyNot("/sys/report.md"), StringComparison.Ordinal);
            var (report, part) = (Path.Combine(folder.FullName, "report.md"), Path.Combine(folder.FullName, "report.md.part"));
            File.WriteAllText(report, "one");
            File.WriteAllText(part, "two");
            Assert.Null(TextFile.WhyNot(report));
            Assert.Null(TextFile.WhyNot("/dev/null"));
            Assert.Equal([report, part], Directory.GetFiles(folder.FullName).Order(StringComparer.Ordinal));
            Assert.Equal(("one", "two"), (File.ReadAllText(report), File.ReadAllText(part)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Of_a_report_that_cannot_be_written_nothing_is_left()
    {
        var folder = Directory.CreateTempSubdirectory("mul-text-file-");
        try
        {
            var occupied = folder.CreateSubdirectory("report.md");

            Assert.StartsWith($"{occupied.FullName}: cannot be written: ", Assert.Throws<UserException>(() => TextFile.Write(occupied.FullName, "one")).Message, StringComparison.Ordinal);

            Assert.Empty(folder.EnumerateFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_report_takes_the_place_of_the_one_before()
    {
        var folder = Directory.CreateTempSubdirectory("mul-text-file-");
        try
        {
            var path = Path.Combine(folder.FullName, "report.md");

            TextFile.Write(path, "one");
            TextFile.Write(path, "two");

            Assert.Equal("two", File.ReadAllText(path));
            Assert.Equal([path], Directory.GetFiles(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
