namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>Something answered, and it was not DNS, or not to this question.</summary>
public sealed class DnsProtocolException(string message) : Exception(message);
