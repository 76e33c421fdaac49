using Mul.Host.Reports;

namespace Mul.Host.Tests.Reports;

public sealed class TextFileSpecs
{
    [SkippableFact]
    public void A_device_stays_a_device()
    {
        const string Nowhere = "/dev/null";
        Skip.IfNot(File.Exists(Nowhere), $"needs {Nowhere}");

        TextFile.Write(Nowhere, "a report");

        Assert.Empty(File.ReadAllText(Nowhere));
        Assert.False(File.Exists(Nowhere + ".part"));
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
