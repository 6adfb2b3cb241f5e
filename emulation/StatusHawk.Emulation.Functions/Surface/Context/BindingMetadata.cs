namespace Microsoft.Azure.Functions.Worker;

/// <summary>A binding as declared.</summary>
public abstract class BindingMetadata
{
    /// <summary>The parameter or property bound, or <c>$return</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Such as <c>httpTrigger</c>, <c>queueTrigger</c>, <c>timerTrigger</c>, <c>queue</c>, <c>http</c>.</summary>
    public abstract string Type { get; }

    /// <summary>In for triggers, out for outputs.</summary>
    public abstract BindingDirection Direction { get; }
}
