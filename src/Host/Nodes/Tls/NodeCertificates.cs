using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mul.Actors.Jobs;

namespace Mul.Host.Nodes.Tls;

/// <summary>
/// Who this process is among nodes, and whom it lets in: a folder with <c>ca.crt</c> (one certificate authority or several),
/// <c>node.crt</c> (signed by one of them) and <c>node.key</c>, each in PEM.
/// </summary>
internal sealed class NodeCertificates
{
    /// <summary>The option by which a command is told the folder.</summary>
    public const string Option = "--tls";

    private const string Authority = "ca.crt";
    private const string Certificate = "node.crt";
    private const string Key = "node.key";
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";

    private NodeCertificates(X509Certificate2Collection trusted, X509Certificate2 own) => (Trusted, Own) = (trusted, own);

    /// <summary>A peer's certificate must have been signed by one of these; the machine's own list is not asked.</summary>
    public X509Certificate2Collection Trusted { get; }

    /// <summary>With its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Why whoever calls this process at an address would not believe it; null if there is no reason.</summary>
    /// <param name="host">An address, IPv6 in brackets, or a name.</param>
    public string? FaultAt(string host) =>
        PeerCheck.FaultOf(Own, Trusted, PeerPurpose.Server, host.Trim('[', ']')) is { } fault ? $"{Certificate} {fault}" : null;

    /// <param name="name">Of the option, for the message.</param>
    /// <exception cref="UserException">A file is missing, cannot be used, or does not fit the others.</exception>
    public static NodeCertificates Load(string name, string folder)
    {
        UserException Mistake(string file, string what) => new($"{name} {folder}: {file} {what}");

        if (!Directory.Exists(folder))
        {
            throw new UserException($"{name} {folder}: there is no such folder. It has to have {Authority}, {Certificate} and {Key} in it.");
        }

        string Read(string file)
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, file));
            }
            catch (FileNotFoundException)
            {
                throw Mistake(file, $"is missing. The folder has to have {Authority}, {Certificate} and {Key} in it.");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw Mistake(file, $"cannot be read: {error.Message}");
            }
        }

        var trusted = new X509Certificate2Collection();
        if (!TryRead(() => trusted.ImportFromPem(Read(Authority))) || trusted.Count == 0)
        {
            throw Mistake(Authority, "is no certificate in PEM (-----BEGIN CERTIFICATE-----).");
        }

        var certificate = Read(Certificate);
        if (!TryRead(() => X509Certificate2.CreateFromPem(certificate).Dispose()))
        {
            throw Mistake(Certificate, "is no certificate in PEM (-----BEGIN CERTIFICATE-----).");
        }

        var key = Read(Key);
        if (FaultOfKey(key) is { } faultOfKey)
        {
            throw Mistake(Key, faultOfKey);
        }

        if (FaultOfPermissions(Path.Combine(folder, Key)) is { } openToOthers)
        {
            throw Mistake(Key, openToOthers);
        }

        X509Certificate2? own = null;
        if (!TryRead(() => own = Usable(X509Certificate2.CreateFromPem(certificate, key))))
        {
            throw IsKnown(certificate)
                ? Mistake(Key, $"is not the key of {Certificate}. Put the two that were made together into the folder.")
                : Mistake(Certificate, "is for a kind of key that nodes cannot use. Have one made for RSA or EC (P-256).");
        }

        foreach (var purpose in new[] { PeerPurpose.Server, PeerPurpose.Client })
        {
            if (PeerCheck.FaultOf(own!, trusted, purpose) is { } fault)
            {
                throw Mistake(Certificate, $"{fault}: no other node would let this one in. Have one made anew by the authority in {Authority}.");
            }
        }

        return new NodeCertificates(trusted, own!);
    }

    // What is not PEM is not found by the first, and what is no key or certificate inside of it not by the others.
    private static bool TryRead(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    // With a key of another kind it could not even be read together.
    private static bool IsKnown(string certificate)
    {
        using var read = X509Certificate2.CreateFromPem(certificate);
        using var key = (AsymmetricAlgorithm?)read.GetRSAPublicKey() ?? read.GetECDsaPublicKey();
        return key is not null;
    }

    private static string? FaultOfKey(string text) =>
        LabelsOf(text).Any(label => label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) && label != Encrypted) ? null
        // In the label, or as a header, with which the block is no PEM to .NET.
        : text.Contains("ENCRYPTED", StringComparison.Ordinal) ? "is under a passphrase, which nobody is there to give. Write it without one, readable by its owner alone."
        : "is no private key in PEM (-----BEGIN PRIVATE KEY-----).";

    // A key need not be the first: a curve's parameters or its certificate may be before it.
    private static IEnumerable<string> LabelsOf(string text)
    {
        while (PemEncoding.TryFind(text, out var found))
        {
            yield return text[found.Label];
            text = text[found.Location.End..];
        }
    }

    private static string? FaultOfPermissions(string path) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) == 0
            ? null
            : "can be read by others than its owner, and whoever has it is this node. `chmod 600` it.";

    // Windows takes no key for TLS that is only in memory: https://github.com/dotnet/runtime/issues/23749
    private static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
