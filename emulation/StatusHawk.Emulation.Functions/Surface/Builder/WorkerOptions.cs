using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settings of the worker.</summary>
public class WorkerOptions
{
    /// <summary>Reads and writes JSON of triggers and outputs.</summary>
    /// <value>By default System.Text.Json with the app's <c>JsonSerializerOptions</c>, which ignore the case of names.</value>
    public ObjectSerializer? Serializer { get; set; }
}
