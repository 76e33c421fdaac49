using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mul.Actors.Jobs;
using Mul.Host.Nodes.Tls;

namespace Mul.Host.Tests.Nodes.Tls;

/// <summary><c>--tls FOLDER</c>: what is in the folder, before anything starts.</summary>
public sealed class NodeCertificatesSpecs : IDisposable
{
    // As `openssl req -x509 -newkey ed25519` makes it; .NET makes none.
    private const string Ed25519 = """
        -----BEGIN CERTIFICATE-----
        MIIBNDCB56ADAgECAhRuDQl159vYCrM42FBGsCeTwTCDMTAFBgMrZXAwDzENMAsG
        A1UEAwwEbm9kZTAgFw0yNjExMzAxNTMzNDVaGA8yMTI2MTEwNjE1MzM0NVowDzEN
        MAsGA1UEAwwEbm9kZTAqMAUGAytlcAMhAGZzI1em+7tlxvg4eifjPmWMGiY459wA
        0SWqG2tO7ne1o1MwUTAdBgNVHQ4EFgQUOsco5TmkOv30TOm08Qe+62uQBu8wHwYD
        VR0jBBgwFoAUOsco5TmkOv30TOm08Qe+62uQBu8wDwYDVR0TAQH/BAUwAwEB/zAF
        BgMrZXADQQAirgMHzy7RQ2Vp6HvZWYu+b4bjkLscD6FTo+PU/DMpw5UB9D7Tapjz
        CzSLOBA4pzzLhS94RUqk9jmWHEIrzdkJ
        -----END CERTIFICATE-----
        """;

    private readonly MadeCertificates _authority = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mul-tls-").FullName;

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_folder_with_a_certificate_its_key_and_its_authority_is_taken()
    {
        Write(_authority.Sign());

        var certificates = NodeCertificates.Load("--tls", _folder);

        Assert.True(certificates.Own.HasPrivateKey);
        Assert.Equal("CN=authority", Assert.Single(certificates.Trusted).Subject);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Equal($"--tls {_folder}/none: there is no such folder. It has to have ca.crt, node.crt and node.key in it.", Refusal(_folder + "/none"));

    [Theory]
    [InlineData("ca.crt")]
    [InlineData("node.crt")]
    [InlineData("node.key")]
    public void A_file_that_is_missing_is_named(string file)
    {
        Write(_authority.Sign());
        File.Delete(Path.Combine(_folder, file));

        Assert.Contains($"{file} is missing", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ca.crt", "is no certificate in PEM")]
    [InlineData("node.crt", "is no certificate in PEM")]
    [InlineData("node.key", "is no private key in PEM")]
    public void A_file_that_is_not_pem_is_named(string file, string what)
    {
        Write(_authority.Sign());
        foreach (var text in new[] { "", "0\u0082\u0001", "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n" })
        {
            File.WriteAllText(Path.Combine(_folder, file), text);

            Assert.Contains($"{file} {what}", Refusal(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_of_another_certificate_is_refused()
    {
        Write(_authority.Sign());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(_folder, "node.key"), other.ExportPkcs8PrivateKeyPem());

        Assert.Contains("node.key is not the key of node.crt", Refusal(), StringComparison.Ordinal);
    }

    // As `openssl ecparam -genkey` writes it, and as some keep both in one file.
    [Theory]
    [InlineData("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n")]
    [InlineData(null)]
    public void A_key_behind_something_else_is_taken(string? before)
    {
        using var certificate = _authority.Sign();
        Write(certificate);
        File.WriteAllText(Path.Combine(_folder, "node.key"), (before ?? certificate.ExportCertificatePem() + "\n") + certificate.GetECDsaPrivateKey()!.ExportECPrivateKeyPem());

        Assert.True(NodeCertificates.Load("--tls", _folder).Own.HasPrivateKey);
    }

    [Fact]
    public void A_certificate_for_a_kind_of_key_that_cannot_be_used_is_refused()
    {
        Write(_authority.Sign());
        File.WriteAllText(Path.Combine(_folder, "node.crt"), Ed25519);

        Assert.Contains("node.crt is for a kind of key that nodes cannot use. Have one made for RSA or EC (P-256).", Refusal(), StringComparison.Ordinal);
    }

    // As `openssl genrsa -aes256 -traditional` writes it.
    [Fact]
    public void A_key_under_a_passphrase_in_the_old_form_is_refused()
    {
        Write(_authority.Sign());
        File.WriteAllText(
            Path.Combine(_folder, "node.key"),
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA\n-----END RSA PRIVATE KEY-----\n");

        Assert.Contains("node.key is under a passphrase", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_under_a_passphrase_is_refused()
    {
        using var certificate = _authority.Sign();
        Write(certificate);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000);
        File.WriteAllText(Path.Combine(_folder, "node.key"), certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("secret", parameters));

        Assert.Contains("node.key is under a passphrase", Refusal(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_key_that_others_can_read_is_refused()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs the permissions of Unix");
        Write(_authority.Sign());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder, "node.key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        }

        Assert.Contains("chmod 600", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-9, -1, "node.crt has expired on ")]
    [InlineData(1, 9, "node.crt is not valid before ")]
    public void A_certificate_out_of_its_time_is_refused(int begins, int ends, string what)
    {
        Write(_authority.Sign(begins: begins, ends: ends));

        Assert.Contains(what, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_another_authority_is_refused()
    {
        using var foreign = new MadeCertificates();
        Write(foreign.Sign());

        Assert.Contains("node.crt is not of the authority in ca.crt", Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.1", "client")]
    [InlineData("1.3.6.1.5.5.7.3.2", "server")]
    public void A_certificate_for_one_end_alone_is_refused(string usage, string missing)
    {
        Write(_authority.Sign(usages: [new Oid(usage)]));

        Assert.Contains($"node.crt is not for a {missing} (extendedKeyUsage)", Refusal(), StringComparison.Ordinal);
    }

    private void Write(X509Certificate2 certificate) => _authority.WriteTo(_folder, certificate);

    private string Refusal(string? folder = null)
    {
        var mistake = Assert.Throws<UserException>(() => NodeCertificates.Load("--tls", folder ?? _folder));

        Assert.Equal(UserException.Usage, mistake.ExitCode);
        Assert.DoesNotContain('\n', mistake.Message);
        return mistake.Message;
    }
}
