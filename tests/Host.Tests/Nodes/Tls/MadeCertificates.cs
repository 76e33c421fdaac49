using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mul.Host.Tests.Nodes.Tls;

/// <summary>An authority of the spec's own, and folders of certificates that it has signed.</summary>
internal sealed class MadeCertificates : IDisposable
{
    private static readonly OidCollection BothEnds = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public MadeCertificates(string name = "authority")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        Authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
    }

    public X509Certificate2 Authority { get; }

    /// <summary>A certificate with its key, for both ends.</summary>
    /// <param name="host">An IP address or a name.</param>
    /// <param name="begins">In days from now.</param>
    /// <param name="ends">In days from now.</param>
    public X509Certificate2 Sign(string host = "127.0.0.1", int begins = -1, int ends = 1, OidCollection? usages = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(usages ?? BothEnds, critical: false));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(begins), DateTimeOffset.UtcNow.AddDays(ends));
        using var certificate = request.Create(Authority, from, to, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>Writes <c>ca.crt</c>, <c>node.crt</c> and <c>node.key</c>.</summary>
    /// <returns>The folder.</returns>
    public string WriteTo(string folder, X509Certificate2 certificate)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "ca.crt"), Authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "node.crt"), certificate.ExportCertificatePem());
        var key = Path.Combine(folder, "node.key");
        File.WriteAllText(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return folder;
    }

    public void Dispose()
    {
        Authority.Dispose();
        _key.Dispose();
    }
}
