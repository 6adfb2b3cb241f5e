using Microsoft.AspNetCore.Http;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>What a row of the audit log says of a request from the beginning: who asks for what, from where.</summary>
public sealed class AuditRows(ClientAddress address, TimeProvider clock)
{
    // What is longer is no id, and the request finds nothing.
    private const int MaxIdLength = 100;

    /// <summary>Whether a request is one that changes something.</summary>
    public static bool IsChange(HttpContext http) => !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);

    /// <summary>A row that says that it is about to be done.</summary>
    /// <param name="function">What.</param>
    /// <param name="http">The request, of somebody who is known.</param>
    public AuditEntry New(string function, HttpContext http)
    {
        var (caller, workspace, _) = http.Request.Admission();
        return new()
        {
            Id = Ids.New(Ids.Audit),
            Of = workspace?.Id ?? caller.Id,
            At = clock.Now(),
            Action = function,
            Caller = new(caller is Caller.Key ? AuditCallerKind.Key : AuditCallerKind.Person, caller.Id, caller.Name),
            Address = address.Of(http),
            Target = http.Request.RouteValues
                .Where(value => value.Key.EndsWith("Id", StringComparison.Ordinal) && value.Value is string { Length: <= MaxIdLength })
                .ToDictionary(value => value.Key, value => (string)value.Value!, StringComparer.Ordinal),
        };
    }

    /// <summary>The same, for the log of a workspace that the request's path does not name.</summary>
    public AuditEntry Of(AuditEntry entry, string workspaceId) =>
        entry with { Id = Ids.New(Ids.Audit), Of = workspaceId, At = clock.Now(), Target = new Dictionary<string, string>(StringComparer.Ordinal) { ["workspaceId"] = workspaceId } };
}
