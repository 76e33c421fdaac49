using System.Text;
using Mul.Actors.Jobs;
using Mul.Host.Profiles;
using Mul.Host.Profiles.Hocon;

namespace Mul.Host.Tests.Profiles;

public sealed class ProfileLoaderSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-profiles-").FullName;

    [Fact]
    public void A_bare_name_is_a_shipped_profile_from_any_folder()
    {
        var profile = ProfileLoader.Load("threads");

        Assert.Equal("threads", profile.Name);
        Assert.Equal("hocon/threads.hocon", profile.File);
        Assert.Equal("blocking", profile.Config.GetString("mul.downloaders.io"));
    }

    [Fact]
    public void What_a_profile_does_not_say_comes_from_mul_conf()
    {
        var profile = ProfileLoader.Load("default");

        Assert.Equal("async", profile.Config.GetString("mul.downloaders.io"));
        Assert.Equal(TimeSpan.FromSeconds(2), profile.Config.GetTimeSpan("mul.nodes.lease"));
        Assert.Equal(16, profile.Config.GetInt("akka.actor.deployment./downloaders.nr-of-instances"));
    }

    [Fact]
    public void Only_mul_keys_have_defaults_of_ours() =>
        Assert.Equal(["mul"], MulDefaults.Config.AsEnumerable().Select(entry => entry.Key));

    [Fact]
    public void A_name_with_a_separator_or_an_ending_is_a_path()
    {
        var path = Path.Combine(_folder, "mine.conf");
        File.WriteAllText(path, "mul.downloaders.io = blocking");

        var profile = ProfileLoader.Load(path);

        Assert.Equal("mine", profile.Name);
        Assert.Equal("mine.conf", profile.File);
        Assert.Equal("mul.downloaders.io = blocking", profile.Text);
    }

    // From `printf abc | sha256sum`; the file itself is hashed, whatever its encoding mark.
    [Fact]
    public void The_hash_is_that_of_the_files_bytes() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", new ProfileSource("x", "x.hocon", "abc").Sha256);

    [Fact]
    public void A_byte_order_mark_is_hashed_and_not_parsed()
    {
        var path = Path.Combine(_folder, "marked.hocon");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "mul.nodes.min = 3"u8]);

        var profile = ProfileLoader.Load(path);

        Assert.Equal(3, profile.Config.GetInt("mul.nodes.min"));
        Assert.Equal(profile.Sha256, ProfileLoader.FromText(profile.Name, profile.File, profile.Text).Sha256);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest_one_and_the_list()
    {
        var error = Assert.Throws<UserException>(() => ProfileLoader.Load("thread"));

        Assert.Equal(UserException.Usage, error.ExitCode);
        Assert.Contains("Did you mean threads?", error.Message, StringComparison.Ordinal);
        Assert.Contains("sequential", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_a_folder_and_a_binary_are_a_users_mistakes()
    {
        var binary = Path.Combine(_folder, "binary.hocon");
        File.WriteAllBytes(binary, [0xFF, 0xFE, 0xFD]);
        var huge = Path.Combine(_folder, "huge.hocon");
        File.WriteAllText(huge, new string('#', ProfileLoader.MaxBytes + 1));

        foreach (var argument in (string[])[Path.Combine(_folder, "nowhere.hocon"), _folder, binary, huge])
        {
            Assert.Equal(UserException.Usage, Assert.Throws<UserException>(() => ProfileLoader.Load(argument)).ExitCode);
        }
    }

    [Fact]
    public void A_profile_named_again_gets_a_number() =>
        Assert.Equal(["parallel", "threads", "parallel#2", "parallel#3"], ProfileLoader.LoadAll(["parallel", "threads", "parallel", "parallel"]).Select(profile => profile.Name));

    [Fact]
    public void A_number_that_a_file_has_in_its_name_is_passed_over()
    {
        string[] files = [Path.Combine(_folder, "a#2.hocon"), Path.Combine(_folder, "a.hocon")];
        foreach (var file in files)
        {
            File.WriteAllText(file, "");
        }

        Assert.Equal(["a#2", "a", "a#3"], ProfileLoader.LoadAll([.. files, files[1]]).Select(profile => profile.Name));
    }

    [Fact]
    public void A_file_in_utf_16_is_to_be_saved_as_utf_8()
    {
        var path = Path.Combine(_folder, "wide.hocon");
        File.WriteAllText(path, "a = 1", new UnicodeEncoding(bigEndian: false, byteOrderMark: false));

        Assert.Equal("wide.hocon:1: the character U+0000 is a control character. Save the file as UTF-8.", Assert.Throws<UserException>(() => ProfileLoader.Load(path)).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
