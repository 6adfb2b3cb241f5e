namespace Azure.Data.Tables.Wire;

/// <summary>Where the tables are, and the key, as a connection string says.</summary>
internal sealed record TableAccount(Uri Endpoint, string Name, byte[] Key)
{
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">A part is missing.</exception>
    public static TableAccount Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        if (connectionString.Trim().TrimEnd(';').Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase))
            return new(new Uri("http://127.0.0.1:10002/devstoreaccount1"), "devstoreaccount1", Convert.FromBase64String(DevelopmentKey));

        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        var name = Needed("AccountName");
        var endpoint = parts.TryGetValue("TableEndpoint", out var given)
            ? given
            : $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        return new(new Uri(endpoint), name, Convert.FromBase64String(Needed("AccountKey")));

        string Needed(string key) => parts.TryGetValue(key, out var value) ? value : throw new FormatException($"The connection string has no {key}.");
    }
}
