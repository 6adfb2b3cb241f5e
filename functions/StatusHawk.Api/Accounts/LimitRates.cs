using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Holds callers to their requests a minute, and tells on every answer what is left (draft-ietf-httpapi-ratelimit-headers). Who is known is held to what their key or
/// account allows, who is not to what one address may try. Each instance counts for itself.
/// </summary>
public sealed class LimitRates(RequestsPerMinute quotas, ClientAddress addresses, IOptions<RateLimitOptions> options, TimeProvider clock)
{
    private const string OfKeys = "key";
    private const string OfAddresses = "address";
    private const int MostCredentials = 20_000;
    private static readonly object Noted = new();

    // Whoever watches this app must see it when it is busiest.
    private static readonly FrozenSet<string> Unlimited =
        new[] { FunctionNames.Health, FunctionNames.Ready, FunctionNames.Metrics }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Attempts = new[]
    {
        FunctionNames.Register, FunctionNames.VerifyAccount, FunctionNames.SignIn, FunctionNames.RefreshSession, FunctionNames.RequestPasswordReset, FunctionNames.ResetPassword,
        FunctionNames.ConfirmEmail,
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly RateWindows _callers = new(clock);
    private readonly RateWindows _addresses = new(clock);

    // By a hash of what was sent: whose it was when it last was somebody's. Only a cache.
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>For what is open to anyone. Null: go on.</summary>
    public JsonAnswer? Anyone(HttpContext http, string function)
    {
        if (Unlimited.Contains(function)) return null;
        var (group, quota) = Attempts.Contains(function) ? ("attempts", options.Value.AttemptsPerAddressPerMinute) : ("open", options.Value.PerAddressPerMinute);
        return Note(http, OfAddresses, _addresses.Take($"{group}|{addresses.NetworkOf(http)}", quota));
    }

    /// <summary>Before anything is read to find out who calls. Null: go on.</summary>
    public JsonAnswer? Before(HttpContext http)
    {
        // Whoever is known is not held to what others tried from the same address.
        if (_known.TryGetValue(Credential(http), out var known))
            return _callers.Full(Window(known.CallerId, http.GetRouteValue("workspaceId") as string), known.Quota) is { } spent ? Note(http, OfKeys, spent) : null;
        return _addresses.Full(Strangers(http), options.Value.AttemptsPerAddressPerMinute) is { } full ? Note(http, OfAddresses, full) : null;
    }

    /// <summary>Of a caller with no right to anything. Null: the answer is that.</summary>
    public JsonAnswer? Stranger(HttpContext http)
    {
        _known.TryRemove(Credential(http), out _);
        return Note(http, OfAddresses, _addresses.Take(Strangers(http), options.Value.AttemptsPerAddressPerMinute));
    }

    /// <summary>Of a caller who is known. Null: go on.</summary>
    public JsonAnswer? Admitted(HttpContext http, Admission admission)
    {
        var quota = quotas(admission);
        if (_known.Count >= MostCredentials) _known.Clear();
        _known[Credential(http)] = new(admission.Caller.Id, quota);
        return Note(http, OfKeys, _callers.Take(Window(admission.Caller.Id, admission.Workspace?.Id), quota));
    }

    // What is no workspace of the caller's is one window, whatever the path says.
    private static string Window(string callerId, string? workspaceId) => $"{callerId}|{workspaceId}";

    private string Strangers(HttpContext http) => $"strangers|{addresses.NetworkOf(http)}";

    private static string Credential(HttpContext http) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Credentials.Of(http.Request))));

    private static JsonAnswer? Note(HttpContext http, string policy, RateAnswer answer)
    {
        // An answer may yet be cleared and made anew: the headers come when it starts, and the last note counts.
        if (!http.Items.ContainsKey(Noted)) http.Response.OnStarting(() => Tell(http));
        http.Items[Noted] = (policy, answer);
        return answer.Passes ? null : Problem.TooMany(answer.ResetsIn);
    }

    private static Task Tell(HttpContext http)
    {
        var (policy, answer) = ((string, RateAnswer))http.Items[Noted]!;
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";q={answer.Quota};w={(int)RateWindow.Length.TotalSeconds}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{policy}\";r={answer.Remaining};t={(int)Math.Ceiling(answer.ResetsIn.TotalSeconds)}");
        return Task.CompletedTask;
    }

    private sealed record Known(string CallerId, int Quota);
}
