using System.Text;
using Mul.Actors.Downloading.Files;

namespace Mul.Actors.Tests.Downloading.Files;

/// <summary>Row 26 of the fault matrix.</summary>
public sealed class FileNamesSpecs
{
    [Theory]
    [InlineData("http://h/a/b.tar.gz", "000017-b.tar.gz")]
    [InlineData("http://h/", "000017-index")]
    [InlineData("http://h", "000017-index")]
    [InlineData("http://h/a/..", "000017-index")]
    [InlineData("http://h/a?b=../../c", "000017-a")]
    [InlineData("http://h/..%2f..%2fetc%2fpasswd", "000017-.._.._etc_passwd")]
    [InlineData("http://h/..%5c..%5cwin.ini", "000017-.._.._win.ini")]
    [InlineData("http://h/C:%5Cx", "000017-C__x")]
    [InlineData("http://h/a%00b", "000017-a_b")]
    [InlineData("http://h/a%0d%0ab%1b[31m", "000017-a__b__31m")]
    [InlineData("http://h/a%e2%80%aeb", "000017-a_b")]
    [InlineData("http://h/gr%C3%BC%C3%9Fe.txt", "000017-grüße.txt")]
    [InlineData("http://h/a...", "000017-a")]
    [InlineData("http://h/...", "000017-index")]
    [InlineData("http://h/a%20b|c*d", "000017-a_b_c_d")]
    [InlineData("http://h/a.17.part", "000017-a.17.part")]
    [InlineData("http://h/a.17.1.part", "000017-a.17.1.part_")]
    public void A_name_is_the_job_and_what_is_harmless_of_the_urls_end(string url, string name) =>
        Assert.Equal(name, FileNames.For(17, new Uri(url)));

    [Theory]
    [InlineData("x", ".tar")]
    [InlineData("ü", ".tar")]
    [InlineData("𝒳", "")]
    public void A_name_is_short_enough_for_any_file_system_and_keeps_its_extension(string character, string extension)
    {
        var name = FileNames.For(1_000_000_000, new Uri($"http://h/{string.Concat(Enumerable.Repeat(character, 300))}{extension}"));

        Assert.EndsWith(extension, name);
        // What a part's name has besides: two numbers and three dots, at most.
        Assert.InRange(Encoding.UTF8.GetByteCount($"{name}.1000000000.1000.part"), 100, 255);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("C:\\x")]
    [InlineData("a\0")]
    public void A_path_is_no_plain_name(string name) => Assert.False(FileNames.IsPlain(name));
}
