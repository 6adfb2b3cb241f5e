using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>A full TLS handshake with every check of the certificate, which says what is wrong when one fails.</summary>
internal static class TlsHandshake
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>Takes over the connection: it is closed when the handshake fails.</summary>
    /// <param name="roots">The only roots to trust; null for those of the system.</param>
    public static async Task<SslStream> RunAsync(
        Stream connection, string host, X509Certificate2Collection? roots, TimeProvider time, CancellationToken cancellationToken)
    {
        string? problem = null;
        var tls = new SslStream(connection, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host.TrimEnd('.'),
                    ApplicationProtocols = [SslApplicationProtocol.Http11],
                    AllowTlsResume = false,
                    CertificateChainPolicy = Policy(roots),
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    {
                        if (errors != SslPolicyErrors.None) problem = Explain(certificate as X509Certificate2, chain, errors, time.GetUtcNow());
                        return errors == SslPolicyErrors.None;
                    },
                },
                cancellationToken);
            return tls;
        }
        catch (Exception e)
        {
            await tls.DisposeAsync();
            if (e is AuthenticationException && problem is not null) throw new ProbeFailedException(new Diagnosis(ErrorClass.Tls, problem));
            throw;
        }
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection? roots)
    {
        // A certificate names the URL of its issuer: following it would let a hostile target send requests from here past the address guard.
        var policy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        policy.ApplicationPolicy.Add(ServerAuthentication);
        if (roots is null) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private static string Explain(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (certificate is null) return "The server sent no certificate.";
        var problems = new List<string>();
        if (certificate.NotAfter < now) problems.Add($"expired on {Date(certificate.NotAfter)}");
        else if (certificate.NotBefore > now) problems.Add($"is not valid before {Date(certificate.NotBefore)}");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) problems.Add("is not valid for this host name");

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
            problems.Add("is not signed by a trusted authority, or its intermediate certificate is missing");
        else if (problems.Count == 0) problems.Add($"is not acceptable ({status})");
        return $"The certificate {string.Join(", and ", problems)}.";
    }

    private static string Date(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
