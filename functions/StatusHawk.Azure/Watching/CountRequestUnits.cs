using System.Globalization;
using Microsoft.Azure.Cosmos;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure.Watching;

/// <summary>Counts what every call to Cosmos DB costs. All calls pass here, a throttled one that the client tries again once.</summary>
internal sealed class CountRequestUnits : RequestHandler
{
    public override async Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var container = new KeyValuePair<string, object?>("container", ContainerOf(request.RequestUri));
        var operation = new KeyValuePair<string, object?>("operation", OperationOf(request));
        Instruments.CosmosRequests.Add(1, container, operation, new("status", ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)));
        Instruments.CosmosRequestUnits.Add(response.Headers.RequestCharge, container, operation);
        return response;
    }

    // dbs/{database}/colls/{container}/docs/{id}
    private static string ContainerOf(Uri uri)
    {
        var path = uri.OriginalString.Trim('/').Split('/');
        var name = path.Length > 3 && path[2] == "colls" ? path[3] : "";
        return CosmosContainer.All.Any(container => container.Name == name) ? name : "other";
    }

    private static string OperationOf(RequestMessage request) => request.Method.Method switch
    {
        "POST" when IsSet(request, "x-ms-documentdb-isquery") => "query",
        "POST" when IsSet(request, "x-ms-cosmos-is-query-plan-request") => "plan",
        "POST" when IsSet(request, "x-ms-documentdb-is-upsert") => "upsert",
        "POST" => "create",
        "GET" when request.Headers["A-IM"] is { Length: > 0 } => "changes",
        "GET" => "read",
        "PUT" => "replace",
        "DELETE" => "delete",
        _ => "other",
    };

    private static bool IsSet(RequestMessage request, string header) => string.Equals(request.Headers[header], bool.TrueString, StringComparison.OrdinalIgnoreCase);
}
