using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mul.Actors.Tests.Downloading;

/// <summary>An authority of our own, and what it issues: no public one would sign what the specs need.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset Long = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly X509Certificate2 Authority = SelfSigned("CN=Mul specs");

    public static X509Certificate2Collection Roots => [Authority];

    /// <summary>For <c>localhost</c> and 127.0.0.1.</summary>
    public static X509Certificate2 Valid { get; } = Issue("localhost", IPAddress.Loopback, Long.AddYears(80));

    public static X509Certificate2 Expired { get; } = Issue("localhost", IPAddress.Loopback, Long.AddYears(1));

    public static X509Certificate2 OfAnotherHost { get; } = Issue("elsewhere.example", IPAddress.Parse("192.0.2.1"), Long.AddYears(80));

    public static X509Certificate2 Untrusted { get; } = SelfSigned("CN=localhost");

    /// <summary>One that says where its issuer's certificate is to be fetched from.</summary>
    public static X509Certificate2 NamingItsIssuerAt(Uri url) =>
        Issue("localhost", IPAddress.Loopback, Long.AddYears(80), new X509AuthorityInformationAccessExtension(ocspUris: null, [url.AbsoluteUri]));

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(Long, Long.AddYears(90));
        return Usable(certificate);
    }

    private static X509Certificate2 Issue(string name, IPAddress address, DateTimeOffset notAfter, params X509Extension[] more)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        foreach (var extension in more)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var issued = request.Create(Authority, Long, notAfter, RandomNumberGenerator.GetBytes(8));
        using var certificate = issued.CopyWithPrivateKey(key);
        return Usable(certificate);
    }

    // An ephemeral key is not usable by a server on every platform.
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
}
