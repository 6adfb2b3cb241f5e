using Microsoft.AspNetCore.Http;

namespace StatusHawk.Api.Accounts;

/// <summary>Who asks, as far as is known: the name of the key.</summary>
public static class Callers
{
    private static readonly object Key = new();

    public static void SetCaller(this HttpRequest request, string name) => request.HttpContext.Items[Key] = name;

    /// <exception cref="InvalidOperationException">The request came without a key, past the middleware that asks for one.</exception>
    public static string CallerName(this HttpRequest request) =>
        request.HttpContext.Items[Key] as string ?? throw new InvalidOperationException("This function asks for no key, and yet for its name.");
}
