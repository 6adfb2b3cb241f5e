namespace StatusHawk.Local.Stack;

/// <summary>The parts that a stack may have.</summary>
[Flags]
public enum StackParts
{
    None = 0,
    Azurite = 1,
    Cosmos = 2,

    /// <summary>Api, Pipeline, and one Probe for each region. They need both emulators.</summary>
    Apps = 4 | Azurite | Cosmos,

    /// <summary>The demo target, a site to check and to break, and the mail catcher.</summary>
    Target = 8,

    Emulators = Azurite | Cosmos,
    All = Apps | Target,
}
