using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatusHawk.Bench.Probe;

/// <summary>A root of the bench's own, and a certificate from it for this machine's loopback. Both have P-256 keys, as most of the web has.</summary>
public sealed class TestAuthority
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    public TestAuthority(string folder)
    {
        RootFile = Path.Combine(folder, "root.pem");
        CertificateFile = Path.Combine(folder, "leaf.pem");
        KeyFile = Path.Combine(folder, "leaf.key");
        Trusted = new Dictionary<string, string>
        {
            ["SSL_CERT_FILE"] = RootFile,
            ["SSL_CERT_DIR"] = Directory.CreateDirectory(Path.Combine(folder, "no-certificates")).FullName,
        };
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=StatusHawk bench root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, false));
        using var root = rootRequest.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        using var leaf = request.Create(root, from, to.AddDays(-1), RandomNumberGenerator.GetBytes(16));

        File.WriteAllText(RootFile, root.ExportCertificatePem());
        File.WriteAllText(CertificateFile, leaf.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public string RootFile { get; }

    public string CertificateFile { get; }

    public string KeyFile { get; }

    /// <summary>The environment in which a process, of .NET or of Go, takes the root for the system's only one.</summary>
    public IReadOnlyDictionary<string, string> Trusted { get; }
}
