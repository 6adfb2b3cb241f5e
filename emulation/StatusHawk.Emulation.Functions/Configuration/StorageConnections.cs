namespace StatusHawk.Emulation.Functions.Configuration;

/// <summary>Finds the connection string that an attribute names.</summary>
internal static class StorageConnections
{
    public const string Default = "AzureWebJobsStorage";

    private static readonly string[] IdentityKeys = ["queueServiceUri", "blobServiceUri", "tableServiceUri", "serviceUri", "accountName"];

    /// <exception cref="InvalidOperationException">There is none.</exception>
    /// <exception cref="NotSupportedException">It is an identity-based connection.</exception>
    public static string Resolve(string? connection, HostSettings settings, string user)
    {
        var name = connection ?? Default;
        foreach (var candidate in new[] { $"AzureWebJobs{name}", name })
        {
            if (settings.ConnectionString(candidate) is { Length: > 0 } value)
                return value;
            if (IdentityKeys.FirstOrDefault(key => settings[$"{candidate}:{key}"] is not null) is { } key)
                throw new NotSupportedException($"{candidate}__{key}: identity-based connections (wanted by {user})");
        }

        throw new InvalidOperationException($"{user} needs the connection string '{name}', which is not configured.");
    }
}
