namespace StatusHawk.Core.Monitors;

/// <summary>What an HTTP monitor asks for. It is up when the answer's status is 200 to 299 within the monitor's timeout.</summary>
public sealed record HttpTarget
{
    /// <summary>Absolute, <c>http</c> or <c>https</c>, without user information.</summary>
    public required string Url { get; init; }

    /// <summary><c>GET</c> (the default), <c>HEAD</c>, <c>POST</c>, <c>PUT</c>, <c>PATCH</c>, <c>DELETE</c> or <c>OPTIONS</c>.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Request headers, name to value. Values are secrets: sealed for the place <c>{monitor id}</c>, and only Probe opens them.</summary>
    public IReadOnlyDictionary<string, string>? SealedHeaders { get; init; }
}
