namespace StatusHawk.Emulation.Functions.Singletons;

/// <summary>Where the blobs of a storage account are, and the key that signs requests.</summary>
internal sealed record StorageAccount(string Name, byte[] Key, Uri BlobEndpoint)
{
    // Public knowledge: the account that every storage emulator has.
    private const string DevelopmentName = "devstoreaccount1";
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="NotSupportedException">The connection string has no account key.</exception>
    public static StorageAccount Parse(string connectionString)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part.ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase);
        if (parts.TryGetValue("UseDevelopmentStorage", out var development) && bool.Parse(development))
        {
            var local = new Uri($"http://127.0.0.1:10000/{DevelopmentName}");
            return new(DevelopmentName, Convert.FromBase64String(DevelopmentKey), local);
        }

        if (!parts.TryGetValue("AccountName", out var name) || !parts.TryGetValue("AccountKey", out var key))
            throw new NotSupportedException("A storage connection string without AccountName and AccountKey");
        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        var endpoint = parts.GetValueOrDefault("BlobEndpoint") ?? $"{scheme}://{name}.blob.{suffix}";
        return new(name, Convert.FromBase64String(key), new Uri(endpoint.TrimEnd('/')));
    }
}
