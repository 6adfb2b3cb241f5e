using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>An id that stays the same over restarts.</summary>
internal static class StableId
{
    public static string Of(params string[] parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }
}
