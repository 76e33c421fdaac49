using System.Net;
using System.Security.Cryptography.X509Certificates;
using Akka.Remote.Transport.DotNetty;

namespace Mul.Host.Nodes.Tls;

/// <summary>Both ends of every connection show a certificate, and each judges the other's.</summary>
/// <param name="refused">Told, on a thread of the network, whom this end did not accept.</param>
internal sealed class MutualTls(NodeCertificates certificates, Action<RefusedPeer> refused)
{
    public DotNettySslSetup Setup => new(
        certificates.Own,
        suppressValidation: false,
        requireMutualAuthentication: true,
        validateCertificateHostname: true,
        (certificate, _, peer, _, _) => Accept(certificate, peer));

    // Whom this end connected to comes as the address that was meant, who connected as the socket's, which is nobody's name.
    private bool Accept(X509Certificate2? certificate, string peer)
    {
        var meant = Uri.TryCreate(peer, UriKind.Absolute, out var address) ? address.DnsSafeHost : null;
        var fault = certificate is null ? "was not shown"
            : meant is not null ? PeerCheck.FaultOf(certificate, certificates.Trusted, PeerPurpose.Server, meant)
            : IPEndPoint.TryParse(peer, out _) ? PeerCheck.FaultOf(certificate, certificates.Trusted, PeerPurpose.Client)
            : "is of somebody without an address";
        if (fault is not null)
        {
            refused(new RefusedPeer(peer, meant is not null, fault));
        }

        return fault is null;
    }
}

/// <param name="Peer">Its address.</param>
/// <param name="WasCalled">Whether this end connected to it.</param>
/// <param name="Fault">What is wrong with its certificate, as the end of a sentence.</param>
internal sealed record RefusedPeer(string Peer, bool WasCalled, string Fault);
