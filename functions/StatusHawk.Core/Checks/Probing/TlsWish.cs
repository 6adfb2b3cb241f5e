using System.Net.Security;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>What a TLS handshake is to be like.</summary>
/// <param name="ServerName">For SNI and the certificate.</param>
/// <param name="IgnoreErrors">Whether any certificate will do.</param>
/// <param name="Protocol">The only application protocol offered; null: none is.</param>
internal readonly record struct TlsWish(string ServerName, bool IgnoreErrors = false, SslApplicationProtocol? Protocol = null);
