using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Accounts;

/// <summary>Random texts that only their owners have: what is stored is their hash. They are long enough that nobody finds one from it.</summary>
public static class Secret
{
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>In a time that does not tell how much of it is right.</summary>
    public static bool Matches(string secret, string? hash) =>
        hash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
}
