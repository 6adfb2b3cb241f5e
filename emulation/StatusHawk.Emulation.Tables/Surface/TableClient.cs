using System.Globalization;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>One table.</summary>
public class TableClient
{
    private readonly TableRequests _requests;

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions? options)
        : this(new TableRequests(TableAccount.Parse(connectionString), options), tableName)
    {
    }

    internal TableClient(TableRequests requests, string name) => (_requests, Name) = (requests, name);

    public virtual string Name { get; }

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var body = BinaryData.FromObjectAsJson(new { TableName = Name });
        var response = await _requests.SendAsync(RequestMethod.Post, "Tables", body, null, [201, 204, 409], cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new TableItem(Name), response);
    }

    /// <exception cref="RequestFailedException">409: it is there.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity =>
        _requests.SendAsync(RequestMethod.Post, Name, EntityJson.Write(entity), null, [201, 204], cancellationToken);

    /// <exception cref="RequestFailedException">404: it is not there; 412: somebody has changed it.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => ChangeAsync(entity, ifMatch, mode, cancellationToken);

    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity => ChangeAsync(entity, null, mode, cancellationToken);

    /// <summary>Absent is fine.</summary>
    /// <exception cref="RequestFailedException">412: somebody has changed it.</exception>
    public virtual Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        _requests.SendAsync(RequestMethod.Delete, Address(partitionKey, rowKey), null, ifMatch == default ? ETag.All : ifMatch, [204, 404], cancellationToken);

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) where T : class, ITableEntity
    {
        var address = Address(partitionKey, rowKey) + (select is null ? "" : $"?$select={Uri.EscapeDataString(string.Join(',', select))}");
        var response = await _requests.SendAsync(RequestMethod.Get, address, null, null, [200, 404], cancellationToken).ConfigureAwait(false);
        if (response.Status == 404) return new Absent<T>(response);
        using var json = JsonDocument.Parse(response.Content);
        return Response.FromValue(EntityJson.Read<T>(json.RootElement), response);
    }

    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) where T : class, ITableEntity =>
        new EntityPages<T>(_requests, Name, filter, maxPerPage, select, cancellationToken);

    /// <summary>A filter with its values written as the service reads them.</summary>
    public static string CreateQueryFilter(FormattableString filter) => string.Format(
        CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(argument => (object)Literal(argument))]);

    private Task<Response> ChangeAsync<T>(T entity, ETag? ifMatch, TableUpdateMode mode, CancellationToken cancellationToken) where T : ITableEntity =>
        _requests.SendAsync(
            mode == TableUpdateMode.Replace ? RequestMethod.Put : RequestMethod.Parse("MERGE"), Address(entity.PartitionKey, entity.RowKey), EntityJson.Write(entity), ifMatch, [204],
            cancellationToken);

    private string Address(string partitionKey, string rowKey) => $"{Name}(PartitionKey='{Quoted(partitionKey)}',RowKey='{Quoted(rowKey)}')";

    private static string Quoted(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));

    private static string Literal(object? value) => value switch
    {
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        DateTimeOffset time => $"datetime'{time.UtcDateTime:O}'",
        Guid id => $"guid'{id}'",
        _ => throw new NotSupportedException($"TableClient.CreateQueryFilter cannot write a {value?.GetType()}."),
    };
}
