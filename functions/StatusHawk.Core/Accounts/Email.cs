using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Accounts;

/// <summary>Mail addresses of accounts.</summary>
public static class Email
{
    /// <summary>RFC 5321: what fits a path.</summary>
    public const int MaxLength = 254;

    /// <summary>Whether a mail could reach it, as far as its form tells.</summary>
    public static bool IsAddress(string? text) =>
        text is { Length: > 3 and <= MaxLength } && !text.Any(char.IsControl) && !text.Any(char.IsWhiteSpace)
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.DisplayName.Length == 0;

    /// <summary>What the same addresses have in common: upper and lower case are one, for all mail services that anybody uses.</summary>
    public static string Normalize(string address) => address.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Under which an address leads to its account: nobody reads addresses out of ids.</summary>
    public static string Hash(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(address))));
}
