namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Binds a parameter to the body of the request.</summary>
[AttributeUsage(
    AttributeTargets.Parameter | AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Struct)]
public class FromBodyAttribute : Attribute;
