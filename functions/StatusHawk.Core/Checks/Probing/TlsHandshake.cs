using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>A full TLS handshake with every check of the certificate, which says what is wrong when one fails.</summary>
internal sealed class TlsHandshake(CertificateTrust trust, HandshakeLane lane, TimeProvider time)
{
    /// <summary>Takes over the connection: it is closed when the handshake fails.</summary>
    public async Task<SslStream> RunAsync(Stream connection, TlsWish wish, Trace trace, CancellationToken cancellationToken)
    {
        string? problem = null;
        var laned = new LaneStream(connection, lane, trace, time);
        var tls = new SslStream(laned, leaveInnerStreamOpen: false);
        var quick = CertificateTrust.Nobody();
        try
        {
            trace.Discount(await lane.TurnAsync(time));
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = wish.ServerName.TrimEnd('.'),
                    ApplicationProtocols = wish.Protocol is { } protocol ? [protocol] : null,
                    AllowTlsResume = false,

                    // The stream builds the chain of every handshake anew, which costs more than the handshake itself. It is given nothing to build with;
                    // the chain is built, once for the same certificates, by the trust below. The host name it compares as ever.
                    CertificateChainPolicy = quick,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    {
                        problem = certificate is X509Certificate2 leaf
                            ? WhatIsWrong(leaf, chain?.ChainPolicy.ExtraStore ?? [], errors, trace)
                            : "The server sent no certificate.";
                        return problem is null || wish.IgnoreErrors;
                    },
                },
                cancellationToken);
            laned.Leave();
            trace.Facts = trace.Facts with { TlsVersion = Version(tls.SslProtocol) };
            return tls;
        }
        catch (Exception e)
        {
            await tls.DisposeAsync();
            if (e is AuthenticationException && problem is not null) throw new ProbeFailedException(new Diagnosis(ErrorClass.Tls, problem));
            throw;
        }
        finally
        {
            // Off the lane, whatever came of it: what follows is not a handshake.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

            // Else the finaliser gets to free them, one handshake after the other.
            foreach (var certificate in quick.ExtraStore) certificate.Dispose();
        }
    }

    private string? WhatIsWrong(X509Certificate2 leaf, X509Certificate2Collection sent, SslPolicyErrors errors, Trace trace)
    {
        var verdict = trust.Judge(leaf, sent);
        trace.Facts = trace.Facts with { CertificateExpires = verdict.Expires, CertificateIssuer = verdict.Issuer };
        var problems = new List<string>();
        if (verdict.LeafExpires < trust.Now) problems.Add($"expired on {Date(verdict.LeafExpires)}");
        else if (verdict.LeafBegins > trust.Now) problems.Add($"is not valid before {Date(verdict.LeafBegins)}");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) problems.Add("is not valid for this host name");
        if ((verdict.Status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
            problems.Add("is not signed by a trusted authority, or its intermediate certificate is missing");
        else if (problems.Count == 0 && verdict.Status != X509ChainStatusFlags.NoError) problems.Add($"is not acceptable ({verdict.Status})");
        return problems.Count == 0 ? null : $"The certificate {string.Join(", and ", problems)}.";
    }

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Version(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "1.3",
        SslProtocols.Tls12 => "1.2",
        _ => protocol.ToString(),
    };
}
