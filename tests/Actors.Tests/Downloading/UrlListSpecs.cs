using Mul.Actors.Downloading;
using Mul.Actors.Downloading.Requests;
using Mul.Actors.Jobs;

namespace Mul.Actors.Tests.Downloading;

public sealed class UrlListSpecs : IDisposable
{
    private const string Sum = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Each_url_is_a_job_with_its_sum_if_one_is_given()
    {
        var jobs = Read($"# two files\r\n\r\n  http://h/a  \r\nhttps://h/b?c=d\t{Sum.ToUpperInvariant()}\nhttp://h/a # the same again");

        Assert.Equal(
            [
                new Download(0, new Uri("http://h/a"), "000000-a"),
                new Download(1, new Uri("https://h/b?c=d"), "000001-b", Sha256Sum.Parse(Sum)),
                new Download(2, new Uri("http://h/a"), "000002-a"),
            ],
            jobs.Jobs.Select(job => job.Job));
        Assert.Equal(3, jobs.Count);
    }

    [Theory]
    [InlineData('ü', 59)]
    [InlineData('a', 255)]
    public void A_host_that_can_be_no_name_is_refused_with_its_place(char letter, int length)
    {
        var refused = Assert.Throws<UserException>(() => Read($"http://h/a\nhttp://{new string(letter, length)}/b"));

        Assert.Contains(_file + ":2: expected an absolute URL", refused.Message);
    }

    [Theory]
    [InlineData("http://h/a\n\nftp://user:secret@h/b", ":3: expected an absolute URL")]
    [InlineData("h/a", ":1: expected an absolute URL")]
    [InlineData("/etc/passwd", ":1: expected an absolute URL")]
    [InlineData("http://h/a 123", ":1: expected 64 hex digits")]
    [InlineData("http://h/a\rhttp://h/b\r", ":1: expected no control characters")]
    [InlineData("# a\rhttp://h/b", ":1: expected no control characters")]
    [InlineData("http://h/a\nhttp://h/a\0b", ":2: expected no control characters")]
    [InlineData("# nothing\n", ": there is no URL in it")]
    public void What_is_wrong_is_told_with_its_place_and_without_the_line(string text, string reason)
    {
        var refused = Assert.Throws<UserException>(() => Read(text));

        Assert.Contains(_file + reason, refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
    }

    [Fact]
    public void A_list_is_told_from_others_by_the_sha256_of_its_file() =>
        Assert.Equal("c900ff17e703dc6a1a12bf7500b310f6d61d3a1da7c0274fd34df30133b9f001", Read("http://h/a\n").Fingerprint);

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.StartsWith("--urls no/such/file: ", Assert.Throws<UserException>(() => UrlList.Read("no/such/file")).Message);

    private JobList Read(string text)
    {
        File.WriteAllText(_file, text);
        return UrlList.Read(_file);
    }
}
