using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mul.Host.Nodes.Tls;

/// <summary>As what a peer shows its certificate.</summary>
internal enum PeerPurpose
{
    /// <summary>It was connected to.</summary>
    Server,

    /// <summary>It connected.</summary>
    Client,
}

/// <summary>Whether a certificate proves what it has to: of a known authority, in its time, for this purpose, of this name.</summary>
/// <remarks>Revocation is not asked for: there is nobody to ask. To shut a node out is to make a new authority.</remarks>
internal static class PeerCheck
{
    // RFC 5280, 4.2.1.12.
    private static readonly Dictionary<PeerPurpose, Oid> Usages = new()
    {
        [PeerPurpose.Server] = new("1.3.6.1.5.5.7.3.1"),
        [PeerPurpose.Client] = new("1.3.6.1.5.5.7.3.2"),
    };

    /// <returns>What is wrong, as the end of a sentence about the certificate; null if nothing is.</returns>
    /// <param name="trusted">The authorities; the machine's own are not.</param>
    /// <param name="host">The name or address that was connected to; null = any.</param>
    public static string? FaultOf(X509Certificate2 certificate, X509Certificate2Collection trusted, PeerPurpose purpose, string? host = null)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ApplicationPolicy.Add(Usages[purpose]);
        var isSound = chain.Build(certificate);
        var now = chain.ChainPolicy.VerificationTime;
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return certificate.NotAfter < now ? $"has expired on {Date(certificate.NotAfter)}"
            : certificate.NotBefore > now ? $"is not valid before {Date(certificate.NotBefore)}"
            : status.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "was signed by an authority whose own certificate is out of its time"
            : (status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotSignatureValid)) != 0 ? "is not of the authority in ca.crt"
            : status.HasFlag(X509ChainStatusFlags.NotValidForUsage) ? $"is not for a {(purpose == PeerPurpose.Server ? "server" : "client")} (extendedKeyUsage)"
            : !isSound ? $"cannot be relied on: {status}"
            : host is not null && !certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false) ? $"is not of {host} (subjectAltName)"
            : null;
    }

    private static string Date(DateTime at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
