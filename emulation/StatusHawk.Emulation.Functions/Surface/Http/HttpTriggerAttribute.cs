using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a request.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Any method, with a function key.</summary>
    public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

    /// <summary>These methods.</summary>
    public HttpTriggerAttribute(params string[] methods) => Methods = methods;

    /// <summary>Not supported here: what a lone string means to the platform is the setting of a level, never a method.</summary>
    public HttpTriggerAttribute(string authLevelKey) => AuthLevelKey = authLevelKey;

    /// <summary>Not supported here: what the first string means to the platform is the setting of a level, never a method.</summary>
    public HttpTriggerAttribute(string authLevelKey, params string[] methods)
    {
        AuthLevelKey = authLevelKey;
        Methods = methods;
    }

    /// <summary>Any method.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

    /// <summary>These methods.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route template below the route prefix of <c>host.json</c>; the function's name when not set.</summary>
    public string? Route { get; set; }

    /// <summary>The methods answered; null or empty for all.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Which key the platform asks for.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }

    internal string? AuthLevelKey { get; }
}
