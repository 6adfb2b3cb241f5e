using System.Security.Cryptography;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Local.Data;

/// <summary>What is made once, at the first start, and must stay the same: without the sealing key nothing that was sealed opens again.</summary>
public sealed record Secrets
{
    public required string SealingKeyId { get; init; }
    public required string SealingKey { get; init; }
    public required string WorkspaceId { get; init; }
    public required string ApiKey { get; init; }

    /// <summary>With which the owner of the first workspace signs in, until it is changed there.</summary>
    public string? OwnerPassword { get; init; }

    /// <exception cref="InvalidDataException">The file is there but is no such file.</exception>
    public static Secrets ReadOrCreate(string path)
    {
        if (!File.Exists(path)) PrivateFile.Write(path, JsonSerializer.Serialize(New()));
        try
        {
            var secrets = JsonSerializer.Deserialize<Secrets>(File.ReadAllText(path)) ?? throw new JsonException("It is empty.");
            if (secrets.OwnerPassword is not null) return secrets;

            // Made before there were accounts.
            secrets = secrets with { OwnerPassword = NewPassword() };
            PrivateFile.Write(path, JsonSerializer.Serialize(secrets));
            return secrets;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is damaged ({e.Message}). Restore it, or delete the whole folder to begin anew.", e);
        }
    }

    private static Secrets New()
    {
        var workspaceId = Ids.New(Ids.Workspace);
        return new()
        {
            SealingKeyId = "local",
            SealingKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            WorkspaceId = workspaceId,
            ApiKey = ApiKeyToken.New(workspaceId).Text,
            OwnerPassword = NewPassword(),
        };
    }

    private static string NewPassword() => string.Join('-', Ids.Random(Ids.Length).Chunk(4).Select(part => new string(part)));

    // Never themselves: a record's own ToString would put them into a log.
    public override string ToString() => $"Secrets of {WorkspaceId}";
}
