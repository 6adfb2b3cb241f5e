using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Whether a chain of certificates leads to a trusted root. The verdict on the same certificates is remembered for a while, by their hash, since building a
/// chain costs several times a handshake; it ends at the moment at which any of them expires.
/// </summary>
/// <param name="roots">The only roots to trust; null for those of the system.</param>
internal sealed class CertificateTrust(X509Certificate2Collection? roots, TimeProvider time)
{
    /// <summary>How long a verdict is believed. A root that the system no longer trusts is noticed after as long.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private const int Most = 10_000;
    private static readonly ConcurrentDictionary<TimeProvider, CertificateTrust> OfSystem = new();
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private readonly ConcurrentDictionary<string, ChainVerdict> _known = new(StringComparer.Ordinal);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The system's roots; one memory for the whole process.</summary>
    public static CertificateTrust System(TimeProvider time) => OfSystem.GetOrAdd(time, static time => new CertificateTrust(roots: null, time));

    /// <summary>A policy that trusts nobody and looks nowhere.</summary>
    public static X509ChainPolicy Nobody() => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
    };

    /// <param name="leaf">The server's certificate.</param>
    /// <param name="sent">All that the server sent along.</param>
    public ChainVerdict Judge(X509Certificate2 leaf, X509Certificate2Collection sent)
    {
        var now = Now;
        var key = KeyOf(leaf, sent);
        if (_known.TryGetValue(key, out var known) && now < known.Until) return known;
        if (_known.Count >= Most) _known.Clear();
        return _known[key] = Build(leaf, sent, now);
    }

    private ChainVerdict Build(X509Certificate2 leaf, X509Certificate2Collection sent, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(now) };
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.Build(leaf);
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        var expires = chain.ChainElements.Select(element => Utc(element.Certificate.NotAfter)).Append(Utc(leaf.NotAfter)).Min();
        var begins = chain.ChainElements.Select(element => Utc(element.Certificate.NotBefore)).Append(Utc(leaf.NotBefore)).Max();
        foreach (var element in chain.ChainElements) element.Certificate.Dispose();

        // The next instant at which time alone could change the verdict.
        var until = new[] { now + Remembered, expires, begins }.Where(instant => instant > now).Min();
        return new ChainVerdict(status, expires, Utc(leaf.NotBefore), Utc(leaf.NotAfter), IssuerOf(leaf), until);
    }

    private X509ChainPolicy Policy(DateTimeOffset now)
    {
        // A certificate names the URL of its issuer: following it would let a hostile target send requests from here past the address guard.
        var policy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck, VerificationTime = now.UtcDateTime };
        policy.ApplicationPolicy.Add(ServerAuthentication);
        if (roots is null) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private static string KeyOf(X509Certificate2 leaf, X509Certificate2Collection sent)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(leaf.RawDataMemory.Span);
        foreach (var certificate in sent) hash.AppendData(certificate.RawDataMemory.Span);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string IssuerOf(X509Certificate2 certificate)
    {
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);
        return name.Length <= 100 ? name : name[..100];
    }

    private static DateTimeOffset Utc(DateTime local) => new(local.ToUniversalTime());
}

/// <summary>What a chain of certificates is worth.</summary>
/// <param name="Status">All that is wrong with it.</param>
/// <param name="Expires">When the first of its certificates expires.</param>
/// <param name="LeafBegins">Since when the server's own is valid.</param>
/// <param name="LeafExpires">Until when it is.</param>
/// <param name="Issuer">Who signed it.</param>
/// <param name="Until">How long this may be believed.</param>
internal sealed record ChainVerdict(
    X509ChainStatusFlags Status, DateTimeOffset Expires, DateTimeOffset LeafBegins, DateTimeOffset LeafExpires, string Issuer, DateTimeOffset Until);
