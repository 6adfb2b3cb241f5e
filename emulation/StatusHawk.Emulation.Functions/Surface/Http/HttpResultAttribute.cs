namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks which property of several outputs answers the request.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpResultAttribute : Attribute;
