using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Emulation.Functions.Singletons;

/// <summary>Signs a request to the blob service by the scheme <c>SharedKey</c>.</summary>
internal static class SharedKeySignature
{
    public static void Sign(HttpRequestMessage request, StorageAccount account, DateTimeOffset now)
    {
        request.Headers.Add("x-ms-date", now.ToString("R", CultureInfo.InvariantCulture));
        var length = request.Content?.Headers.ContentLength is { } bytes and > 0 ? bytes.ToString(CultureInfo.InvariantCulture) : "";
        var text = string.Join('\n',
        [
            request.Method.Method, "", "", length, "", request.Content?.Headers.ContentType?.ToString() ?? "", "", "",
            First(request.Headers, "If-Match"), First(request.Headers, "If-None-Match"), "", "",
            .. CanonicalHeaders(request.Headers),
            CanonicalResource(request.RequestUri!, account.Name),
        ]);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key, Encoding.UTF8.GetBytes(text)));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{account.Name}:{signature}");
    }

    private static string First(HttpRequestHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

    private static IEnumerable<string> CanonicalHeaders(HttpRequestHeaders headers) => headers.NonValidated
        .Where(h => h.Key.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
        .Select(h => $"{h.Key.ToLowerInvariant()}:{h.Value}")
        .Order(StringComparer.Ordinal);

    private static string CanonicalResource(Uri uri, string accountName)
    {
        var query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .OrderBy(part => part[0], StringComparer.Ordinal)
            .Select(part => $"\n{part[0]}:{Uri.UnescapeDataString(part[1])}");
        return $"/{accountName}{uri.AbsolutePath}{string.Concat(query)}";
    }
}
