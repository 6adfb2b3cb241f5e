using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>
/// The version of something stored: a hash of all that is stored of it. Whoever writes knows the new one without asking the store, and it is the same whichever store
/// holds it. Which of two writers comes first is still decided by the store's own ETag.
/// </summary>
public static class Versions
{
    private const int Bytes = 15;

    /// <summary>As it stands in <c>ETag</c> and <c>If-Match</c>, with its quotes.</summary>
    public static string Of<T>(T stored) =>
        $"\"{Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(stored, StatusHawkJson.Options)).AsSpan(0, Bytes))}\"";
}
