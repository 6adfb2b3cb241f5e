namespace StatusHawk.Infra.Tests.Rights;

/// <summary>What an app asks a service for.</summary>
internal enum Operation
{
    ReadItem,
    QueryItems,
    CreateItem,
    ReplaceItem,
    UpsertItem,
    DeleteItem,
    ReadChanges,

    /// <summary>What every client of an account asks first: where it is, its containers' keys, how a query is to be run.</summary>
    ReadMetadata,

    ReadRows,
    AddRow,
    ChangeRow,
    WriteRow,
    DeleteRow,

    Send,
    Count,
    Peek,
    Receive,
    Delete,

    /// <summary>To give back a message that was not dealt with, or to keep it longer.</summary>
    GiveBack,

    SendMail,

    /// <summary>Locks, keys, schedules and packages of the Functions host. It asks for the role that may all with blobs.</summary>
    KeepHostBlobs,
    KeepTaskHubQueues,
    KeepTaskHubTables,
    SendTelemetry,
    ReadSecret,
}
