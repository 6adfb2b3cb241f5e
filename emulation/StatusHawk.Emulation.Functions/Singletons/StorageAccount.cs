namespace StatusHawk.Emulation.Functions.Singletons;

/// <summary>Where the blobs and tables of a storage account are, and the key that signs requests.</summary>
internal sealed record StorageAccount(string Name, byte[] Key, Uri BlobEndpoint, Uri TableEndpoint)
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
            var (blobs, tables) = ($"http://127.0.0.1:10000/{DevelopmentName}", $"http://127.0.0.1:10002/{DevelopmentName}");
            return new(DevelopmentName, Convert.FromBase64String(DevelopmentKey), new Uri(blobs), new Uri(tables));
        }

        if (!parts.TryGetValue("AccountName", out var name) || !parts.TryGetValue("AccountKey", out var key))
            throw new NotSupportedException("A storage connection string without AccountName and AccountKey");
        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = parts.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        var blob = parts.GetValueOrDefault("BlobEndpoint") ?? $"{scheme}://{name}.blob.{suffix}";
        var table = parts.GetValueOrDefault("TableEndpoint") ?? $"{scheme}://{name}.table.{suffix}";
        return new(name, Convert.FromBase64String(key), new Uri(blob.TrimEnd('/')), new Uri(table.TrimEnd('/')));
    }
}
