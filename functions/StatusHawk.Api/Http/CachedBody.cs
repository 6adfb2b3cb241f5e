using System.Security.Cryptography;

namespace StatusHawk.Api.Http;

/// <summary>A body that readers may keep.</summary>
/// <param name="Bytes">UTF-8.</param>
/// <param name="ETag">Of the very bytes: it changes when, and only when, a reader would see something else.</param>
public sealed record CachedBody(byte[] Bytes, string ETag)
{
    public static CachedBody Of(byte[] bytes) => new(bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
}
