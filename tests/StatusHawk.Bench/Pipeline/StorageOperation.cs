namespace StatusHawk.Bench.Pipeline;

/// <summary>What a request to a storage account does, as a bill would name it.</summary>
public enum StorageOperation
{
    /// <summary>A message is put on a queue.</summary>
    QueuePut,

    /// <summary>A queue is asked for messages, and has some.</summary>
    QueueGet,

    /// <summary>A queue is asked for messages, and has none.</summary>
    QueuePoll,

    /// <summary>A message is deleted.</summary>
    QueueDelete,

    /// <summary>Anything else of a queue.</summary>
    QueueOther,

    TableRead,
    TableWrite,
    BlobRead,
    BlobWrite,
}

/// <summary>Which of an account's services a request is for.</summary>
public enum StorageService
{
    Queue,
    Table,
    Blob,
}

/// <summary>Tells operations from requests: https://learn.microsoft.com/rest/api/storageservices/queue-service-rest-api.</summary>
public static class StorageOperations
{
    private const string Messages = "/messages";

    /// <param name="service">Whose port it came to.</param>
    /// <param name="method">The HTTP method, in capitals.</param>
    /// <param name="path">The path without the query.</param>
    /// <param name="hasMessages">Whether the answer held messages.</param>
    public static StorageOperation Of(StorageService service, string method, string path, bool hasMessages) => (service, method) switch
    {
        (StorageService.Queue, "POST") when path.EndsWith(Messages, StringComparison.Ordinal) => StorageOperation.QueuePut,
        (StorageService.Queue, "GET") when path.EndsWith(Messages, StringComparison.Ordinal) => hasMessages ? StorageOperation.QueueGet : StorageOperation.QueuePoll,
        (StorageService.Queue, "DELETE") when path.Contains(Messages + "/", StringComparison.Ordinal) => StorageOperation.QueueDelete,
        (StorageService.Queue, _) => StorageOperation.QueueOther,
        (StorageService.Table, "GET") => StorageOperation.TableRead,
        (StorageService.Table, _) => StorageOperation.TableWrite,
        (_, "GET" or "HEAD") => StorageOperation.BlobRead,
        _ => StorageOperation.BlobWrite,
    };
}
