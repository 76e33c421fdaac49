using System.Diagnostics;
using Mul.Host.Nodes.Tls;

namespace Mul.Host.Tests.Nodes.Tls;

/// <summary>The README's commands, as they are written.</summary>
public sealed class ReadmeSpecs : IDisposable
{
    private const string Mark = "<!-- spec: certificates -->\n```sh\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mul-openssl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Its_certificates_are_taken_by_each_machine_and_prove_its_address_to_the_other()
    {
        Skip.IfNot(Version() is { Major: >= 3 }, "needs OpenSSL 3");

        var (exitCode, errors) = await RunAsync("/bin/sh", "-e", "-c", Commands());

        Assert.True(exitCode == 0, errors);
        var one = NodeCertificates.Load("--tls", Path.Combine(_folder, "192.0.2.10"));
        var other = NodeCertificates.Load("--tls", Path.Combine(_folder, "192.0.2.11"));
        Assert.Null(PeerCheck.FaultOf(one.Own, other.Trusted, PeerPurpose.Server, "192.0.2.10"));
        Assert.Null(PeerCheck.FaultOf(other.Own, one.Trusted, PeerPurpose.Client));
        Assert.Equal("is not of 192.0.2.10 (subjectAltName)", PeerCheck.FaultOf(other.Own, one.Trusted, PeerPurpose.Server, "192.0.2.10"));
    }

    private static string Commands()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Nodes", "README.md"));
        var begin = readme.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return readme[begin..readme.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    private static Version? Version()
    {
        try
        {
            // "OpenSSL 3.0.19 27 Jan 2026 ..."
            using var openssl = Process.Start(new ProcessStartInfo("openssl", ["version"]) { RedirectStandardOutput = true });
            var words = openssl!.StandardOutput.ReadToEnd().Split(' ');
            return words is ["OpenSSL", var version, ..] && System.Version.TryParse(version, out var parsed) ? parsed : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private async Task<(int ExitCode, string Errors)> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, WorkingDirectory = _folder })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }
}
