using Microsoft.AspNetCore.Http;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// What a request shows to say who asks. Whatever in this app wants to know it reads it here, so that all of it speaks of the same caller.
/// </summary>
public static class Credentials
{
    /// <summary>
    /// In the place of <c>Authorization</c>, which Azure Static Web Apps replaces by one of its own in requests that it passes on to a linked API
    /// (Azure/static-web-apps #34).
    /// </summary>
    public const string Header = "X-StatusHawk-Authorization";

    /// <summary>
    /// <c>Bearer …</c>, or whatever was sent. Where <see cref="Header"/> is there, empty or wrong, <c>Authorization</c> is not looked at: what stands there may be
    /// somebody else's word.
    /// </summary>
    public static string Of(HttpRequest request) => (request.Headers.TryGetValue(Header, out var own) ? own : request.Headers.Authorization).ToString();
}
