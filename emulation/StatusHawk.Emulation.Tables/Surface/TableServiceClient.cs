using Azure.Core;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>An account's tables.</summary>
public class TableServiceClient
{
    private readonly TableRequests _requests;

    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions? options) => _requests = new(TableAccount.Parse(connectionString), options);

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        throw new NotSupportedException("TableServiceClient(Uri, TokenCredential): the storage emulator takes connection strings only.");

    public virtual TableClient GetTableClient(string tableName) => new(_requests, tableName);
}
