using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StatusHawk.Local.Mail;

/// <summary>Checks the signature of a request to the mail service: method, path and query, date, host, and a hash of the body.</summary>
internal static class MailSignature
{
    private const string SignedHeaders = "x-ms-date;host;x-ms-content-sha256";

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? WhatIsWrong(HttpRequest request, byte[] body, byte[] key)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        if (request.Headers["x-ms-content-sha256"] != hash) return "The header x-ms-content-sha256 is not the hash of the body.";
        var text = $"{request.Method}\n{request.Path}{request.QueryString}\n{request.Headers["x-ms-date"]};{request.Host};{hash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return request.Headers.Authorization == $"HMAC-SHA256 SignedHeaders={SignedHeaders}&Signature={signature}"
            ? null
            : "The signature does not fit: check the access key, and what is signed.";
    }
}
