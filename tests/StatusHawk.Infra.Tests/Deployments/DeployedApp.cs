using System.Reflection;
using System.Text.RegularExpressions;

namespace StatusHawk.Infra.Tests.Deployments;

/// <summary>An app of the deployment.</summary>
/// <param name="Deployment">Of which.</param>
/// <param name="App">Api, Pipeline or Probe.</param>
/// <param name="Name">The resource's name.</param>
/// <param name="Region">What a Probe probes for.</param>
internal sealed partial record DeployedApp(Deployment Deployment, string App, string Name, string? Region)
{
    public Assembly Code => Assembly.Load("StatusHawk." + App);

    /// <summary>A, P or R, as in docs/configuration.md.</summary>
    public char Letter => App switch { "Api" => 'A', "Pipeline" => 'P', _ => 'R' };

    public Resource Site => Deployment.Of("Microsoft.Web/sites").Single(site => site.Name == Name);

    /// <summary>The identity that the app runs as; it has no other.</summary>
    public string Identity => Site.Json["identity"]!["userAssignedIdentities"]!.AsObject().ShouldHaveSingleItem().Key;

    public string Principal => $"<<{Identity}#properties.principalId>>";

    /// <summary>As they are deployed, with <c>__</c> for <c>:</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Deployment.Of("Microsoft.Web/sites/config").Single(config => config.Name == $"{Name}/appsettings").Properties.ToDictionary(each => each.Key, each => (string)each.Value!);

    /// <summary>The settings as the app's configuration has them, with values such as Azure would put in for what only it knows.</summary>
    public IReadOnlyDictionary<string, string?> Configuration =>
        Settings.ToDictionary(each => each.Key.Replace("__", ":", StringComparison.Ordinal), string? (each) => Filled(each.Key, each.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>The account that the Functions host keeps its own things in.</summary>
    public string HostAccount => AccountOf("AzureWebJobsStorage__blobServiceUri");

    /// <summary>The storage account whose address a setting is.</summary>
    public string AccountOf(string setting) => Placeholder().Match(Settings[setting]).Groups["id"].Value.Split('/')[^1];

    private static string Filled(string name, string value)
    {
        if (value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal))
            return name.StartsWith("Sealing__Keys__", StringComparison.Ordinal) ? Convert.ToBase64String(new byte[32]) : "https://example.com/called";
        return Placeholder().Replace(value, match => match.Groups["path"].Value switch
        {
            "properties.documentEndpoint" => "https://documents.example.com:443/",
            "properties.hostName" => "mails.example.com",
            "properties.fromSenderDomain" or "properties.mailFromSenderDomain" => "mail.example.com",
            var path when path.StartsWith("properties.primaryEndpoints.", StringComparison.Ordinal) =>
                $"https://{match.Groups["id"].Value.Split('/')[^1]}.{path.Split('.')[^1]}.example.com/",
            _ => "00000000-0000-0000-0000-000000000000",
        });
    }

    [GeneratedRegex("<<(?<id>[^#>]+)#(?<path>[^>]+)>>")]
    private static partial Regex Placeholder();
}
