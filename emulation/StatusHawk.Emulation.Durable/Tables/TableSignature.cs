using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Durable.Tables;

/// <summary>Signs a request to the table service by the scheme <c>SharedKey</c>.</summary>
internal static class TableSignature
{
    public static void Sign(HttpRequestMessage request, StorageAccount account, DateTimeOffset now)
    {
        var date = now.ToString("R", CultureInfo.InvariantCulture);
        request.Headers.Add("x-ms-date", date);
        var type = request.Content is { } content && content.Headers.NonValidated.TryGetValues("Content-Type", out var values)
            ? values.ToString()
            : "";
        var text = $"{request.Method.Method}\n\n{type}\n{date}\n/{account.Name}{request.RequestUri!.AbsolutePath}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(account.Key, Encoding.UTF8.GetBytes(text)));
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedKey", $"{account.Name}:{signature}");
    }
}
